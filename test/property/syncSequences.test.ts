import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unusualSequences, start } from '#support/sync/syncCommands';
import { FakeRemote, allModes } from '#support/sync/fakeRemote';
import { live } from '#support/sync/syncModel';

/** For long runs: `LIVES=1000 SEED=7 node --import tsx --test test/sync/randomSequences.test.ts`. */
const lives = Number(process.env['LIVES'] ?? 90);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`random sync sequences with an agent in memory, ${lives} per mode, seed ${seed}`, () => {
  for (const modes of allModes) {
    it(`lose no secret and cause no unrequested change (${JSON.stringify(modes)})`, () =>
      fc.assert(
        fc.asyncProperty(unusualSequences, (course) => live(course, new FakeRemote(start, modes), modes)),
        { numRuns: lives, seed, includeErrorInReport: true },
      ));
  }
});
