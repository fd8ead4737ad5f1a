import type { Message } from '#sync/messages/message';
import type { Button } from './notify';

/** The options of an error message; `retry` runs the command again. */
export type Action =
  'set-api-key' | 'open-settings' | 'show-log' | 'show-problems' | 'manage-trust' | 'open-folder' | 'retry';

/** The message why a command can't continue: the cause, then what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    readonly actions: readonly (Action | Button)[] = [],
    readonly level: Message['level'] = 'error',
  ) {
    super(message);
  }
}

/** The user canceled a question, which ends the command. */
export class CanceledByUser extends Error {
  override readonly name = 'CanceledByUser';
}
