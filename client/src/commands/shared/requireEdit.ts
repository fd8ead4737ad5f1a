import { describeBlocks } from '#sync/messages/describeBlock';
import type { EditResult } from '#sync/ports';
import { CanceledByUser, UserError } from '../../ui/userError';

/** Throws why an edit of an agent file was not made, with one of the messages or with the reason why it was blocked. */
export function requireEdit(
  result: EditResult,
  messages: { readonly canceled: string; readonly stale: UserError },
): void {
  if (result === 'done') return;
  if (result === 'canceled') throw new CanceledByUser(messages.canceled);
  throw result === 'stale' ? messages.stale : new UserError(describeBlocks(result.causes));
}
