import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { environmentVariable } from '#client/state/environment';
import { createAgentLanguage } from '#language/index';
import { valueAt, propertyOf, type Json } from '#language/syntax/json';
import { applyEdits, editAgent } from '#language/syntax/edit';
import { parseAgent } from '#language/syntax/document';
import { agentSchema } from '#support/language/agents';

/** The names of properties that JavaScript objects inherit. */
const inherited = Object.getOwnPropertyNames(Object.prototype);
/** A name that is not similar to any property. */
const unrelatedName = 'zzqqxxjjkk';

const language = createAgentLanguage(agentSchema);

/** Agents that use a name in every possible position. */
const agentsUsing: readonly ((name: string) => string)[] = [
  (name) => `{"${name}": 1}`,
  (name) => `{"${name}": {"${name}": "x"}}`,
  (name) => `{"vapi_data": {"${name}": {"${name}": []}}, "assistant_provider": "vapi"}`,
  (name) => `{"websocket_headers": {"${name}": "FAKE-value"}}`,
  (name) => `{"dropoff_nodes": {"${name}": {"${name}": 1}}}`,
  (name) => `{"assistant_provider": "${name}", "transcript_provider": "${name}"}`,
  (name) => `{"language": "${name}", "llm_model": "${name}"}`,
  (name) => `{"vapi_api_key": "\${env:${name}}", "description": "{{${name}}} \${secret:${name}}"}`,
  (name) => `{"${name}": 1, "${name}": 2, "spelling_word_types": ["${name}"]}`,
];

/** All language features, at each offset. */
function allFeatures(text: string): string {
  const document = language.parse(text);
  const agent = language.annotate(document);
  const problems = language.problems(agent);
  const whole = { offset: 0, length: text.length };
  const offsets = Array.from(text.matchAll(/[":{]/g), ({ index }) => index + 1);
  const known = { secrets: [], env: [] };
  return JSON.stringify([
    problems,
    problems.map((problem) => language.fixes(agent, problem)),
    language.fixAll(agent),
    language.refactorings(agent, whole),
    language.documentSymbols(agent),
    language.foldingRanges(agent),
    language.documentLinks(agent),
    language.semanticTokens(agent),
    language.inlayHints(agent, whole),
    language.format(agent, { tabSize: 2, insertSpaces: true }),
    offsets.map((offset) => [
      language
        .completions(agent, offset, { snippets: true }, known)
        .map((item) => ({ ...item, documentation: item.documentation() })),
      language.hover(agent, offset, known),
      language.selection(agent, offset),
      language.variableUses(agent, offset),
    ]),
  ]);
}

/** Removes the name, and everything that depends on its length. */
function anonymous(result: string, name: string): string {
  return result.replaceAll(name, 'NAME').replaceAll(name.toUpperCase(), 'NAME').replaceAll(/\d+/g, '0');
}

describe('property names that every object inherits', () => {
  for (const name of inherited) {
    it(`have no special meaning in a file: ${name}`, () => {
      // Suggested variable names depend on case and underscores, and truncated labels on length, so compare similar names.
      for (const text of agentsUsing) {
        const problemsOf = (content: string) =>
          language
            .problems(language.annotate(language.parse(text(content))))
            .map(({ rule, severity, path }) => [rule, severity, path.length]);
        assert.deepEqual(problemsOf(name), problemsOf(unrelatedName), text(name));
        assert.ok(!anonymous(allFeatures(text(name)), name).includes('native code'), text(name));
      }
    });

    it(`are read, set and removed like any other: ${name}`, () => {
      const data = JSON.parse('{"a": {}}') as Json;
      assert.equal(propertyOf(data, name), undefined);
      assert.equal(valueAt(data, ['a', name, name]), undefined);
      const text = '{"a": {}}';
      const edits = editAgent(parseAgent(text), [
        { path: [name, name], value: 1 },
        { path: ['a', name], value: 'x' },
      ]);
      const after = applyEdits(text, edits);
      assert.equal(valueAt(JSON.parse(after) as Json, [name, name]), 1, after);
      assert.equal(valueAt(JSON.parse(after) as Json, ['a', name]), 'x', after);
    });

    it(`are not environment variables: ${name}`, () => {
      assert.equal(environmentVariable({ HOME: '/' }, name), undefined);
      assert.equal(environmentVariable(process.env, name), undefined);
    });
  }

  it("don't hide environment variables", () => {
    assert.equal(environmentVariable({ HOME: '/' }, 'HOME'), '/');
    assert.equal(environmentVariable({ constructor: 'mine' }, 'constructor'), 'mine');
  });
});
