import assert from 'node:assert/strict';
import { type TestContext, describe, it } from 'node:test';
import { LosslessNumber } from 'lossless-json';
import { objectOf } from '#language/syntax/json';
import type { AgentApiOptions } from '#api/agentApi';
import type { ApiFailure } from '#sync/ports';
import { type Respond, type Stub, agent, answer, apiAt, fakeKey, startStub } from './server';

async function stubFor(test: TestContext, respond: Respond): Promise<Stub> {
  const stub = await startStub(respond);
  test.after(() => stub.close());
  return stub;
}

/** The failure of a GET with this response. */
async function failureOfGet(test: TestContext, respond: Respond): Promise<ApiFailure> {
  const stub = await stubFor(test, respond);
  const got = await apiAt(stub.origin).get('2101');
  assert.ok(!got.ok, 'the request fails');
  return got.failure;
}

describe('a request', () => {
  it('names the agent in the path and the key in its header', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 200, agent));
    const got = await apiAt(stub.origin).get('2101');
    assert.deepEqual(got, { ok: true, value: agent });
    const [request] = stub.seen;
    assert.equal(`${request?.method} ${request?.url}`, 'GET /test_framework/v1/aiagents/2101/');
    assert.equal(request?.headers['x-cekura-api-key'], fakeKey);
  });

  it('keeps the path of a base URL that has one', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 200, agent));
    await apiAt(`${stub.origin}/cekura/`).get('2101');
    assert.equal(stub.seen[0]?.url, '/cekura/test_framework/v1/aiagents/2101/');
  });

  it('is not sent while no key is set', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 200, agent));
    const got = await apiAt(stub.origin, { key: () => Promise.resolve(undefined) }).get('2101');
    assert.deepEqual(got, { ok: false, failure: { kind: 'unauthorized' } });
    assert.equal(stub.seen.length, 0);
  });

  for (const method of ['put', 'patch'] as const) {
    it(`sends the body of a ${method} as JSON`, async (test) => {
      const stub = await stubFor(test, (response) => answer(response, 200, agent));
      const got = await apiAt(stub.origin)[method]('2101', { agent_name: 'Härbor 🦷' });
      assert.ok(got.ok);
      const sent = stub.seen.map((request) => [
        request.method,
        request.headers['content-type'],
        request.body,
      ]);
      assert.deepEqual(sent, [[method.toUpperCase(), 'application/json', '{"agent_name":"Härbor 🦷"}']]);
    });
  }

  it('creates with POST and returns the id of the response', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 201, agent));
    const made = await apiAt(stub.origin).create({ agent_name: 'Harbor Dental' });
    assert.deepEqual(made, { ok: true, value: agent });
    assert.equal(`${stub.seen[0]?.method} ${stub.seen[0]?.url}`, 'POST /test_framework/v1/aiagents/');
  });
});

describe('numbers and names', () => {
  const digits = '12345678901234567890.123456789';

  it('are received with all digits', async (test) => {
    const body = `{"id":2101,"agent_name":"A","topic_nodes":{"big":${digits}}}`;
    const stub = await stubFor(test, (response) => answer(response, 200, body));
    const got = await apiAt(stub.origin).get('2101');
    assert.ok(got.ok);
    assert.deepEqual(got.value['topic_nodes'], { big: new LosslessNumber(digits) });
  });

  it('are sent with all digits', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 200, agent));
    await apiAt(stub.origin).put('2101', { topic_nodes: { big: new LosslessNumber(digits) } });
    assert.equal(stub.seen[0]?.body, `{"topic_nodes":{"big":${digits}}}`);
  });

  it('a property called __proto__ is like any other, both ways', async (test) => {
    const text = '{"id":2101,"agent_name":"A","topic_nodes":{"__proto__":{"polluted":true}}}';
    const stub = await stubFor(test, (response) => answer(response, 200, text));
    const got = await apiAt(stub.origin).get('2101');
    assert.ok(got.ok);
    assert.deepEqual(got.value['topic_nodes'], objectOf([['__proto__', { polluted: true }]]));
    await apiAt(stub.origin).put('2101', got.value);
    assert.equal(stub.seen[1]?.body, text);
  });

  it('an ID beyond 2^53 is compared by its digits', async (test) => {
    const stub = await stubFor(test, (response) =>
      answer(response, 200, '{"id":9007199254740993,"agent_name":"A"}'),
    );
    assert.ok((await apiAt(stub.origin).get('9007199254740993')).ok);
    assert.ok(!(await apiAt(stub.origin).get('9007199254740992')).ok);
  });
});

describe('a status code', () => {
  const statuses: readonly (readonly [number, ApiFailure])[] = [
    [401, { kind: 'unauthorized' }],
    [403, { kind: 'forbidden' }],
    [404, { kind: 'notFound' }],
    [400, { kind: 'rejected', body: { detail: 'x' } }],
    [422, { kind: 'rejected', body: { detail: 'x' } }],
    [409, { kind: 'unexpected', reason: 'HTTP 409', sent: false }],
    [301, { kind: 'redirected', status: 301 }],
  ];
  for (const [status, failure] of statuses) {
    it(`${status} is ${failure.kind}`, async (test) => {
      assert.deepEqual(
        await failureOfGet(test, (response) => answer(response, status, { detail: 'x' })),
        failure,
      );
    });
  }

  it('400 with a body that is not JSON keeps the body', async (test) => {
    const failure = await failureOfGet(test, (response) => answer(response, 400, '<h1>Bad Request</h1>'));
    assert.deepEqual(failure, { kind: 'rejected', body: '<h1>Bad Request</h1>' });
  });
});

describe('a response that is not an agent is unexpected', () => {
  const answers: Readonly<Record<string, string>> = {
    'an HTML page': '<!doctype html><title>Sign in</title>',
    'empty response': '',
    'invalid JSON': '{"id": 2101, "agent_name": "Har',
    'not an agent': '[]',
    'a different agent': '{"id": 2102, "agent_name": "B"}',
  };
  for (const [reason, body] of Object.entries(answers)) {
    it(reason, async (test) => {
      const failure = await failureOfGet(test, (response) => answer(response, 200, body));
      assert.deepEqual(failure, { kind: 'unexpected', reason, sent: true });
    });
  }

  it('properties of the wrong type', async (test) => {
    const failure = await failureOfGet(test, (response) =>
      answer(response, 200, { id: 2101, agent_name: 7 }),
    );
    assert.equal(failure.kind, 'unexpected');
  });

  it('a body above the limit, whose rest is not read', async (test) => {
    const failure = await failureOfGet(test, (response) =>
      answer(response, 200, `{"description":"${'x'.repeat(2 * 1024 * 1024)}"}`),
    );
    assert.deepEqual(failure, { kind: 'unexpected', reason: 'larger than 1 MB', sent: true });
  });
});

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

describe('redirects', () => {
  for (const status of [301, 302, 307, 308]) {
    it(`${status} is an error, and the other server gets no request`, async (test) => {
      const other = await stubFor(test, (response) => answer(response, 200, agent));
      const stub = await stubFor(test, (response) =>
        answer(response, status, '', { location: `${other.origin}/test_framework/v1/aiagents/2101/` }),
      );
      const api = apiAt(stub.origin);
      const redirected = { ok: false, failure: { kind: 'redirected', status } };
      assert.deepEqual(await api.get('2101'), redirected);
      assert.deepEqual(await api.put('2101', { agent_name: 'A' }), redirected);
      assert.equal(other.seen.length, 0);
    });
  }
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

describe('a list', () => {
  const page = (next: string | null) => ({ count: 2, next, previous: null, results: [agent] });

  it('filters by project and name', async (test) => {
    const stub = await stubFor(test, (response) => answer(response, 200, page(null)));
    const list = await apiAt(stub.origin).list({ project: '1376', search: 'dental desk' }, undefined);
    assert.deepEqual(list, { ok: true, value: { agents: [agent], next: undefined } });
    const url = new URL(stub.seen[0]?.url ?? '', stub.origin);
    assert.equal(url.pathname, '/test_framework/v1/aiagents/short_list/');
    assert.equal(url.searchParams.get('project_id'), '1376');
    assert.equal(url.searchParams.get('q'), 'dental desk');
  });

  it('follows the next page on the same host', async (test) => {
    const stub = await stubFor(test, (response, { headers }, count) =>
      answer(response, 200, page(count === 1 ? `http://${headers.host}/next/?page=2` : null)),
    );
    const api = apiAt(stub.origin);
    const first = await api.list({}, undefined);
    assert.ok(first.ok);
    assert.ok((await api.list({}, first.value.next)).ok);
    assert.equal(stub.seen[1]?.url, '/next/?page=2');
  });

  it('does not follow a page on another host', async (test) => {
    const other = await stubFor(test, (response) => answer(response, 200, page(null)));
    const stub = await stubFor(test, (response) => answer(response, 200, page(`${other.origin}/next/`)));
    const api = apiAt(stub.origin);
    const first = await api.list({}, undefined);
    assert.ok(!first.ok);
    assert.equal(first.failure.kind, 'unexpected');
    assert.ok(!(await api.list({}, `${other.origin}/next/`)).ok);
    assert.equal(other.seen.length, 0);
  });
});

describe('the connection state', () => {
  const once: Partial<AgentApiOptions> = { retry: { retries: 0, delayMs: 0, maxElapsedMs: 0 } };

  it('is reported by requests, and by nothing else', async (test) => {
    const reached: boolean[] = [];
    const note = { ...once, onConnectivity: (isReachable: boolean) => void reached.push(isReachable) };
    const stub = await stubFor(test, (response, _, count) =>
      answer(response, count === 1 ? 401 : 200, agent),
    );
    await apiAt(stub.origin, note).get('2101');
    await apiAt('http://127.0.0.1:9', note).get('2101');
    await apiAt(stub.origin, note).get('2101');
    assert.deepEqual(reached, [true, false, true]);
  });

  it('is not reported by a canceled request', async (test) => {
    const reached: boolean[] = [];
    const stub = await stubFor(test, () => undefined);
    const stop = new AbortController();
    const note = { ...once, onConnectivity: (isReachable: boolean) => void reached.push(isReachable) };
    const got = apiAt(stub.origin, note).get('2101', stop.signal);
    stop.abort();
    assert.ok(!(await got).ok);
    assert.deepEqual(reached, []);
  });
});
