/** What a message can offer beside its text. */
export type Action = 'set-api-key' | 'create' | 'open-settings' | 'show-log' | 'manage-trust';

/** Why a command can't go on, as a sentence for the user: cause first, what to do second. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    message: string,
    readonly actions: readonly Action[] = [],
  ) {
    super(message);
  }
}
