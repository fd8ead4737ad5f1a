import type { Message } from '#sync/messages/message';
import type { Button } from './notify';

/** What a message can offer beside its text; `retry` runs the command again. */
export type Action =
  'set-api-key' | 'open-settings' | 'show-log' | 'show-problems' | 'manage-trust' | 'open-folder' | 'retry';

/** Why a command can't go on, as a sentence for the user: cause first, what to do second. */
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

/** The user closed a question, which ends the command. */
export class CanceledByUser extends Error {
  override readonly name = 'CanceledByUser';
}
