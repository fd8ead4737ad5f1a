import type { Message } from '#sync/messages/message';
import type { Button } from './notify';

/**
 * The outcome of a command. Each command returns one, and the error boundary shows it, so that no command ends silently.
 */
export type Outcome =
  | { readonly kind: 'notification'; readonly message: Message; readonly buttons: readonly Button[] }
  /** The result is visible: an editor, a comparison, or a list. */
  | { readonly kind: 'opened' }
  /** Another command continues and shows its own outcome. */
  | { readonly kind: 'continued' }
  /** A status bar message, if no action is required. */
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'canceled'; readonly text: string };

export const opened: Outcome = { kind: 'opened' };
export const continued: Outcome = { kind: 'continued' };

export function statusOutcome(text: string): Outcome {
  return { kind: 'status', text };
}

export function notification(message: Message, buttons: readonly Button[] = []): Outcome {
  return { kind: 'notification', message, buttons };
}

export function informationOutcome(text: string, buttons: readonly Button[] = []): Outcome {
  return notification({ level: 'info', text }, buttons);
}

export function warningOutcome(text: string, buttons: readonly Button[] = []): Outcome {
  return notification({ level: 'warning', text }, buttons);
}

/** Whether a command succeeded, so that the command that required it can continue. */
export function succeeded(outcome: unknown): boolean {
  if (typeof outcome !== 'object' || outcome === null || !('kind' in outcome)) return false;
  if (outcome.kind !== 'notification') return outcome.kind !== 'canceled';
  const { message } = outcome as Extract<Outcome, { kind: 'notification' }>;
  return message.level === 'info';
}
