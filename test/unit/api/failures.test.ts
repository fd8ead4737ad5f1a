import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureSentence, readRetryAfter } from '#api/failures';
import type { ApiFailure } from '#sync/ports';

const failures: readonly ApiFailure[] = [
  { kind: 'unauthorized' },
  { kind: 'forbidden' },
  { kind: 'notFound' },
  { kind: 'rejected', body: {} },
  { kind: 'rateLimited', retryAfter: 12_000 },
  { kind: 'serverError', status: 503 },
  { kind: 'unreachable', reason: 'ENOTFOUND' },
  { kind: 'timedOut', sent: true },
  { kind: 'redirected', status: 302 },
  { kind: 'unexpected', reason: 'an HTML page', sent: true },
  { kind: 'canceled', sent: false },
];

describe('the message of a failure', () => {
  it('is different for each kind', () => {
    const sentences = failures.map((failure) => failureSentence(failure, 'api.cekura.ai'));
    assert.equal(new Set(sentences).size, failures.length);
  });

  for (const failure of failures.filter(({ kind }) => kind !== 'canceled')) {
    it(`contains the next step: ${failure.kind}`, () => {
      const sentence = failureSentence(failure, 'api.cekura.ai');
      assert.match(sentence, /api\.cekura\.ai/);
      assert.match(sentence, /\. \S.*\.$|, .*\.$/, 'a cause, then a next step');
      assert.ok(sentence.length <= 120, `${sentence.length} characters: ${sentence}`);
    });
  }

  for (const [milliseconds, words] of [
    [undefined, 'in 1 minute'],
    [0, 'in 1 second'],
    [11_400, 'in 12 seconds'],
    [600_000, 'in 10 minutes'],
  ] as const) {
    it(`contains the time to wait: ${words}`, () => {
      const failure = { kind: 'rateLimited', retryAfter: milliseconds } as const;
      assert.ok(failureSentence(failure, 'api.cekura.ai').endsWith(`${words}.`));
    });
  }
});

describe('Retry-After', () => {
  const now = Date.parse('2026-05-20T12:00:00Z');
  for (const [header, wait] of [
    ['120', 120_000],
    [' 0 ', 0],
    ['Wed, 20 May 2026 12:00:30 GMT', 30_000],
    ['Wed, 20 May 2026 11:59:30 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [null, undefined],
  ] as const) {
    it(`${String(header)} → ${String(wait)} ms`, () => assert.equal(readRetryAfter(header, now), wait));
  }
});
