import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { until } from '#support/poll';
import { call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { Faults } from '#sandbox/faults';
import { startSandbox, type Sandbox } from '#sandbox/server';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const renamed = { ...minimalAgent, agent_name: 'Renamed' };
const name = () => sandbox.agent(2142)['agent_name'];
const put = (signal?: AbortSignal) => call(sandbox, 'PUT', fullAgentPath, renamed, {}, signal);

/** The API did not receive the PUT. */
function assertNotStored(): void {
  assert.equal(name(), 'Night Desk');
}

describe('a response that is not from the API', () => {
  for (const status of [403, 409, 500, 503]) {
    it(`status ${status} with the requested body and headers`, async () => {
      sandbox.fault({ kind: 'status', status, body: { detail: 'no' }, headers: { 'x-trace': 'abc' } });
      const answer = await put();
      assert.deepEqual([answer.status, answer.body], [status, { detail: 'no' }]);
      assert.equal(answer.headers.get('x-trace'), 'abc');
      assertNotStored();
    });
  }

  it('429 with Retry-After in seconds, or as a date', async () => {
    const date = new Date(Date.now() + 2000).toUTCString();
    sandbox.fault({ kind: 'rate-limit', retryAfter: 2 }, { kind: 'rate-limit', retryAfter: date });
    const [first, second] = [await put(), await put()];
    assert.deepEqual([first.status, first.headers.get('retry-after')], [429, '2']);
    assert.deepEqual([second.status, second.headers.get('retry-after')], [429, date]);
    assertNotStored();
  });

  for (const status of [301, 302, 307, 308]) {
    it(`redirect ${status} to any URL`, async () => {
      sandbox.fault({ kind: 'redirect', status, to: 'https://elsewhere.example.com/x' });
      const answer = await put();
      assert.deepEqual(
        [answer.status, answer.headers.get('location')],
        [status, 'https://elsewhere.example.com/x'],
      );
      assertNotStored();
    });
  }

  it('a redirect that fetch follows to a second server by default', async () => {
    const seen: string[] = [];
    const second = createServer((request, response) => {
      seen.push(request.method ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => second.listen(0, '127.0.0.1', resolve));
    const address = second.address();
    assert.ok(address && typeof address === 'object');
    sandbox.fault({ kind: 'redirect', status: 307, to: `http://127.0.0.1:${address.port}/` });
    await fetch(sandbox.origin + fullAgentPath, { method: 'PUT', body: '{}' });
    assert.deepEqual(seen, ['PUT']);
    second.closeAllConnections();
    await new Promise((resolve) => second.close(resolve));
  });

  it('an HTML page with 200 or another status', async () => {
    sandbox.fault({ kind: 'html' }, { kind: 'html', status: 502 });
    const [first, second] = [await put(), await put()];
    assert.deepEqual([first.status, second.status], [200, 502]);
    assert.match(first.headers.get('content-type') ?? '', /text\/html/);
    assert.match(first.text, /^<!doctype html>/);
    assertNotStored();
  });

  it('any text with the content type of JSON', async () => {
    sandbox.fault({ kind: 'body', text: '[]' }, { kind: 'body', text: '{"id": ' });
    assert.deepEqual((await put()).body, []);
    const broken = await put();
    assert.throws(() => broken.body, SyntaxError);
    assertNotStored();
  });

  it('a body of any size', async () => {
    sandbox.fault({ kind: 'huge', bytes: 3 * 1024 * 1024 });
    assert.ok((await put()).text.length >= 3 * 1024 * 1024);
    assertNotStored();
  });

  it('a huge body ends when the client disconnects', async () => {
    sandbox.fault({ kind: 'huge', bytes: Number.MAX_SAFE_INTEGER });
    const response = await fetch(sandbox.origin + fullAgentPath);
    await response.body?.cancel();
    assert.equal((await call(sandbox, 'GET', fullAgentPath)).status, 200);
  });
});

describe('a connection that fails', () => {
  it('drop-before: nothing is stored', async () => {
    sandbox.fault({ kind: 'drop-before' });
    await assert.rejects(put());
    assertNotStored();
    assert.equal(sandbox.requests[0]?.status, undefined);
  });

  it('drop-after: it is stored, and the client gets no response', async () => {
    sandbox.fault({ kind: 'drop-after' });
    await assert.rejects(put());
    assert.equal(name(), 'Renamed');
    assert.equal(sandbox.requests[0]?.status, 200);
  });

  it('half-body: it is stored, and the response is incomplete', async () => {
    sandbox.fault({ kind: 'half-body' });
    await assert.rejects(put());
    assert.equal(name(), 'Renamed');
  });

  it('slow: the response is late, the write is not', async () => {
    sandbox.fault({ kind: 'slow', ms: 60_000 });
    const client = new AbortController();
    const answer = put(client.signal);
    await until('the write is stored', () => name() === 'Renamed');
    client.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });

  it('slow, stores late: the write happens after the client has timed out', async () => {
    sandbox.fault({ kind: 'slow', ms: 1000, stores: 'late' });
    await assert.rejects(put(AbortSignal.timeout(50)), { name: 'TimeoutError' });
    assertNotStored();
    await until('the write is stored', () => name() === 'Renamed');
  });

  it('slow, stores late: nothing is stored after a reset', async () => {
    sandbox.fault({ kind: 'slow', ms: 60_000, stores: 'late' });
    const waiting = assert.rejects(put());
    while (sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    sandbox.reset();
    await waiting;
    assertNotStored();
  });

  it('slow: a client with a long timeout gets the whole response', async () => {
    sandbox.fault({ kind: 'slow', ms: 20 });
    assert.equal((await put()).object['agent_name'], 'Renamed');
  });
});

describe('an incorrect response', () => {
  it('wrong-types: the properties have values of other types', async () => {
    sandbox.fault({ kind: 'wrong-types', times: 2 });
    const { agent_name, inbound } = (await call(sandbox, 'GET', fullAgentPath)).object;
    assert.deepEqual([agent_name, inbound], [7, 'yes']);
    const list = (await call(sandbox, 'GET', fullAgentPath.replace('2142/', ''))).object;
    assert.deepEqual([list['count'], list['results']], ['many', {}]);
  });

  it('wrong-id: another agent than the requested one', async () => {
    sandbox.fault({ kind: 'wrong-id' });
    assert.equal((await call(sandbox, 'GET', fullAgentPath)).object['id'], 2143);
  });
});

describe('requests that a fault applies to', () => {
  const met = (faults: Faults, ...requests: [string, string][]) =>
    requests.map(([method, path]) => faults.take({ method, path })?.kind);

  it('only the next one by default', () => {
    const faults = new Faults();
    faults.add({ kind: 'html' });
    assert.deepEqual(met(faults, ['GET', '/a/'], ['GET', '/a/']), ['html', undefined]);
  });

  it('those of a method and of a path', () => {
    const faults = new Faults();
    faults.add({ kind: 'html', method: 'PUT', path: '/21\\d\\d/$' });
    assert.deepEqual(met(faults, ['GET', '/2101/'], ['PUT', '/99/'], ['PUT', '/2101/']), [
      undefined,
      undefined,
      'html',
    ]);
  });

  it('a number of requests, after skipping some', () => {
    const faults = new Faults();
    faults.add({ kind: 'html', method: 'GET', skip: 1, times: 2 });
    const requests: [string, string][] = [1, 2, 3, 4].map(() => ['GET', '/a/']);
    assert.deepEqual(met(faults, ...requests), [undefined, 'html', 'html', undefined]);
    assert.deepEqual(faults.list(), []);
  });

  it('the oldest fault first', () => {
    const faults = new Faults();
    faults.add({ kind: 'html' });
    faults.add({ kind: 'drop-before' });
    assert.deepEqual(met(faults, ['GET', '/a/'], ['GET', '/a/']), ['html', 'drop-before']);
  });
});

describe('the log', () => {
  it('has each request with the label of its key, but not the key', async () => {
    await put();
    await call(sandbox, 'GET', `${fullAgentPath}?x=1`, undefined, { 'X-CEKURA-API-KEY': 'wrong-key' });
    const [first, second] = sandbox.requests;
    assert.ok(first && second);
    assert.deepEqual(
      [first.method, first.path, first.status, first.keyLabel],
      ['PUT', fullAgentPath, 200, 'organization'],
    );
    assert.equal(first.body, JSON.stringify(renamed));
    assert.equal(first.headers['content-type'], 'application/json');
    assert.deepEqual([second.path, second.status, second.keyLabel], [`${fullAgentPath}?x=1`, 401, 'unknown']);
    assert.doesNotMatch(JSON.stringify(sandbox.requests), /sandbox-key|wrong-key/);
  });

  it('has the fault that was applied to a request', async () => {
    sandbox.fault({ kind: 'html', status: 502 });
    await put();
    assert.deepEqual([sandbox.requests[0]?.fault, sandbox.requests[0]?.status], ['html', 502]);
  });
});
