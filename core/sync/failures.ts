import type { ApiFailure } from './ports';

/** Whether the server may have applied a write without confirming it. Such a write is never sent again. */
export function mayHaveBeenReceived(failure: ApiFailure): boolean {
  if (failure.kind === 'serverError') return true;
  return 'sent' in failure && failure.sent;
}

/** The outcome of a request that changed nothing. A canceled request is not a failure. */
export function failureOutcome(
  failure: ApiFailure,
): { readonly kind: 'failed'; readonly failure: ApiFailure } | { readonly kind: 'canceled' } {
  return failure.kind === 'canceled' ? { kind: 'canceled' } : { kind: 'failed', failure };
}
