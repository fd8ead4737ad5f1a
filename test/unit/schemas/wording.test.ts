import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { type Json, isJsonArray, isJsonObject } from '#language/syntax/json';
import {
  everyProperty,
  readJson,
  referenceDescriptions,
  schema,
  textOf,
} from '#support/language/schemaFiles';

/** This number of words in the same order is considered copied. */
const copiedLength = 6;

/** All sequences of that many words in a text. */
function phrasesIn(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words
    .slice(0, Math.max(0, words.length - copiedLength + 1))
    .map((_, start) => words.slice(start, start + copiedLength).join(' '));
}

/** All strings in a JSON document. */
function texts(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (isJsonArray(value)) return value.flatMap(texts);
  return isJsonObject(value) ? Object.values(value).flatMap(texts) : [];
}

for (const file of referenceDescriptions) {
  const description = readJson(file);

  describe(`descriptions, compared with ${basename(file)}`, () => {
    const apiPhrases = new Set(texts(description).flatMap(phrasesIn));
    const schemaDescriptions = everyProperty().map(({ path, schema: described }) => ({
      path,
      text: textOf(described, 'description'),
    }));

    it('share no phrase with the API description', () => {
      assert.ok(apiPhrases.size > 1000);
      const shared = [
        ...schemaDescriptions,
        { path: 'providers', text: texts(schema['x-providers'] ?? '').join('\n') },
      ].flatMap(({ path, text }) =>
        phrasesIn(text)
          .filter((run) => apiPhrases.has(run))
          .map((run) => `${path}: ${run}`),
      );
      assert.deepEqual(shared, []);
    });
  });
}
