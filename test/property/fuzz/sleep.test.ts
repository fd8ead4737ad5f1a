import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { FaultHarness, id } from './faultHarness';

describe('a laptop that sleeps for an hour', () => {
  const hour = 3_600_000;
  let rig: FaultHarness;
  before(async () => {
    rig = await FaultHarness.start();
  });
  beforeEach(() => rig.sandbox.reset());
  after(() => rig.close());

  it('while a question is open: detects remote changes made meanwhile', async () => {
    const world = await rig.edited(77);
    const base = world.baseline;
    world.baseline = undefined;
    world.whileAsked = () => rig.sandbox.edit(id, { language: 'fi' });
    assert.equal((await world.push()).kind, 'stale');
    world.baseline = base;
    world.whileAsked = () => undefined;
    assert.equal((await world.push()).kind, 'pushed');
    assert.deepEqual([rig.stored, rig.sandbox.agent(id)['language']], [77, 'fi']);
  });

  for (const [when, method] of [
    ['before anything is sent', 'GET'],
    ['after the write has left', 'PATCH'],
  ] as const)
    it(`${when}, and wakes to a broken connection: at most one write, and a correct message`, async () => {
      const world = await rig.edited(77);
      let asleep = false;
      const address = readAddress(rig.sandbox.origin);
      assert.ok(address.ok);
      const agents = new AgentApi({
        address: address.address,
        key: () => Promise.resolve(rig.sandbox.key),
        retry: { retries: 0, delayMs: 1, maxElapsedMs: 1 },
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          if (asleep || init.method !== method) return response;
          // The answer is there when the lid closes; nobody is left to read it. All timers are late at once.
          asleep = true;
          setImmediate(() => mock.timers.tick(hour));
          return new Promise((_, reject) => {
            init.signal.addEventListener('abort', () => reject(new Error('aborted')));
          });
        },
      });
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        const { kind } = await rig.restarted(world, agents).push();
        assert.ok(asleep);
        assert.equal(rig.writes, method === 'PATCH' ? 1 : 0);
        assert.equal(kind, method === 'PATCH' ? 'pushed' : 'failed');
      } finally {
        mock.timers.reset();
      }
      assert.equal((await rig.restarted(world).push()).kind, method === 'PATCH' ? 'in-sync' : 'pushed');
      assert.equal(rig.writes, 1);
      assert.equal(rig.stored, 77);
    });
});
