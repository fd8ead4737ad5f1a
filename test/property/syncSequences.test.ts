import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyValueSequences, initialAgent } from '#support/sync/syncCommands';
import { FakeRemote, allModes } from '#support/sync/fakeRemote';
import { runSequence } from '#support/sync/syncModel';

/** For long runs: `RUNS=1000 SEED=7 node --import tsx --test test/property/syncSequences.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 90);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`random sync sequences with an agent in memory, ${numRuns} per mode, seed ${seed}`, () => {
  for (const modes of allModes) {
    it(`lose no secret and cause no unrequested change (${JSON.stringify(modes)})`, () =>
      fc.assert(
        fc.asyncProperty(anyValueSequences, (sequence) =>
          runSequence(sequence, new FakeRemote(initialAgent, modes), modes),
        ),
        { numRuns, seed, includeErrorInReport: true },
      ));
  }
});
