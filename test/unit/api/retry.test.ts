import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withRetry } from '#api/retry';
import type { ApiResult } from '#sync/ports';

describe('retries', () => {
  it('use the regular delay if Retry-After is in the past', async () => {
    let calls = 0;
    const tooMany = (): Promise<ApiResult<never>> => {
      calls += 1;
      return Promise.resolve({ ok: false, failure: { kind: 'rateLimited', retryAfter: 0 } });
    };
    // The default delay is longer than the test runs, so only an immediate retry could succeed.
    await withRetry(tooMany, { retries: 3, delayMs: 60_000, maxElapsedMs: 1000 });
    assert.equal(calls, 1);
  });
});
