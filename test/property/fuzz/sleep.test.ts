import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { FaultHarness, id } from './faultHarness';

describe('a push on a laptop that sleeps for an hour', () => {
  const hour = 3_600_000;
  let harness: FaultHarness;
  before(async () => {
    harness = await FaultHarness.start();
  });
  beforeEach(() => harness.sandbox.reset());
  after(() => harness.close());

  it('while a question is open: detects remote changes made meanwhile', async () => {
    const fixture = await harness.edited(77);
    const base = fixture.baseline;
    fixture.baseline = undefined;
    fixture.onConfirm = () => harness.sandbox.edit(id, { language: 'fi' });
    assert.equal((await fixture.push()).kind, 'stale');
    fixture.baseline = base;
    fixture.onConfirm = () => undefined;
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual([harness.stored, harness.sandbox.agent(id)['language']], [77, 'fi']);
  });

  for (const [when, method] of [
    ['before the write is sent', 'GET'],
    ['after the write was sent', 'PATCH'],
  ] as const)
    it(`${when}, and loses the connection: writes at most once and reports a correct outcome`, async () => {
      const fixture = await harness.edited(77);
      let isAsleep = false;
      const address = readAddress(harness.sandbox.origin);
      assert.ok(address.ok);
      const agents = new AgentApi({
        address: address.address,
        key: () => Promise.resolve(harness.sandbox.key),
        retry: { retries: 0, delayMs: 1, maxElapsedMs: 1 },
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          if (isAsleep || init.method !== method) return response;
          // The response arrives during sleep, so it is never read. After waking up, all timers are due.
          isAsleep = true;
          setImmediate(() => mock.timers.tick(hour));
          return new Promise((_, reject) => {
            init.signal.addEventListener('abort', () => reject(new Error('aborted')));
          });
        },
      });
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        const { kind } = await harness.restarted(fixture, agents).push();
        assert.ok(isAsleep);
        assert.equal(harness.writes, method === 'PATCH' ? 1 : 0);
        assert.equal(kind, method === 'PATCH' ? 'pushed' : 'failed');
      } finally {
        mock.timers.reset();
      }
      assert.equal((await harness.restarted(fixture).push()).kind, method === 'PATCH' ? 'in-sync' : 'pushed');
      assert.equal(harness.writes, 1);
      assert.equal(harness.stored, 77);
    });
});
