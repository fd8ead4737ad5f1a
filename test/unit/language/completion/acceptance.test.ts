import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Completion } from '#language/completion/index';
import { type Span, endOf } from '#language/syntax/document';
import { type JsonObject, isJsonObject } from '#language/syntax/json';
import { agentSchema, atCursor } from '#support/language/agents';
import { applyCompletion, completionsAtOffset } from '#support/language/completions';
import { type ObjectContext, namePieces, objectContexts, valuePieces } from '#support/language/partialInputs';

/**
 * Combines all partial inputs, positions, line endings, missing or extra commas, and clients with and without snippets, and accepts every
 * completion. The result must be valid JSON with the old properties and the new one.
 */

function isWhole({ insert }: ObjectContext): boolean {
  try {
    JSON.parse(insert('"x": 1'));
    return true;
  } catch {
    return false;
  }
}

interface Counts {
  cases: number;
}

/** Accepts every completion and checks the result; `newName`: the property that it must contain. */
function acceptAll(
  marked: string,
  { name, properties: properties }: ObjectContext,
  counts: Counts,
  newName: (suggestion: Completion) => string,
): void {
  const { text, offset } = atCursor(marked);
  for (const snippets of [true, false]) {
    const suggestions = completionsAtOffset(text, offset, { snippets });
    assert.notEqual(suggestions.length, 0, `no completions in ${JSON.stringify(marked)}`);
    for (const suggestion of suggestions) {
      const result = applyCompletion(text, suggestion);
      const agent = parse(result, `${suggestion.label} in ${JSON.stringify(marked)} (${name})`);
      const addedName = newName(suggestion);
      assert.deepEqual(Object.keys(agent).sort(), [...Object.keys(properties), addedName].sort(), result);
      for (const [property, value] of Object.entries(properties))
        assert.deepEqual(agent[property], value, result);
      assertWellPlaced(text, offset, suggestion);
      counts.cases++;
    }
  }
}

function parse(text: string, name: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return value as JsonObject;
  } catch {
    assert.fail(`${name} leaves broken JSON: ${text}`);
  }
}

/** The requirements of LSP for completion edits and of editors for filter texts. */
function assertWellPlaced(
  text: string,
  offset: number,
  { edit, additionalEdits, snippet }: Completion,
): void {
  assert.ok(edit.offset <= offset && offset <= endOf(edit), 'the edit is around the cursor');
  assert.doesNotMatch(text.slice(edit.offset, endOf(edit)), /[\r\n]/, 'the edit is within one line');
  for (const other of additionalEdits) assert.ok(areApart(edit, other), 'additional edits do not touch it');
  if (!snippet) assert.doesNotMatch(edit.newText, /\$\d|\$\{\d/);
}

function areApart(a: Span, b: Span): boolean {
  return endOf(a) < b.offset || endOf(b) < a.offset;
}

describe('accepting a completion', () => {
  const tally: Counts = { cases: 0 };

  for (const [style, piece] of Object.entries(namePieces)) {
    it(`keeps JSON valid: a property, ${style}`, () => {
      for (const surrounding of objectContexts())
        acceptAll(surrounding.insert(piece), surrounding, tally, ({ label }) => label);
    });
  }

  for (const [style, piece] of Object.entries(valuePieces)) {
    it(`keeps JSON valid: a value, ${style}`, () => {
      for (const property of ['language', 'llm_model', 'agent_gives_first_message', 'vapi_api_key'])
        for (const surrounding of objectContexts())
          acceptAll(surrounding.insert(`"${property}": ${piece}`), surrounding, tally, () => property);
    });
  }

  it('keeps JSON valid: any nested property, and any value', () => {
    for (const property of agentSchema.root.properties.values()) {
      const { name, readOnly, properties } = property;
      if (readOnly) continue;
      for (const surrounding of objectContexts()) {
        if (name in surrounding.properties) continue;
        // Completion in a nested object doesn't add commas outside of it.
        if (isWhole(surrounding) && Array.from(properties.values()).some((nested) => !nested.readOnly))
          acceptAll(surrounding.insert(`"${name}": {"x": 1 ▮}`), surrounding, tally, () => name);
        acceptAll(surrounding.insert(`"${name}": ▮`), surrounding, tally, () => name);
      }
    }
  });

  it('keeps JSON valid: an array item', () => {
    for (const list of ['[▮]', '[▮"+1"]', '["+1" ▮]', '["+1", ▮]', '["+1" ▮ "+2"]', '["+1", ▮,]']) {
      const only: ObjectContext = { name: 'only', insert: (piece) => `{${piece}}`, properties: {} };
      acceptAll(only.insert(`"outbound_numbers": ${list}`), only, tally, () => 'outbound_numbers');
    }
  });

  it('creates an agent in an empty file', () => {
    for (const marked of ['▮', '\n▮\n', ' "lan▮"', 'l▮', '\uFEFF▮']) {
      const { text, offset } = atCursor(marked);
      for (const snippets of [true, false])
        for (const suggestion of completionsAtOffset(text, offset, { snippets })) {
          const agent: unknown = JSON.parse(applyCompletion(text, suggestion).replace('\uFEFF', ''));
          assert.ok(isJsonObject(agent as JsonObject) && Object.keys(agent as JsonObject).length > 0);
          tally.cases++;
        }
    }
  });

  it('covers more than ten thousand cases', () => {
    assert.ok(tally.cases > 10_000, `${tally.cases} cases`);
  });
});
