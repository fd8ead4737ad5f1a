import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { allModes } from '#support/sync/fakeRemote';
import { typicalSequences, start } from '#support/sync/syncCommands';
import { live } from '#support/sync/syncModel';
import { SandboxAgent } from '#support/sync/sandboxAgent';

/** For long runs: `LIVES=1000 SEED=7 node --import tsx --test test/sync/livesInSandbox.test.ts`. */
const lives = Number(process.env['LIVES'] ?? 12);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`random sync sequences with the sandbox over HTTP, ${lives} per mode, seed ${seed}`, () => {
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

  for (const modes of allModes) {
    it(`lose no secret and cause no unrequested change (${JSON.stringify(modes)})`, () =>
      fc.assert(
        fc.asyncProperty(typicalSequences, async (course) => {
          sandbox.reset();
          sandbox.set({ ...modes, clearText: modes.clearText ? 'on' : 'off' });
          await live(course, new SandboxAgent(sandbox, api, 12), modes);
        }),
        { numRuns: lives, seed, includeErrorInReport: true },
      ));
  }
});
