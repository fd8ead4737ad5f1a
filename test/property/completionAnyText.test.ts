import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endOf } from '#language/syntax/document';
import { applyCompletion, completionsAtOffset } from '#support/language/completions';
import { jsonPunctuation } from '#support/language/jsonPunctuation';

const folder = join(__dirname, '../../samples');
const samples = readdirSync(folder)
  .filter((file) => file.endsWith('.agent.json'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const whole = samples.filter(({ text }) => isJson(text));

describe('completion in any text', () => {
  for (const { file, text } of samples)
    it(`returns a result for every prefix of ${file}`, () => {
      for (let end = 0; end <= text.length; end++)
        assert.doesNotThrow(() => completionsAtOffset(text.slice(0, end), end));
    });

  for (const { file, text } of whole)
    it(`keeps ${file} valid wherever an item is accepted`, () => {
      for (const offset of relevantOffsets(text)) {
        const suggestions = completionsAtOffset(text, offset);
        for (const suggestion of [...suggestions.slice(0, 1), ...suggestions.slice(-1)])
          assert.ok(isJson(applyCompletion(text, suggestion)), `${suggestion.label} at ${offset}`);
      }
    });

  it('has samples', () => {
    assert.ok(whole.length >= 10);
  });

  it('has edits at the cursor, whatever the text is', () => {
    const sample = fc.constantFrom(...samples.map(({ text }) => text));
    const insertion = fc.constantFrom(
      ...jsonPunctuation,
      '\\',
      '\n',
      '\r\n',
      '{{',
      '${',
      '/*',
      '//',
      'é',
      '\uD83D',
      '',
    );
    const randomEdits = fc.array(fc.tuple(fc.nat(), fc.nat(12), insertion), { maxLength: 6 });
    fc.assert(
      fc.property(sample, randomEdits, fc.nat(), fc.boolean(), (text, places, at, snippets) => {
        const broken = places.reduce(withEdit, text);
        const offset = at % (broken.length + 1);
        for (const { edit, additionalEdits } of completionsAtOffset(broken, offset, { snippets })) {
          assert.ok(edit.offset <= offset && offset <= endOf(edit));
          assert.doesNotMatch(broken.slice(edit.offset, endOf(edit)), /[\r\n]/);
          for (const other of additionalEdits)
            assert.ok(endOf(other) < edit.offset || endOf(edit) < other.offset);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not split a character in an unterminated string, at any offset', () => {
    const text = '[{"language": "é😀, []]';
    const inside = text.indexOf('😀') + 1;
    for (const { edit } of completionsAtOffset(text, inside)) assert.equal(endOf(edit), inside + 1);
    assert.notEqual(completionsAtOffset(text, inside).length, 0);
  });

  it('is empty if the text was not parsed, or the offset is invalid', () => {
    assert.deepEqual(completionsAtOffset('['.repeat(5000), 5000), []);
    for (const offset of [-1, 99]) assert.doesNotThrow(() => completionsAtOffset('{"a": 1}', offset));
  });

  it('handles long texts without a stack overflow', () => {
    const long = JSON.stringify({ description: 'line\n"quoted" '.repeat(300_000), language: '' });
    assert.equal(completionsAtOffset(long, long.length - 2).length, 43);
  });
});

/** All offsets except those between two letters, which are equivalent. */
function relevantOffsets(text: string): number[] {
  return Array.from(text.matchAll(/\b|(?!\w)/g), ({ index }) => index);
}

function withEdit(text: string, [at, length, scrap]: [number, number, string]): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + scrap + text.slice(start + length);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
