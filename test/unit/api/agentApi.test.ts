import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LosslessNumber } from 'lossless-json';
import { objectOf } from '#language/syntax/json';
import type { AgentApiOptions } from '#api/agentApi';
import { agent, answer, apiAt, fakeKey, stubFor } from './server';

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
