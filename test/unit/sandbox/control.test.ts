import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { agentsPath, call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import type { Json } from '#sandbox/json';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { defaultSwitches } from '#sandbox/switches';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const control = (method: string, name: string, body?: Json) =>
  call(sandbox, method, `/__sandbox/${name}`, body);

describe('the controls over HTTP', () => {
  it('return what is stored, secrets included, and the switches', async () => {
    sandbox.fault({ kind: 'html' });
    const { agents: stored, switches, faults } = (await control('GET', 'state')).object;
    assert.deepEqual(stored, sandbox.agents);
    assert.deepEqual([switches, faults], [sandbox.switches, [{ kind: 'html' }]]);
  });

  it('return the requests to the API, without those to the controls', async () => {
    await call(sandbox, 'GET', fullAgentPath);
    const log = (await control('GET', 'log')).body;
    assert.deepEqual(log, JSON.parse(JSON.stringify(sandbox.requests)));
    assert.equal(sandbox.requests.length, 1);
  });

  it('set switches', async () => {
    const { object } = await control('POST', 'switches', { put: 'clear', clearText: 'off' });
    assert.deepEqual(object, { ...defaultSwitches, put: 'clear', clearText: 'off' });
    assert.deepEqual(sandbox.switches, object);
  });

  it('add one or several faults, and remove them', async () => {
    await control('POST', 'faults', { kind: 'rate-limit', retryAfter: 1 });
    await control('POST', 'faults', [{ kind: 'drop-after', method: 'PUT' }, { kind: 'html' }]);
    assert.equal((await call(sandbox, 'GET', fullAgentPath)).status, 429);
    await assert.rejects(call(sandbox, 'PUT', fullAgentPath, minimalAgent));
    await control('DELETE', 'faults');
    assert.equal((await call(sandbox, 'GET', fullAgentPath)).status, 200);
  });

  it('accept every kind of fault', async () => {
    const faults = [
      { kind: 'status', status: 503, body: { detail: 'x' }, headers: { a: 'b' } },
      { kind: 'rate-limit', retryAfter: 'Mon, 01 Jan 2035 00:00:00 GMT' },
      { kind: 'redirect', to: 'https://a.example.com', status: 308 },
      { kind: 'html', status: 502 },
      { kind: 'body', text: '[' },
      { kind: 'huge', bytes: 10 },
      { kind: 'drop-before' },
      { kind: 'drop-after' },
      { kind: 'half-body' },
      { kind: 'slow', ms: 5, stores: 'late' },
      { kind: 'omit', properties: ['language', 'sip_auth.username'] },
      { kind: 'wrong-types' },
      { kind: 'wrong-id', method: 'GET', path: 'aiagents', skip: 1, times: 2 },
    ];
    assert.deepEqual((await control('POST', 'faults', faults)).body, faults);
  });

  it('change an agent as another user would', async () => {
    const before = sandbox.agent(2142)['updated_at'];
    const { object } = await control('POST', 'edit', { id: 2142, changes: { language: 'fi' } });
    assert.equal(object['language'], 'fi');
    const { language, updated_at } = sandbox.agent(2142);
    assert.equal(language, 'fi');
    assert.notEqual(updated_at, before);
  });

  it('reset to the initial state', async () => {
    const before = sandbox.agent(2142);
    sandbox.set({ put: 'clear' });
    await call(sandbox, 'POST', agentsPath, { ...minimalAgent, project: 1376 });
    await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
    sandbox.fault({ kind: 'html' });
    await control('POST', 'reset');
    assert.deepEqual(sandbox.requests, []);
    assert.equal(sandbox.agents.length, 1);
    const after = sandbox.agent(2142);
    assert.deepEqual({ ...after, created_at: 0, updated_at: 0 }, { ...before, created_at: 0, updated_at: 0 });
    assert.equal((await call(sandbox, 'GET', fullAgentPath)).status, 200);
  });

  it('return what is wrong with a request', async () => {
    const wrong: [string, string, Json?][] = [
      ['POST', 'switches', { put: 'maybe' }],
      ['POST', 'switches', { pot: 'keep' }],
      ['POST', 'switches', { mask: 'sip_auth' }],
      ['POST', 'switches', { spelling: ['upper-case'] }],
      ['POST', 'faults', { kind: 'omit' }],
      ['POST', 'faults', { kind: 'earthquake' }],
      ['POST', 'faults', { kind: 'slow' }],
      ['POST', 'faults', { kind: 'html', path: '(' }],
      ['POST', 'faults', '{'],
      ['POST', 'projects', { id: 1 }],
      ['POST', 'edit', { id: 1, changes: {} }],
      ['POST', 'edit', { changes: {} }],
    ];
    for (const request of wrong) {
      const { status, object } = await control(...request);
      assert.deepEqual([status, typeof object['detail']], [400, 'string']);
    }
    assert.equal((await control('GET', 'nothing')).status, 404);
  });

  it('require the key', async () => {
    const { status } = await call({ ...sandbox, key: 'wrong' }, 'GET', '/__sandbox/state');
    assert.equal(status, 401);
  });
});

describe('the sandbox in a test', () => {
  it('throws for an unknown agent id', () => {
    assert.throws(() => sandbox.agent(1), RangeError);
    assert.throws(() => sandbox.edit(1, {}), RangeError);
  });

  it('frees its port, even with pending requests', async (t) => {
    const other = await startSandbox({ seed: [fullAgent] });
    other.fault({ kind: 'slow', ms: 600_000 });
    const waiting = assert.rejects(call(other, 'GET', fullAgentPath));
    while (other.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.close();
    await waiting;
    const next = await startSandbox({ port: other.port, seed: [] });
    t.after(() => next.close());
    await assert.rejects(startSandbox({ port: other.port, seed: [] }), { code: 'EADDRINUSE' });
  });
});

describe('the sandbox as a program', () => {
  const program = ['--import', 'tsx', join(__dirname, '../../../sandbox/main.ts')];

  it('prints its URL, its key and its switches, and ends on request', async (t) => {
    const switches =
      '--api union --put reset --nested replace --clear-text off --flags on --other-project forbidden --mask dial_pin,sip_auth.password ' +
      '--omit-from-get language --spelling trim,round';
    const child = spawn(process.execPath, [...program, '--port', '0', ...switches.split(' ')]);
    t.after(() => child.kill());
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!output.includes('Ctrl-C')) await once(child.stdout, 'data');
    assert.ok(output.includes(switches), output);
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
    const { status } = await call({ origin, key: 'sandbox-key' }, 'GET', agentsPath);
    assert.equal(status, 200);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('prints the allowed values of a switch with an invalid value', () => {
    const { status, stderr } = spawnSync(process.execPath, [...program, '--put', 'maybe'], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /put must be one of keep, reset, clear/);
  });
});
