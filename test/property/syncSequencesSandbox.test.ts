import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { allModes } from '#support/sync/fakeRemote';
import { validSequences, initialAgent } from '#support/sync/syncCommands';
import { runSequence } from '#support/sync/syncModel';
import { SandboxAgent } from '#support/sync/sandboxAgent';

/** For long runs: `RUNS=1000 SEED=7 node --import tsx --test test/property/syncSequencesSandbox.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 12);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`random sync sequences with the sandbox over HTTP, ${numRuns} per mode, seed ${seed}`, () => {
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

  for (const modes of allModes) {
    it(`lose no secret and cause no unrequested change (${JSON.stringify(modes)})`, () =>
      fc.assert(
        fc.asyncProperty(validSequences, async (sequence) => {
          sandbox.reset();
          sandbox.set({ ...modes, clearText: modes.clearText ? 'on' : 'off' });
          await runSequence(sequence, new SandboxAgent(sandbox, api, 12), modes);
        }),
        { numRuns, seed, includeErrorInReport: true },
      ));
  }
});
