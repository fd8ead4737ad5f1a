import type { ApiFailure } from './ports';

/** Whether the server may have done what no answer confirms. Such a write is never sent again. */
export function mayHaveArrived(failure: ApiFailure): boolean {
  if (failure.kind === 'serverError') return true;
  return 'sent' in failure && failure.sent;
}

/** The outcome of a request that changed nothing. That the user stopped it is no failure. */
export function failed(
  failure: ApiFailure,
): { readonly kind: 'failed'; readonly failure: ApiFailure } | { readonly kind: 'cancelled' } {
  return failure.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure };
}
