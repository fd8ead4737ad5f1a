import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { excerptAround } from '#language/completion/excerpt';
import { type CompletionPosition, positionAt, positionIn } from '#language/completion/position';
import { parseAgent, spanOf } from '#language/syntax/document';
import { atCursor } from '#support/language/agents';
import { editedTexts, randomEdits, startingText } from '#support/language/randomEdits';

/** A position with a plain span. */
function plain(position: CompletionPosition | undefined) {
  return position && { ...position, span: spanOf(position.span) };
}

describe('the text around the cursor', () => {
  it('returns the same completions as the whole text after any edit', () => {
    const cursor = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(startingText, randomEdits, cursor, (start, edits, at) => {
        for (const text of [start, ...editedTexts(start, edits)]) {
          const offset = Math.floor(at * text.length);
          assert.deepEqual(
            plain(positionIn(parseAgent(text), offset)),
            plain(positionAt(text, offset)),
            text,
          );
        }
      }),
      { numRuns: 3000 },
    );
  });
  it('consists of the property at the cursor, and the names of the others', () => {
    const { text, offset } = atCursor('{"a": [1, 2], "b": {"c": "▮"}, "d": "long"}');
    const excerpt = excerptAround(parseAgent(text), offset);
    assert.equal(excerpt.text, '{"a":"", "b": {"c": ""}, "d":""}');
    assert.equal(excerpt.text.slice(0, offset + excerpt.shift), '{"a":"", "b": {"c": "');
  });
  it('is the whole text if the value before the cursor turns out to be a name', () => {
    const { text, offset } = atCursor('{"a":"language": ▮"english", {}');
    assert.equal(excerptAround(parseAgent(text), offset).text, text);
  });
  it('is the whole text if it has syntax errors elsewhere', () => {
    const { text, offset } = atCursor('{"a": [1, }, "b": "▮", "d": "long"}');
    assert.equal(excerptAround(parseAgent(text), offset).text, text);
  });
});
