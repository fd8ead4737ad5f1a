import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { propertyOf } from '#language/syntax/json';
import type { SyncWorld } from '#support/sync/syncWorld';
import { FaultHarness, id, nameOf } from './faultHarness';

/** A test with a rig of its own, so that those that wait for a slow server can do so at the same time. */
function onRig(what: string, test: (rig: FaultHarness) => Promise<void>): void {
  it(what, async () => {
    const rig = await FaultHarness.start();
    try {
      await test(rig);
      assert.deepEqual(rig.elsewhere, [], 'nothing is asked of anyone else');
      assert.deepEqual(rig.other.requests, []);
    } finally {
      await rig.close();
    }
  });
}

/** A push and an undo send four requests: to plan, to look again, to write, to look after. */
const moments = [
  ['while it plans', { skip: 0 }],
  ['while it looks again', { skip: 1 }],
  ['while it writes', { skip: 2 }],
  ['while it looks after', { skip: 3 }],
  ['from the write on', { skip: 2, times: 3 }],
] as const;

describe('a failure at any point of a push', { concurrency: true }, () => {
  for (const [when, aim] of moments)
    onRig(
      `${when}: nothing is sent twice, nothing else changes, and the next push puts it right`,
      async (rig) => {
        for (const fault of rig.faults) {
          rig.sandbox.reset();
          const world = await rig.edited(77);
          const [file, untouched, name] = [world.text, rig.rest, nameOf(fault)];
          rig.sandbox.fault({ ...fault, ...aim });
          const { kind } = await world.push();
          assert.ok(rig.writes <= 1, `${name}: ${rig.writes} writes`);
          assert.equal(world.text, file, name);
          if (kind === 'pushed') assert.equal(rig.stored, 77, name);
          if (['not-applied', 'rejected', 'stale'].includes(kind))
            assert.notEqual(rig.stored, 77, `${name}: ${kind}`);

          // The next start finds out by itself how things stand.
          await rig.withoutFaults(fault);
          const next = rig.restarted(world);
          const again = await next.push();
          assert.ok(['pushed', 'in-sync'].includes(again.kind), `${name}: ${kind}, then ${again.kind}`);
          assert.equal(rig.stored, 77, name);
          assert.equal(rig.rest, untouched, `${name}: ${kind}, then ${again.kind}`);
          assert.equal((await next.push()).kind, 'in-sync', name);
        }
      },
    );
});

describe('a failure at any point of a rollback', { concurrency: true }, () => {
  for (const [when, aim] of moments)
    onRig(`${when}: it happens once or not at all, and the next start tells which`, async (rig) => {
      for (const fault of rig.faults) {
        rig.sandbox.reset();
        const world = await rig.edited(77);
        const [before, untouched, name] = [rig.stored, rig.rest, nameOf(fault)];
        assert.equal((await world.push()).kind, 'pushed');
        const [file, written] = [world.text, rig.writes];
        rig.sandbox.fault({ ...fault, ...aim });
        const { kind } = await world.undo();
        assert.ok(rig.writes <= written + 1, `${name}: ${rig.writes} writes`);
        assert.equal(world.text, file, name);
        if (kind === 'pushed') assert.equal(rig.stored, before, name);
        if (['not-applied', 'rejected', 'stale'].includes(kind)) assert.equal(rig.stored, 77, name);

        await rig.withoutFaults(fault);
        const next = rig.restarted(world);
        const again = await next.undo();
        // Undone already: either we know, or the agent is not what our push left.
        const told = rig.writes > written + 1 ? ['pushed'] : ['pushed', 'nothing-to-undo', 'stale'];
        assert.ok(told.includes(again.kind), `${name}: ${kind}, then ${again.kind}`);
        assert.equal(rig.stored, before, `${name}: ${kind}, then ${again.kind}`);
        assert.equal(rig.rest, untouched, name);
      }
    });
});

describe('a failure at any point of a pull', { concurrency: true }, () => {
  for (const [when, aim] of [
    ['at its only request', { skip: 0 }],
    ['also when it asks again', { skip: 0, times: 2 }],
  ] as const)
    onRig(
      `${when}: nothing is sent, the file has all of it or nothing, and the next pull brings it`,
      async (rig) => {
        for (const fault of rig.faults) {
          rig.sandbox.reset();
          const world = await rig.synced();
          const [file, base, name] = [world.text, world.baseline, nameOf(fault)];
          rig.sandbox.edit(id, { llm_max_tokens: 99 });
          rig.sandbox.fault({ ...fault, ...aim });
          const { kind } = await world.pull();
          if (kind === 'pulled') assert.equal(world.file['llm_max_tokens'], 99, name);
          else {
            assert.equal(world.text, file, `${name}: ${kind}`);
            assert.deepEqual(world.baseline, base, `${name}: ${kind}`);
          }
          await rig.withoutFaults(fault);
          const next = rig.restarted(world);
          assert.ok(['pulled', 'nothing-to-pull'].includes((await next.pull()).kind), name);
          assert.equal(next.file['llm_max_tokens'], 99, name);
          assert.equal((await next.push()).kind, 'in-sync', name);
          assert.equal(rig.writes, 0);
        }
      },
    );
});

describe('a failure at any point of a comparison or a list', { concurrency: true }, () => {
  onRig('ends in an answer or in a reason, and sends nothing', async (rig) => {
    for (const fault of rig.faults) {
      for (const times of [1, 2]) {
        rig.sandbox.fault({ ...fault, times });
        const agent = await rig.api.get(String(id));
        if (agent.ok) assert.equal(propertyOf(agent.value, 'id'), id);
        await rig.withoutFaults(fault);
        rig.sandbox.fault({ ...fault, times });
        const page = await rig.api.list({}, undefined);
        if (page.ok)
          assert.ok(page.value.agents.every((one) => typeof propertyOf(one, 'agent_name') === 'string'));
        await rig.withoutFaults(fault);
      }
    }
    assert.equal(rig.writes, 0);
  });
});

describe('a failure at any point of a creation', { concurrency: true }, () => {
  const draft = { agent_name: 'Brand new', description: 'Answers the phone.', inbound: true };
  const created = (rig: FaultHarness) =>
    rig.sandbox.agents.filter((one) => one['agent_name'] === draft.agent_name);

  for (const [when, aim] of [
    ['while it looks for namesakes', { skip: 0 }],
    ['while it writes', { skip: 1 }],
    ['while it looks after', { skip: 2 }],
    ['from the write on', { skip: 1, times: 4 }],
  ] as const)
    onRig(`${when}: there is one such agent at most, and the file names it or no other`, async (rig) => {
      for (const fault of rig.faults) {
        rig.sandbox.reset();
        const [world, name] = [rig.world(`${JSON.stringify(draft)}\n`), nameOf(fault)];
        rig.sandbox.fault({ ...fault, ...aim });
        const outcome = await world.create();
        await rig.withoutFaults(fault);
        assert.ok(rig.writes <= 1, name);
        const [one] = created(rig);
        const linked = world.file['id'];
        if (outcome.kind === 'created') assert.equal(linked, one?.['id'], `${name}: the file names it`);
        else assert.equal(linked, undefined, `${name}: ${outcome.kind}`);
        if (['failed', 'rejected'].includes(outcome.kind)) assert.deepEqual(created(rig), [], name);
        if (linked === undefined) continue;
        const next = rig.restarted(world);
        assert.equal((await next.create()).kind, 'already-linked', name);
        assert.equal((await next.push()).kind, 'in-sync', name);
        assert.equal(rig.writes, 1, name);
      }
    });
});

describe('a failure during Push All or Pull All', { concurrency: true }, () => {
  onRig('is that of the one it meets: the others are done, and a second round does the rest', async (rig) => {
    for (const fault of rig.faults) {
      rig.sandbox.reset();
      const ids = rig.sandbox.agents.map((agent) => Number(agent['id'])).slice(0, 3);
      const worlds = await Promise.all(ids.map((one) => syncedWith(rig, one)));
      worlds.forEach((world) => world.edit((file) => ({ ...file, language: 'fi' })));
      const [, second] = ids;
      rig.sandbox.fault({ ...fault, path: `/${second ?? 0}/`, skip: 2 });
      for (const world of worlds) await world.push();
      await rig.withoutFaults(fault);
      for (const [index, one] of ids.entries())
        if (index !== 1) assert.equal(rig.sandbox.agent(one)['language'], 'fi', nameOf(fault));
      for (const world of worlds) await rig.restarted(world).push();
      for (const one of ids) assert.equal(rig.sandbox.agent(one)['language'], 'fi', nameOf(fault));
    }
  });

  async function syncedWith(rig: FaultHarness, one: number): Promise<SyncWorld> {
    const world = rig.world(`{ "id": ${one} }\n`);
    await world.pull();
    return world;
  }
});

describe('two windows', { concurrency: true }, () => {
  onRig(
    'that push the same agent at once: one of them, or both in turn, and nothing is lost',
    async (rig) => {
      for (const ms of [0, 20, 60]) {
        rig.sandbox.reset();
        const [one, two] = [await rig.edited(77), await rig.edited(88)];
        const untouched = rig.rest;
        rig.sandbox.fault({ kind: 'slow', ms, method: 'PATCH' });
        const kinds = (await Promise.all([one.push(), two.push()])).map(({ kind }) => kind);
        // Who came second is stopped by what it sees before it writes, or sees afterwards that somebody wrote over it.
        assert.ok(
          kinds.some((kind) => kind === 'pushed' || kind === 'verification-failed'),
          kinds.join(', '),
        );
        assert.ok([77, 88].includes(rig.stored));
        assert.equal(rig.rest, untouched);
        for (const world of [one, two]) {
          world.text = world.text.replace(/"llm_max_tokens": \d+/, `"llm_max_tokens": ${rig.stored}`);
          assert.equal((await world.push()).kind, 'in-sync');
        }
      }
    },
  );

  onRig('that changed different members: the second push keeps what the first one wrote', async (rig) => {
    const [one, two] = [await rig.edited(77), await rig.synced()];
    two.edit((file) => ({ ...file, language: 'de' }));
    assert.equal((await one.push()).kind, 'pushed');
    assert.equal((await two.push()).kind, 'pushed');
    assert.deepEqual(
      [rig.stored, rig.sandbox.agent(id)['language'], two.file['llm_max_tokens']],
      [77, 'de', 77],
    );
  });
});

describe('a baseline', { concurrency: true }, () => {
  onRig('that could not be stored: the push is done, and the next one sends nothing', async (rig) => {
    const world = await rig.edited(77);
    world.ports.baselines.put = () => Promise.resolve(false);
    assert.equal((await world.push()).kind, 'pushed');
    assert.equal(rig.stored, 77);
    assert.equal((await rig.restarted(world).push()).kind, 'in-sync');
    assert.equal(rig.writes, 1);
  });

  onRig('that cannot be read any more: nothing is sent without a question', async (rig) => {
    const world = await rig.edited(77);
    world.baseline = undefined;
    world.answer = () => ({ kind: 'cancel' });
    assert.equal((await world.push()).kind, 'cancelled');
    assert.equal(rig.writes, 0);
  });
});
