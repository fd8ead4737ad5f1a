import type { ExitCode } from './exitCodes';

/** Invalid usage or configuration. The message is shown unchanged. */
export class UsageError extends Error {}

/** A request that the command depends on has failed. */
export class RequestFailed extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}
