import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent, textOf } from '#language/syntax/document';
import { foldingRangesOf } from '#language/features/foldingRanges';
import { annotated } from '#support/language/agents';

describe('folding ranges', () => {
  it('cover multi-line objects and arrays only', () => {
    const text = '{\n  "a": {\n    "b": 1\n  },\n  "c": {"d": 1},\n  "e": [\n    1\n  ]\n}';
    const folds = foldingRangesOf(annotated(text)).map(
      (fold) => textOf(parseAgent(text), fold).split('\n')[0],
    );
    assert.deepEqual(folds, ['{', '{', '[']);
  });
});
