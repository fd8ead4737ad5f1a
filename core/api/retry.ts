import type { ApiResult, ApiFailure, Cancellation } from '#sync/ports';

/** How reads are retried. Writes are never retried: one that may have arrived is never sent again. */
export interface RetryPolicy {
  /** How many times a read is sent again. */
  readonly retries: number;
  /** Milliseconds before the first retry. Doubles with each retry, plus or minus 50 % jitter. */
  readonly delayMs: number;
  /** Milliseconds after which nothing is sent again, and the longest `Retry-After` that is honored. */
  readonly maxElapsedMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { retries: 3, delayMs: 400, maxElapsedMs: 30_000 };

/** Sends a request and retries it after temporary failures. Returns the last result. */
export async function withRetry<T>(
  send: () => Promise<ApiResult<T>>,
  policy: RetryPolicy,
  cancellation?: Cancellation,
): Promise<ApiResult<T>> {
  const start = performance.now();
  let response = await send();
  for (let retry = 0; retry < policy.retries && !response.ok; retry++) {
    const delay = delayBefore(retry, response.failure, policy);
    if (delay === undefined || performance.now() - start + delay > policy.maxElapsedMs) return response;
    await sleep(delay, cancellation);
    if (cancellation?.aborted) return { ok: false, failure: { kind: 'canceled', sent: false } };
    response = await send();
  }
  return response;
}

/** Milliseconds to wait before a retry; undefined if a retry can't succeed. */
function delayBefore(retry: number, failure: ApiFailure, { delayMs }: RetryPolicy): number | undefined {
  switch (failure.kind) {
    case 'rateLimited':
      // `Retry-After` can be a date in the past when clocks differ, so the regular delay is the minimum.
      return Math.max(failure.retryAfter ?? 0, withJitter(delayMs * 2 ** retry));
    case 'serverError':
    case 'unreachable':
    case 'timedOut':
      return withJitter(delayMs * 2 ** retry);
    default:
      return undefined;
  }
}

/** 50 % to 150 % of a delay, so that many clients don't retry at the same moment. */
function withJitter(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random());
}

/** Resolves after `milliseconds`, or as soon as the wait is canceled. */
function sleep(milliseconds: number, cancellation: Cancellation | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      cancellation?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    cancellation?.addEventListener('abort', end);
    if (cancellation?.aborted) end();
  });
}
