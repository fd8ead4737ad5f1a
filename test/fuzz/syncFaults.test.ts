import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { AgentApi } from '../../client/src/api/agentApi';
import { readAddress } from '../../client/src/api/baseUrl';
import { newFileText } from '../../client/src/sync/planPull';
import type { PushPlan } from '../../client/src/sync/plan';
import type { Baseline, PushAnswer } from '../../client/src/sync/ports';
import type { Misbehaviour } from '../sandbox/faults';
import { printJson } from '../sandbox/json';
import { type Sandbox, startSandbox } from '../sandbox/server';
import { SyncWorld, agentSchema } from '../support/syncWorld';

/** The sandbox's agent whose secrets are all write-only. */
const id = 2107;
const elsewhere: string[] = [];
let sandbox: Sandbox;
let other: Sandbox;
let api: AgentApi;

before(async () => {
  [sandbox, other] = await Promise.all([startSandbox(), startSandbox()]);
  const read = readAddress(sandbox.origin);
  assert.ok(read.ok);
  api = new AgentApi({
    address: read.address,
    fetch: (url, init) => {
      if (new URL(url).origin !== sandbox.origin) elsewhere.push(url);
      return fetch(url, init);
    },
    key: () => Promise.resolve(sandbox.key),
    limits: { timeout: 1000, mostBytes: 256 * 1024 },
    patience: { retries: 1, pause: 1, atMost: 5 },
  });
});
beforeEach(() => sandbox.reset());
after(() => Promise.all([sandbox.close(), other.close()]));

/** Sends changes only rather than bet on what a server does with secrets that a PUT leaves out. */
function careful({ unproven, method }: PushPlan): PushAnswer {
  if (unproven.length === 0) return { kind: 'push' };
  return { kind: method === 'put' ? 'patch' : 'cancel' };
}

/** A file as a first pull leaves it, with one change to push. */
async function edited(value: number): Promise<SyncWorld> {
  const remote = await api.get(String(id));
  assert.ok(remote.ok, JSON.stringify(remote));
  const world = new SyncWorld({ file: newFileText(agentSchema, remote.value), agent: {}, agents: api });
  world.answer = careful;
  await world.pull();
  world.edit((file) => ({ ...file, llm_max_tokens: value }));
  return world;
}

/** A push that ended early has not met what waited for its later requests. */
async function forgetFaults(): Promise<void> {
  const headers = { 'X-CEKURA-API-KEY': sandbox.key };
  await fetch(`${sandbox.origin}/__sandbox/faults`, { method: 'DELETE', headers });
}

const writes = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;
/** The agent as it is stored, as text. */
const agentText = () => printJson(sandbox.agent(id));
const stored = () => Number(/"llm_max_tokens": ?(\d+)/.exec(agentText())?.[1]);
/** Without what a write changes by itself and by plan. */
const rest = () => agentText().replace(/"(updated_at|llm_max_tokens)": ?("[^"]*"|\d+)/g, '');

/** Misbehaviour of the sandbox, of its answers with a status those without a body. */
type Fault =
  Exclude<Misbehaviour, { readonly kind: 'status' }> | { readonly kind: 'status'; readonly status: number };

const faults = (): readonly Fault[] => [
  ...[400, 401, 403, 404, 429, 500, 502, 503].map((status): Fault => ({ kind: 'status', status })),
  { kind: 'rate-limit', retryAfter: 'soon' },
  { kind: 'rate-limit', retryAfter: 1e9 },
  { kind: 'redirect', to: `${other.origin}/test_framework/v1/aiagents/${id}/` },
  { kind: 'redirect', to: 'file:///etc/passwd', status: 308 },
  { kind: 'html' },
  { kind: 'html', status: 500 },
  ...['', 'null', '[]', '7', '{', '{}', `{"id": ${id}}`, `{"id": ${id}, "__proto__": {"agent_name": 1}}`].map(
    (text): Fault => ({ kind: 'body', text }),
  ),
  { kind: 'body', text: '['.repeat(50_000) },
  { kind: 'huge' },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
  { kind: 'half-body' },
  { kind: 'slow', ms: 1400 },
  { kind: 'slow', ms: 1400, stores: 'late' },
  { kind: 'wrong-types' },
  { kind: 'wrong-id' },
];

/** The requests of a push are four: to plan, to look again, to write, to look after. */
const moments = [
  ['while it plans', { skip: 0 }],
  ['while it looks again', { skip: 1 }],
  ['while it writes', { skip: 2 }],
  ['while it looks after', { skip: 3 }],
  ['from the write on', { skip: 2, times: 3 }],
] as const;

describe('a fault at any moment of a push', () => {
  for (const [when, aim] of moments)
    it(`${when}: nothing is sent twice, nothing else changes, and the next push puts it right`, async () => {
      for (const fault of faults()) {
        sandbox.reset();
        const world = await edited(77);
        const [file, untouched] = [world.text, rest()];
        const name = JSON.stringify(fault).slice(0, 200);
        sandbox.fault({ ...fault, ...aim });
        const { kind } = await world.push();
        assert.ok(writes() <= 1, `${name}: ${writes()} writes`);
        assert.equal(world.text, file, name);
        if (kind === 'pushed') assert.equal(stored(), 77, name);
        if (['not-applied', 'rejected', 'moved'].includes(kind))
          assert.notEqual(stored(), 77, `${name}: ${kind}`);

        // What came late has come by now. The next start finds out by itself how things stand.
        await new Promise((resolve) => setTimeout(resolve, fault.kind === 'slow' ? 600 : 0));
        await forgetFaults();
        const again = await world.push();
        assert.ok(['pushed', 'in-sync'].includes(again.kind), `${name}: ${kind}, then ${again.kind}`);
        assert.equal(stored(), 77, name);
        assert.equal(rest(), untouched, `${name}: ${kind}, then ${again.kind}`);
        assert.equal((await world.push()).kind, 'in-sync', name);
      }
    });

  it('sends nothing to anyone else', () => {
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(other.requests, []);
  });
});

describe('two windows', () => {
  it('that push the same agent at once: one of them, or both in turn, and nothing is lost', async () => {
    for (const ms of [0, 20, 60]) {
      sandbox.reset();
      const [one, two] = [await edited(77), await edited(88)];
      const untouched = rest();
      sandbox.fault({ kind: 'slow', ms, method: 'PATCH' });
      const kinds = (await Promise.all([one.push(), two.push()])).map(({ kind }) => kind);
      // Who came second is stopped by what it sees before it writes, or sees afterwards that somebody wrote over it.
      assert.ok(
        kinds.some((kind) => kind === 'pushed' || kind === 'pushed-differently'),
        kinds.join(', '),
      );
      assert.ok([77, 88].includes(stored()));
      assert.equal(rest(), untouched);
      for (const world of [one, two]) {
        world.text = world.text.replace(/"llm_max_tokens": \d+/, `"llm_max_tokens": ${stored()}`);
        assert.equal((await world.push()).kind, 'in-sync');
      }
    }
  });

  it('that changed different members: the second push keeps what the first one wrote', async () => {
    const [one, two] = [await edited(77), await edited(77)];
    two.text = one.text.replace(/"llm_max_tokens": \d+/, `"llm_max_tokens": ${stored()}`);
    two.edit((file) => ({ ...file, language: 'de' }));
    assert.equal((await one.push()).kind, 'pushed');
    assert.equal((await two.push()).kind, 'pushed');
    assert.deepEqual([stored(), sandbox.agent(id)['language'], two.file['llm_max_tokens']], [77, 'de', 77]);
  });
});

describe('a process that ends in the middle', () => {
  /** The same developer starts anew: file and base as they were on disk. */
  function restarted({ text, baseline }: SyncWorld): SyncWorld {
    const world = new SyncWorld({ file: text, agent: {}, agents: api });
    world.answer = careful;
    world.baseline = baseline;
    return world;
  }

  it('between the write and the look after it: the next start sees that all is done, and sends nothing', async () => {
    const world = await edited(77);
    const patch = api.patch.bind(api);
    const killed = new Promise<SyncWorld>((resolve) => {
      api.patch = async (...sent) => {
        await patch(...sent);
        resolve(restarted(world));
        return new Promise(() => undefined);
      };
    });
    void world.push();
    const next = await killed;
    api.patch = patch;
    assert.equal(stored(), 77);
    assert.equal((await next.push()).kind, 'in-sync');
    assert.equal((await next.pull()).kind, 'nothing-to-pull');
    assert.equal(writes(), 1);
  });

  it('with a full disk when the base is written: the error comes through, and the next push sends nothing', async () => {
    const world = await edited(77);
    const put = world.ports.baselines.put.bind(world.ports.baselines);
    world.ports.baselines.put = () => Promise.reject(new Error('ENOSPC'));
    await assert.rejects(world.push(), /ENOSPC/);
    world.ports.baselines.put = put;
    assert.equal(stored(), 77);
    assert.equal((await world.push()).kind, 'in-sync');
    assert.equal(writes(), 1);
  });

  it('with a base that cannot be read any more: nothing is sent without a question', async () => {
    const world = await edited(77);
    world.baseline = undefined;
    world.answer = () => ({ kind: 'cancel' });
    assert.equal((await world.push()).kind, 'cancelled');
    assert.equal(writes(), 0);
  });

  it('and a laptop that slept while a question was open: what others did meanwhile is seen', async () => {
    const world = await edited(77);
    const base: Baseline | undefined = world.baseline;
    world.baseline = undefined;
    world.whileAsked = () => sandbox.edit(id, { language: 'fi' });
    assert.equal((await world.push()).kind, 'moved');
    world.baseline = base;
    world.whileAsked = () => undefined;
    assert.equal((await world.push()).kind, 'pushed');
    assert.deepEqual([stored(), sandbox.agent(id)['language']], [77, 'fi']);
  });
});
