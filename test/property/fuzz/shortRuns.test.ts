import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertSameValidity } from './agents';
import { campaigns } from './campaigns';
import { assertPrefixes, assertValidResults } from './invariants';
import { allTexts, isShort } from './texts';

/** Different in each run, and part of the failure message, so that a failure can be reproduced. */
const seed = Math.floor(Math.random() * 1_000_000);

describe('results for any text', () => {
  it('every fixture, at its start, middle and end', () => {
    for (const { text } of allTexts) for (const at of [0, 0.4, 1]) assertValidResults(text, at);
  });

  it(`every fourth prefix of every short fixture, with the cursor at its end (seed ${seed})`, () => {
    for (const { text } of allTexts.filter(isShort)) assertPrefixes(text, seed % 4, 4);
  });

  for (const { name, text } of allTexts.filter((fixture) => isJson(fixture.text)))
    it(`valid or not: an independent validator agrees on ${name}`, () => assertSameValidity(text));

  for (const { name, run } of campaigns)
    it(name, () => {
      const finding = run(300, seed);
      assert.equal(finding, undefined, `seed ${seed}: ${finding?.input ?? ''}\n${finding?.error ?? ''}`);
    });
});

/** Whether a text is valid JSON. Only valid JSON can be checked against a schema. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
