import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { propertyOf } from '#language/syntax/json';
import type { SyncFixture } from '#support/sync/syncFixture';
import { FaultHarness, id, describeFault } from './faultHarness';

/** A test with its own harness, so that tests that wait for a slow server run concurrently. */
function itWithHarness(title: string, test: (harness: FaultHarness) => Promise<void>): void {
  it(title, async () => {
    const harness = await FaultHarness.start();
    try {
      await test(harness);
      assert.deepEqual(harness.foreignRequests, [], 'no request to another server');
      assert.deepEqual(harness.other.requests, []);
    } finally {
      await harness.close();
    }
  });
}

/** A push or rollback sends four requests: to plan, to check for changes, to write, and to verify. */
const failingRequests = [
  ['during planning', { skip: 0 }],
  ['while checking for changes', { skip: 1 }],
  ['during the write', { skip: 2 }],
  ['during verification', { skip: 3 }],
  ['from the write on', { skip: 2, times: 3 }],
] as const;

describe('a failure at any point of a push', { concurrency: true }, () => {
  for (const [when, aim] of failingRequests)
    itWithHarness(
      `${when}: nothing is sent twice, no other property changes, and the next push succeeds`,
      async (harness) => {
        for (const fault of harness.faults) {
          harness.sandbox.reset();
          const fixture = await harness.edited(77);
          const [file, otherProperties, name] = [fixture.text, harness.otherProperties, describeFault(fault)];
          harness.sandbox.fault({ ...fault, ...aim });
          const { kind } = await fixture.push();
          assert.ok(harness.writes <= 1, `${name}: ${harness.writes} writes`);
          assert.equal(fixture.text, file, name);
          if (kind === 'pushed') assert.equal(harness.stored, 77, name);
          if (['not-applied', 'rejected', 'stale'].includes(kind))
            assert.notEqual(harness.stored, 77, `${name}: ${kind}`);

          // After a restart, the next push detects the state.
          await harness.withoutFaults(fault);
          const next = harness.restarted(fixture);
          const again = await next.push();
          assert.ok(['pushed', 'in-sync'].includes(again.kind), `${name}: ${kind}, then ${again.kind}`);
          assert.equal(harness.stored, 77, name);
          assert.equal(harness.otherProperties, otherProperties, `${name}: ${kind}, then ${again.kind}`);
          assert.equal((await next.push()).kind, 'in-sync', name);
        }
      },
    );
});

describe('a failure at any point of a rollback', { concurrency: true }, () => {
  for (const [when, aim] of failingRequests)
    itWithHarness(
      `${when}: it is applied at most once, and the next rollback detects which`,
      async (harness) => {
        for (const fault of harness.faults) {
          harness.sandbox.reset();
          const fixture = await harness.edited(77);
          const [before, untouched, name] = [harness.stored, harness.otherProperties, describeFault(fault)];
          assert.equal((await fixture.push()).kind, 'pushed');
          const [file, written] = [fixture.text, harness.writes];
          harness.sandbox.fault({ ...fault, ...aim });
          const { kind } = await fixture.undo();
          assert.ok(harness.writes <= written + 1, `${name}: ${harness.writes} writes`);
          assert.equal(fixture.text, file, name);
          if (kind === 'pushed') assert.equal(harness.stored, before, name);
          if (['not-applied', 'rejected', 'stale'].includes(kind)) assert.equal(harness.stored, 77, name);

          await harness.withoutFaults(fault);
          const next = harness.restarted(fixture);
          const again = await next.undo();
          // If it was already rolled back, this is either known, or the agent differs from the pushed state.
          const expected = harness.writes > written + 1 ? ['pushed'] : ['pushed', 'nothing-to-undo', 'stale'];
          assert.ok(expected.includes(again.kind), `${name}: ${kind}, then ${again.kind}`);
          assert.equal(harness.stored, before, `${name}: ${kind}, then ${again.kind}`);
          assert.equal(harness.otherProperties, untouched, name);
        }
      },
    );
});

describe('a failure at any point of a pull', { concurrency: true }, () => {
  for (const [when, aim] of [
    ['during its only request', { skip: 0 }],
    ['and during the retry', { skip: 0, times: 2 }],
  ] as const)
    itWithHarness(
      `${when}: nothing is sent, the file gets all changes or none, and the next pull succeeds`,
      async (harness) => {
        for (const fault of harness.faults) {
          harness.sandbox.reset();
          const fixture = await harness.synced();
          const [file, base, name] = [fixture.text, fixture.baseline, describeFault(fault)];
          harness.sandbox.edit(id, { llm_max_tokens: 99 });
          harness.sandbox.fault({ ...fault, ...aim });
          const { kind } = await fixture.pull();
          if (kind === 'pulled') assert.equal(fixture.file['llm_max_tokens'], 99, name);
          else {
            assert.equal(fixture.text, file, `${name}: ${kind}`);
            assert.deepEqual(fixture.baseline, base, `${name}: ${kind}`);
          }
          await harness.withoutFaults(fault);
          const next = harness.restarted(fixture);
          assert.ok(['pulled', 'nothing-to-pull'].includes((await next.pull()).kind), name);
          assert.equal(next.file['llm_max_tokens'], 99, name);
          assert.equal((await next.push()).kind, 'in-sync', name);
          assert.equal(harness.writes, 0);
        }
      },
    );
});

describe('a failure at any point of a comparison or a list', { concurrency: true }, () => {
  itWithHarness('ends with a result or a failure, and sends nothing', async (harness) => {
    for (const fault of harness.faults) {
      for (const times of [1, 2]) {
        harness.sandbox.fault({ ...fault, times });
        const agent = await harness.api.get(String(id));
        if (agent.ok) assert.equal(propertyOf(agent.value, 'id'), id);
        await harness.withoutFaults(fault);
        harness.sandbox.fault({ ...fault, times });
        const page = await harness.api.list({}, undefined);
        if (page.ok)
          assert.ok(
            page.value.agents.every((listed) => typeof propertyOf(listed, 'agent_name') === 'string'),
          );
        await harness.withoutFaults(fault);
      }
    }
    assert.equal(harness.writes, 0);
  });
});

describe('a failure at any point of a creation', { concurrency: true }, () => {
  const newAgent = { agent_name: 'Brand new', description: 'Answers the phone.', inbound: true };
  const created = (harness: FaultHarness) =>
    harness.sandbox.agents.filter((agent) => agent['agent_name'] === newAgent.agent_name);

  for (const [when, aim] of [
    ['while checking for agents with the same name', { skip: 0 }],
    ['during the write', { skip: 1 }],
    ['during verification', { skip: 2 }],
    ['from the write on', { skip: 1, times: 4 }],
  ] as const)
    itWithHarness(
      `${when}: at most one agent is created, and the file has its ID or none`,
      async (harness) => {
        for (const fault of harness.faults) {
          harness.sandbox.reset();
          const [fixture, name] = [harness.fixture(`${JSON.stringify(newAgent)}\n`), describeFault(fault)];
          harness.sandbox.fault({ ...fault, ...aim });
          const outcome = await fixture.create();
          await harness.withoutFaults(fault);
          assert.ok(harness.writes <= 1, name);
          const [agent] = created(harness);
          const linked = fixture.file['id'];
          if (outcome.kind === 'created') assert.equal(linked, agent?.['id'], `${name}: the file has its ID`);
          else assert.equal(linked, undefined, `${name}: ${outcome.kind}`);
          if (['failed', 'rejected'].includes(outcome.kind)) assert.deepEqual(created(harness), [], name);
          if (linked === undefined) continue;
          const next = harness.restarted(fixture);
          assert.equal((await next.create()).kind, 'already-linked', name);
          assert.equal((await next.push()).kind, 'in-sync', name);
          assert.equal(harness.writes, 1, name);
        }
      },
    );
});

describe('a failure during Push All or Pull All', { concurrency: true }, () => {
  itWithHarness(
    'only affects one file: the other files are pushed, and a second push completes it',
    async (harness) => {
      for (const fault of harness.faults) {
        harness.sandbox.reset();
        const ids = harness.sandbox.agents.map((agent) => Number(agent['id'])).slice(0, 3);
        const fixtures = await Promise.all(ids.map((agentId) => syncedWith(harness, agentId)));
        fixtures.forEach((fixture) => fixture.edit((file) => ({ ...file, language: 'fi' })));
        const [, second] = ids;
        harness.sandbox.fault({ ...fault, path: `/${second ?? 0}/`, skip: 2 });
        for (const fixture of fixtures) await fixture.push();
        await harness.withoutFaults(fault);
        for (const [index, agentId] of ids.entries())
          if (index !== 1)
            assert.equal(harness.sandbox.agent(agentId)['language'], 'fi', describeFault(fault));
        for (const fixture of fixtures) await harness.restarted(fixture).push();
        for (const agentId of ids)
          assert.equal(harness.sandbox.agent(agentId)['language'], 'fi', describeFault(fault));
      }
    },
  );

  async function syncedWith(harness: FaultHarness, agentId: number): Promise<SyncFixture> {
    const fixture = harness.fixture(`{ "id": ${agentId} }\n`);
    await fixture.pull();
    return fixture;
  }
});

describe('two windows', { concurrency: true }, () => {
  itWithHarness(
    'that push the same agent at the same time: one or both succeed, and nothing is lost',
    async (harness) => {
      for (const ms of [0, 20, 60]) {
        harness.sandbox.reset();
        const [first, second] = [await harness.edited(77), await harness.edited(88)];
        const untouched = harness.otherProperties;
        harness.sandbox.fault({ kind: 'slow', ms, method: 'PATCH' });
        const kinds = (await Promise.all([first.push(), second.push()])).map(({ kind }) => kind);
        // The second push either detects the first one before writing, or verification detects that its values were overwritten.
        assert.ok(
          kinds.some((kind) => kind === 'pushed' || kind === 'verification-failed'),
          kinds.join(', '),
        );
        assert.ok([77, 88].includes(harness.stored));
        assert.equal(harness.otherProperties, untouched);
        for (const fixture of [first, second]) {
          fixture.text = fixture.text.replace(/"llm_max_tokens": \d+/, `"llm_max_tokens": ${harness.stored}`);
          assert.equal((await fixture.push()).kind, 'in-sync');
        }
      }
    },
  );

  itWithHarness(
    'that changed different properties: the second push keeps the changes of the first one',
    async (harness) => {
      const [first, second] = [await harness.edited(77), await harness.synced()];
      second.edit((file) => ({ ...file, language: 'de' }));
      assert.equal((await first.push()).kind, 'pushed');
      assert.equal((await second.push()).kind, 'pushed');
      assert.deepEqual(
        [harness.stored, harness.sandbox.agent(id)['language'], second.file['llm_max_tokens']],
        [77, 'de', 77],
      );
    },
  );
});

describe('a baseline', { concurrency: true }, () => {
  itWithHarness(
    'that could not be stored: the push succeeds, and the next one sends nothing',
    async (harness) => {
      const fixture = await harness.edited(77);
      fixture.ports.baselines.put = () => Promise.resolve(false);
      assert.equal((await fixture.push()).kind, 'pushed');
      assert.equal(harness.stored, 77);
      assert.equal((await harness.restarted(fixture).push()).kind, 'in-sync');
      assert.equal(harness.writes, 1);
    },
  );

  itWithHarness('that can no longer be read: a push asks for confirmation', async (harness) => {
    const fixture = await harness.edited(77);
    fixture.baseline = undefined;
    fixture.answer = () => ({ kind: 'cancel' });
    assert.equal((await fixture.push()).kind, 'canceled');
    assert.equal(harness.writes, 0);
  });
});
