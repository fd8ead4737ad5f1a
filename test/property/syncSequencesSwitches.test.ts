import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { allModes } from '#support/sync/fakeRemote';
import { SwitchedSandboxAgent } from '#support/sync/sandboxAgent';
import { initialAgent, switchSequences } from '#support/sync/switchSequences';
import { runSwitchSequence } from '#support/sync/switchModel';

/** For long runs: `RUNS=500 SEED=7 node --import tsx --test test/property/syncSequencesSwitches.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 8);
/** The sequences in `npm test` are always the same; long runs use other seeds. */
const seed = Number(process.env['SEED'] ?? 9001);

describe(`random sync sequences with changing sandbox switches, ${numRuns} per mode, seed ${seed}`, () => {
  let sandbox: Sandbox;
  let api: AgentApi;
  before(async () => {
    sandbox = await startSandbox({ seed: [initialAgent] });
    const read = readAddress(sandbox.origin);
    assert.ok(read.ok);
    const retry = { retries: 1, delayMs: 1, maxElapsedMs: 5 };
    api = new AgentApi({ address: read.address, fetch, key: () => Promise.resolve(sandbox.key), retry });
  });
  after(() => sandbox.close());

  for (const [index, modes] of allModes.entries()) {
    it(`report every loss, and "in sync" only if it is true (${JSON.stringify(modes)})`, () =>
      fc.assert(
        fc.asyncProperty(switchSequences, async (sequence) => {
          sandbox.reset();
          sandbox.set({ ...sequence.switches, ...modes, clearText: modes.clearText ? 'on' : 'off' });
          // The oldest API version does not accept the newest providers.
          if (sequence.switches.api === '2026-05-26') sandbox.edit(12, { assistant_provider: 'livekit' });
          await runSwitchSequence(sequence, new SwitchedSandboxAgent(sandbox, api, 12));
        }),
        { numRuns, seed: seed + index, includeErrorInReport: true },
      ));
  }
});
