import type { Answer, ApiFailure, Cancellation } from '#sync/ports';

/** How reads are repeated. Writes are not: one that may have arrived is never sent again. */
export interface Patience {
  /** How many times a read is sent again. */
  readonly retries: number;
  /** Milliseconds before the first repetition; doubles each time, give or take a half. */
  readonly pause: number;
  /** Milliseconds after which nothing is sent again, and the longest `Retry-After` that is waited out. */
  readonly atMost: number;
}

/** Asks again while the failure looks passing. What it returns is the last answer. */
export async function askPatiently<T>(
  ask: () => Promise<Answer<T>>,
  patience: Patience,
  cancellation?: Cancellation,
): Promise<Answer<T>> {
  const start = performance.now();
  let answer = await ask();
  for (let retry = 0; retry < patience.retries && !answer.ok; retry++) {
    const wait = waitBefore(retry, answer.failure, patience);
    if (wait === undefined || performance.now() - start + wait > patience.atMost) return answer;
    await pause(wait, cancellation);
    if (cancellation?.aborted) return { ok: false, failure: { kind: 'cancelled', sent: false } };
    answer = await ask();
  }
  return answer;
}

/** Milliseconds to wait before asking again; undefined where asking again would change nothing. */
function waitBefore(retry: number, failure: ApiFailure, { pause: first }: Patience): number | undefined {
  switch (failure.kind) {
    case 'rateLimited':
      // A time that has passed, by clocks that differ, is no leave to hurry.
      return Math.max(failure.retryAfter ?? 0, jittered(first * 2 ** retry));
    case 'serverError':
    case 'unreachable':
    case 'timedOut':
      return jittered(first * 2 ** retry);
    default:
      return undefined;
  }
}

/** Half to one and a half of `milliseconds`, so that many clients don't come back at once. */
function jittered(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random());
}

/** Resolves after `milliseconds`, or as soon as the wait is cancelled. */
function pause(milliseconds: number, cancellation: Cancellation | undefined): Promise<void> {
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
