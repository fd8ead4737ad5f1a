import type { ApiFailure } from '../ports';

/** A notification. `error` and `warning` need attention, `info` does not. */
export interface Message {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** The message for an API failure, with the next step. */
export type FailureFormatter = (failure: ApiFailure) => string;

export function info(text: string): Message {
  return { level: 'info', text };
}

export function warning(text: string): Message {
  return { level: 'warning', text };
}

export function error(text: string): Message {
  return { level: 'error', text };
}
