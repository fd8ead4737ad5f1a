import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agent, answer, apiAt, startStub, stubFor } from './server';

describe('a network error', () => {
  it('connection refused: unreachable, nothing was sent', async () => {
    const stub = await startStub(() => undefined);
    await stub.close();
    const put = await apiAt(stub.origin).put('2101', {});
    assert.deepEqual(put, { ok: false, failure: { kind: 'unreachable', reason: 'ECONNREFUSED' } });
  });

  it('unknown host: unreachable', async () => {
    const noSuchHost = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('getaddrinfo ENOTFOUND api.invalid'), { code: 'ENOTFOUND' }),
    });
    const api = apiAt('https://api.invalid', { fetch: () => Promise.reject(noSuchHost) });
    assert.deepEqual(await api.put('2101', {}), {
      ok: false,
      failure: { kind: 'unreachable', reason: 'ENOTFOUND' },
    });
  });

  it('dropped connection: the write may have arrived', async (test) => {
    const stub = await stubFor(test, (response) => response.destroy());
    const put = await apiAt(stub.origin).put('2101', {});
    assert.deepEqual(put, { ok: false, failure: { kind: 'timedOut', sent: true } });
    assert.equal(stub.seen.length, 1, 'it is not sent again');
  });

  it('incomplete body: the write may have arrived', async (test) => {
    const stub = await stubFor(test, (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"id": 2101', () => response.destroy());
    });
    const put = await apiAt(stub.origin).put('2101', {});
    assert.deepEqual(put, { ok: false, failure: { kind: 'timedOut', sent: true } });
  });

  it('no response: timeout', async (test) => {
    const stub = await stubFor(test, () => undefined);
    const api = apiAt(stub.origin, { limits: { timeoutMs: 50, maxBytes: 1000 } });
    assert.deepEqual(await api.put('2101', {}), { ok: false, failure: { kind: 'timedOut', sent: true } });
  });
});

describe('retries', () => {
  it('repeat a read up to three times after a temporary failure', async (test) => {
    const stub = await stubFor(test, (response, _, count) =>
      count < 4 ? answer(response, 503, '') : answer(response, 200, agent),
    );
    assert.ok((await apiAt(stub.origin).get('2101')).ok);
    assert.equal(stub.seen.length, 4);
  });

  it('stop after that', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 502, ''));
    assert.deepEqual(await apiAt(stub.origin).get('2101'), {
      ok: false,
      failure: { kind: 'serverError', status: 502 },
    });
    assert.equal(stub.seen.length, 4);
  });

  for (const status of [401, 403, 404, 400]) {
    it(`don't repeat after ${status}`, async (test) => {
      const stub = await stubFor(test, (response) => answer(response, status, {}));
      await apiAt(stub.origin).get('2101');
      assert.equal(stub.seen.length, 1);
    });
  }

  for (const status of [429, 500, 503]) {
    it(`never repeat a write, not even after ${status}`, async (test) => {
      const stub = await stubFor(test, (response) => answer(response, status, {}));
      const api = apiAt(stub.origin);
      await api.put('2101', {});
      await api.patch('2101', {});
      await api.create({});
      assert.deepEqual(
        stub.seen.map(({ method }) => method),
        ['PUT', 'PATCH', 'POST'],
      );
    });
  }

  it('wait as long as Retry-After specifies', async (test) => {
    const times: number[] = [];
    const stub = await stubFor(test, (response, _, count) => {
      times.push(performance.now());
      if (count === 1) answer(response, 429, {}, { 'retry-after': '0.2' });
      else answer(response, 200, agent);
    });
    assert.ok((await apiAt(stub.origin).get('2101')).ok);
    const [first = 0, second = 0] = times;
    assert.ok(second - first >= 190, 'the second request was sent too early');
  });

  it("don't wait for long: the message contains when to try again", async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 429, {}, { 'retry-after': '600' }));
    assert.deepEqual(await apiAt(stub.origin).get('2101'), {
      ok: false,
      failure: { kind: 'rateLimited', retryAfter: 600_000 },
    });
    assert.equal(stub.seen.length, 1);
  });
});

describe('cancellation', () => {
  /** Cancels after `started` has resolved; fails if the result takes more than a second. */
  async function cancelAfter<T>(
    started: Promise<void>,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const running = run(controller.signal);
    await started;
    const start = performance.now();
    controller.abort();
    const result = await running;
    assert.ok(performance.now() - start < 1000, 'it ends within a second');
    return result;
  }

  it('aborts a pending request, which may have arrived', async (test) => {
    let arrived: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (arrived = resolve));
    const stub = await stubFor(test, () => arrived());
    const api = apiAt(stub.origin);
    const put = await cancelAfter(started, (signal) => api.put('2101', {}, signal));
    assert.deepEqual(put, { ok: false, failure: { kind: 'canceled', sent: true } });
  });

  it('aborts the wait before a retry', async (test) => {
    let arrived: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (arrived = resolve));
    const stub = await stubFor(test, (response) => {
      answer(response, 503, '');
      arrived();
    });
    const api = apiAt(stub.origin, { retry: { retries: 3, delayMs: 60_000, maxElapsedMs: 600_000 } });
    const got = await cancelAfter(started, (signal) => api.get('2101', signal));
    assert.ok(!got.ok);
    assert.equal(got.failure.kind, 'canceled');
    assert.equal(stub.seen.length, 1);
  });

  it('sends nothing if it is canceled first', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 200, agent));
    const put = await apiAt(stub.origin).put('2101', {}, AbortSignal.abort());
    assert.deepEqual(put, { ok: false, failure: { kind: 'canceled', sent: false } });
    assert.equal(stub.seen.length, 0);
  });
});
