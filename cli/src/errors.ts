import type { ExitCode } from './exitCodes';

/** The command can't run as it was called or configured. The message is shown as it is. */
export class UsageError extends Error {}

/** A request without which the command can do nothing has failed. */
export class RequestFailed extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}
