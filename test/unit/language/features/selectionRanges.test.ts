import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent, textOf } from '#language/syntax/document';
import { selectionAt } from '#language/features/selectionRanges';
import { annotated, atCursor } from '#support/language/agents';

describe('selection ranges', () => {
  function steps(marked: string): string[] {
    const { text, offset } = atCursor(marked);
    return selectionAt(annotated(text), offset).map((span) => textOf(parseAgent(text), span));
  }
  it('grow from text to string, property, properties, object', () => {
    assert.deepEqual(steps('{"a": "on▮e", "b": 2}'), [
      'one',
      '"one"',
      '"a": "one"',
      '"a": "one", "b": 2',
      '{"a": "one", "b": 2}',
    ]);
  });
  it('contain the previous range', () => {
    const { text, offset } = atCursor('{"a": [{"b": ["c", "▮d"]}, 2]}');
    const spans = selectionAt(annotated(text), offset);
    spans.slice(1).forEach((outer, index) => {
      const inner = spans[index]!;
      assert.ok(outer.offset <= inner.offset && outer.offset + outer.length >= inner.offset + inner.length);
      assert.ok(outer.length > inner.length);
    });
    assert.ok(spans.length >= 8);
  });
  it('are empty in an empty file', () => assert.deepEqual(steps('▮'), []));
});
