import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { allModes } from '#support/sync/fakeRemote';
import { SwitchedSandboxAgent } from '#support/sync/sandboxAgent';
import { start, switchedRuns } from '#support/sync/switchedRuns';
import { liveSwitched } from '#support/sync/switchedModel';

/** For long runs: `LIVES=500 SEED=7 node --import tsx --test test/property/syncSequencesSwitches.test.ts`. */
const lives = Number(process.env['LIVES'] ?? 8);
/** Always the same lives in `npm test`; long runs take other seeds. */
const seed = Number(process.env['SEED'] ?? 9001);

describe(`random lives beside a sandbox of any habits, ${lives} per mode, seed ${seed}`, () => {
  let sandbox: Sandbox;
  let api: AgentApi;
  before(async () => {
    sandbox = await startSandbox({ seed: [start] });
    const read = readAddress(sandbox.origin);
    assert.ok(read.ok);
    const retry = { retries: 1, delayMs: 1, maxElapsedMs: 5 };
    api = new AgentApi({ address: read.address, fetch, key: () => Promise.resolve(sandbox.key), retry });
  });
  after(() => sandbox.close());

  for (const [index, modes] of allModes.entries()) {
    it(`lose nothing unsaid, and say "in sync" only where it is true (${JSON.stringify(modes)})`, () =>
      fc.assert(
        fc.asyncProperty(switchedRuns, async (life) => {
          sandbox.reset();
          sandbox.set({ ...life.switches, ...modes, clearText: modes.clearText ? 'on' : 'off' });
          // The oldest description does not know the newest providers.
          if (life.switches.api === '2026-05-26') sandbox.edit(12, { assistant_provider: 'livekit' });
          await liveSwitched(life, new SwitchedSandboxAgent(sandbox, api, 12));
        }),
        { numRuns: lives, seed: seed + index, includeErrorInReport: true },
      ));
  }
});
