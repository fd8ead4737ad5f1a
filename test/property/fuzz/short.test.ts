import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertSameVerdict } from './agents';
import { campaigns } from './campaigns';
import { assertReadAlike, assertSoundAnswers } from './invariants';
import { allTexts } from './texts';

/** Another one for each run, and told where it matters, so that a failure can be looked at again. */
const seed = Math.floor(Math.random() * 1_000_000);

describe('results for any text', () => {
  it('every fixture, at its start, middle and end', () => {
    for (const { text } of allTexts) for (const at of [0, 0.4, 1]) assertSoundAnswers(text, at);
  });

  it('every prefix of every short fixture, with the cursor at its end', () => {
    for (const { text } of allTexts.filter((fixture) => fixture.text.length < 700)) {
      const bytes = Buffer.from(text);
      let before = '';
      for (let end = 0; end <= bytes.length; end++) {
        const beginning = bytes.subarray(0, end).toString();
        assertSoundAnswers(beginning, 1);
        assertReadAlike(before, beginning);
        before = beginning;
      }
    }
  });

  for (const { name, text } of allTexts.filter((fixture) => isJson(fixture.text)))
    it(`valid or not: an independent validator agrees on ${name}`, () => assertSameVerdict(text));

  for (const { name, run } of campaigns)
    it(name, () => {
      const finding = run(300, seed);
      assert.equal(finding, undefined, `seed ${seed}: ${finding?.input ?? ''}\n${finding?.error ?? ''}`);
    });
});

/** Whether a text is JSON, as plain readers take it. Others can't be judged by a schema. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
