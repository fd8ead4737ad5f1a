import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { type JsonObject, objectOf } from '#language/syntax/json';
import { sameJson } from '#sync/content/canonical';
import { newFileText } from '#sync/pull/planPull';
import type { PushPlan } from '#sync/model';
import type { PushAnswer } from '#sync/ports';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { SyncFixture, agentSchema } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';

/** Tests the sync core with the HTTP client and the sandbox, which implements the API independently. */
let sandbox: Sandbox;
let api: AgentApi;
before(async () => {
  sandbox = await startSandbox();
  const read = readAddress(sandbox.origin);
  assert.ok(read.ok);
  api = new AgentApi({ address: read.address, fetch, key: () => Promise.resolve(sandbox.key) });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const modes = (['keep', 'reset', 'clear'] as const).flatMap((put) =>
  (['merge', 'replace'] as const).flatMap((nested) =>
    (['on', 'off'] as const).map((clearText) => ({ put, nested, clearText })),
  ),
);

/** Sends only changes (PATCH) if a PUT could clear secrets. */
function careful({ secretsAtRisk, method }: PushPlan): PushAnswer {
  if (secretsAtRisk.length === 0) return { kind: 'push' };
  return { kind: method === 'put' ? 'patch' : 'cancel' };
}

/** A file that *Pull Agent from Cekura…* created, after another pull. */
async function pullToNewFile(id: number): Promise<SyncFixture> {
  const remote = await api.get(String(id));
  assert.ok(remote.ok);
  const fixture = new SyncFixture({ file: newFileText(agentSchema, remote.value), agent: {}, agents: api });
  fixture.answer = careful;
  await fixture.pull();
  return fixture;
}

function writes(): string[] {
  return sandbox.requests.flatMap(({ method }) => (method === 'GET' ? [] : [method]));
}

describe('every agent of the sandbox, in every mode', () => {
  for (const mode of modes) {
    it(`pulls, has no changes, then one changed property (${Object.values(mode).join(', ')})`, async () => {
      for (const { id } of sandbox.agents) {
        assert.ok(typeof id === 'number');
        sandbox.reset();
        sandbox.set(mode);
        const fixture = await pullToNewFile(id);
        const afterFirstPull = fixture.text;
        assert.doesNotMatch(afterFirstPull + JSON.stringify(fixture.baseline), /FAKE[\w-]*do-not-use/);
        assert.equal((await fixture.push()).kind, 'in-sync');
        assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
        assert.deepEqual([writes(), fixture.text], [[], afterFirstPull]);

        const before = sandbox.agent(id);
        fixture.edit((file) => ({ ...file, llm_max_tokens: 77 }));
        const edited = fixture.text;
        assert.equal((await fixture.push()).kind, 'pushed');
        const current = sandbox.agent(id);
        const changed = Object.keys({ ...before, ...current }).filter(
          (name) => !sameJson(before[name], current[name]),
        );
        assert.deepEqual(changed.sort(), ['llm_max_tokens', 'updated_at']);
        assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
        assert.equal((await fixture.push()).kind, 'in-sync');
        assert.deepEqual([writes().length, fixture.text], [1, edited]);
      }
    });
  }
});

describe('a file with three properties', () => {
  for (const put of ['reset', 'clear'] as const) {
    it(`keeps the other 57 properties of the agent (put: ${put})`, async () => {
      const id = Number(
        sandbox.agents.find(({ assistant_provider }) => assistant_provider === 'self_hosted')?.['id'],
      );
      sandbox.set({ put });
      const stored = Object.keys(sandbox.agent(id)).length;
      const more = Array.from({ length: Math.max(0, 60 - stored) }, (_, index) => [`newer_${index}`, index]);
      sandbox.edit(id, objectOf(more as [string, number][]));
      const before = sandbox.agent(id);
      assert.ok(Object.keys(before).length >= 60);
      const file = { id, agent_name: before['agent_name'] ?? '', language: 'fi' };
      const fixture = new SyncFixture({ file, agent: {}, agents: api });
      fixture.answer = careful;
      fixture.retention = { topLevel: 'kept', nested: 'kept', writeOnly: 'kept' };
      assert.equal((await fixture.push()).kind, 'pushed');
      const current = sandbox.agent(id);
      const changed = Object.keys({ ...before, ...current }).filter(
        (name) => !sameJson(before[name], current[name]),
      );
      assert.deepEqual(changed.sort(), ['language', 'updated_at']);
      assert.deepEqual(writes(), ['PUT']);
    });
  }
});

describe('each optional property', () => {
  it('is cleared on the agent when it is deleted from the file', async () => {
    for (const { id } of [...sandbox.agents]) {
      const names = Object.keys((await pullToNewFile(Number(id))).file);
      for (const name of names.filter((property) => isOptional(property))) {
        sandbox.reset();
        const fixture = await pullToNewFile(Number(id));
        fixture.edit((file) => withoutProperties(file, name));
        fixture.answer = () => ({ kind: 'push' });
        const outcome = await fixture.push();
        const mismatches = outcome.kind === 'verification-failed' ? outcome.discrepancy.mismatches : [];
        assert.deepEqual(mismatches, []);
        assert.ok('plan' in outcome || outcome.kind === 'in-sync', `${name}: ${outcome.kind}`);
      }
    }
  });

  it('is cleared by null if it is a stored secret', async () => {
    const { id } = sandbox.agents.find(({ assistant_provider }) => assistant_provider === 'vapi') ?? {};
    const fixture = await pullToNewFile(Number(id));
    fixture.edit((file) => ({ ...file, vapi_api_key: null }));
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(sandbox.agent(Number(id))['vapi_api_key'], '');
    assert.equal((await fixture.push()).kind, 'in-sync');
  });
});

function isOptional(name: string): boolean {
  const property = agentSchema.at([name]);
  return property?.readOnly === false && !agentSchema.root.required.includes(name);
}

describe('request failures', () => {
  const faults = [
    ['a connection that ends before the write', { kind: 'drop-before', method: 'PUT' }, 'not-applied'],
    ['a connection that ends after it', { kind: 'drop-after', method: 'PUT' }, 'pushed'],
    ['half an answer', { kind: 'half-body', method: 'PUT' }, 'pushed'],
    ['a server error', { kind: 'status', status: 500, method: 'PUT' }, 'not-applied'],
    ['an HTML page', { kind: 'html', method: 'PUT' }, 'not-applied'],
    ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/', method: 'PUT' }, 'failed'],
  ] as const;
  for (const [name, fault, kind] of faults) {
    it(`${name}: ${kind}, with one write`, async () => {
      const id = Number(
        sandbox.agents.find(({ assistant_provider }) => assistant_provider === 'self_hosted')?.['id'],
      );
      const fixture = await pullToNewFile(id);
      fixture.retention = { topLevel: 'kept', nested: 'kept', writeOnly: 'kept' };
      fixture.edit((file) => ({ ...file, llm_max_tokens: 77 }));
      sandbox.fault(fault);
      assert.equal((await fixture.push()).kind, kind);
      assert.deepEqual(writes(), ['PUT']);
    });
  }
});

describe('a server that does not store or return what was sent', () => {
  const withSettings = () => {
    const found = sandbox.agents.find(({ assistant_provider }) => assistant_provider === 'self_hosted');
    return Number(found?.['id']);
  };

  const ignored: [string, JsonObject][] = [
    ['agent_name', { agent_name: 'Another Name' }],
    ['dropoff_nodes', { dropoff_nodes: { price: 'Asks for the price' } }],
    ['websocket_headers.X-Environment', { websocket_headers: { 'X-Environment': 'other' } }],
  ];
  for (const [path, change] of ignored) {
    it(`ignores ${path}: the file keeps the change, and the next push reports it again`, async () => {
      const id = withSettings();
      sandbox.edit(id, {
        dropoff_nodes: { price: 'Hangs up' },
        websocket_headers: { 'X-Environment': 'test' },
      });
      const fixture = await pullToNewFile(id);
      sandbox.set({ ignore: [path] });
      fixture.edit((file) => ({ ...file, ...change }));
      fixture.answer = () => ({ kind: 'push' });
      for (let round = 1; round <= 2; round++) {
        assert.equal((await fixture.push()).kind, 'verification-failed');
        assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
        assert.equal(writes().length, round);
      }
      sandbox.set({ ignore: [] });
      assert.equal((await fixture.push()).kind, 'pushed');
      assert.equal((await fixture.push()).kind, 'in-sync');
    });
  }

  it('normalizes values: no change to push, and no conflict later', async () => {
    const id = withSettings();
    sandbox.set({ spelling: ['trim', 'line-feed', 'round', 'decimal'] });
    const fixture = await pullToNewFile(id);
    fixture.edit((file) => ({ ...file, description: ' One.\r\nTwo.\r\nThree. ', llm_temperature: 0.123456 }));
    assert.equal((await fixture.push()).kind, 'pushed');
    const { text } = fixture;
    assert.equal((await fixture.push()).kind, 'in-sync');
    assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
    assert.equal(fixture.text, text);
    sandbox.edit(id, { description: 'One.\nTwo.\nTre.' });
    fixture.edit((file) => ({ ...file, description: ' Uno.\r\nTwo.\r\nThree. ' }));
    fixture.answer = () => ({ kind: 'push' });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(sandbox.agent(id)['description'], 'Uno.\nTwo.\nTre.');
  });

  it('omits properties from GET: the file keeps them, and a PUT that would reset them includes them', async () => {
    const id = withSettings();
    const fixture = await pullToNewFile(id);
    const { text } = fixture;
    const before = sandbox.agent(id);
    sandbox.set({ omitFromGet: ['language', 'description'], put: 'reset' });
    const outcome = await fixture.pull();
    assert.ok(outcome.kind === 'nothing-to-pull');
    assert.deepEqual([...outcome.missingProperties].sort(), ['/description', '/language']);
    assert.equal(fixture.text, text);
    fixture.edit((file) => ({ ...file, llm_max_tokens: 77 }));
    fixture.answer = () => ({ kind: 'push' });
    await fixture.push();
    const current = sandbox.agent(id);
    assert.deepEqual(
      [current['language'], current['description']],
      [before['language'], before['description']],
    );
  });

  it('returns plain-text credentials at any depth: none is written to the file or the baseline', async () => {
    const id = withSettings();
    sandbox.edit(id, {
      websocket_url: 'wss://user:FAKE-p-do-not-use@h.example.com/x?api_key=FAKE-k-do-not-use',
      pipecat_data: { config: { openai: { key: 'FAKE-o-do-not-use' } } },
      custom_provider_data: { config: '{"api_key":"FAKE-j-do-not-use"}' },
    });
    const before = sandbox.agent(id);
    const fixture = await pullToNewFile(id);
    assert.doesNotMatch(fixture.text + JSON.stringify(fixture.baseline), /FAKE/);
    fixture.edit((file) => ({ ...file, llm_max_tokens: 77 }));
    await fixture.push();
    const current = sandbox.agent(id);
    const changed = Object.keys({ ...before, ...current }).filter(
      (name) => !sameJson(before[name], current[name]),
    );
    assert.deepEqual(changed.sort(), ['llm_max_tokens', 'updated_at']);
    assert.doesNotMatch(fixture.text + JSON.stringify(fixture.baseline), /FAKE/);
  });
});
