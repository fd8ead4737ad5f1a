import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createAgentLanguage } from '#language/index';
import type { AnnotatedAgent } from '#language/annotate';
import { findValue } from '#language/syntax/document';
import { agentSchema } from '#support/language/agents';
import {
  type RandomEdit,
  editedTexts,
  longText,
  randomEdits,
  startingText,
} from '#support/language/randomEdits';

const language = createAgentLanguage(agentSchema);

function annotateText(text: string): AnnotatedAgent {
  return language.annotate(language.parse(text));
}

/** The agent after each edit, parsed incrementally, with diagnostics computed for each version as an editor does. */
function* applyRandomEdits(start: string, edits: readonly RandomEdit[]): Generator<AnnotatedAgent> {
  let agent = annotateText(start);
  language.problems(agent);
  for (const text of editedTexts(start, edits)) {
    agent = language.annotate(language.parse(text, agent.document));
    yield agent;
  }
}

/** Asserts that a feature returns the same result for an edited and a newly opened agent. */
function assertSameResults(
  feature: (agent: AnnotatedAgent, offset: number) => unknown,
  numRuns: number,
  texts: fc.Arbitrary<string> = startingText,
): void {
  const check = (start: string, edits: readonly RandomEdit[], cursor: number) => {
    for (const agent of applyRandomEdits(start, edits)) {
      const { text } = agent.document;
      const offset = Math.floor(cursor * text.length);
      assert.deepEqual(feature(agent, offset), feature(annotateText(text), offset), text);
    }
  };
  const cursor = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(texts, randomEdits, cursor, check), { numRuns });
}

describe('an edited agent gives the same results as a newly opened one', () => {
  it('diagnostics', () => assertSameResults((agent) => language.problems(agent), 700));
  it('diagnostics in properties that are validated in parts', () =>
    assertSameResults((agent) => language.problems(agent), 20, longText));
  it('uncached diagnostics', () => {
    const check = (start: string, edits: readonly RandomEdit[]) => {
      for (const agent of applyRandomEdits(start, edits))
        assert.deepEqual(
          language.problemsUncached(annotateText(agent.document.text)),
          language.problems(agent),
        );
    };
    fc.assert(fc.property(startingText, randomEdits, check), { numRuns: 300 });
    fc.assert(fc.property(longText, randomEdits, check), { numRuns: 10 });
  });
  it('diagnostics and nodes in an array, where paths contain indexes', () => {
    const before = annotateText('[1, {"agent_name": "${secret:NAME}"}]');
    language.problems(before);
    language.documentSymbols(before);
    const text = '[{"agent_name": "${secret:NAME}"}]';
    const after = language.annotate(language.parse(text, before.document));
    assert.deepEqual(language.problems(after), language.problems(annotateText(text)));
    assert.deepEqual(language.documentSymbols(after), language.documentSymbols(annotateText(text)));
  });
  it('diagnostics in a long array item', () => {
    const rules = (text: string) =>
      language.problems(annotateText(`{"pronunciation_words": [${text}]}`)).map(({ rule }) => rule);
    const expectedRules = ['missing-required', 'wrong-type'];
    assert.deepEqual(rules('["word", 7]'), expectedRules);
    assert.deepEqual(rules(`["${'word '.repeat(2000)}", 7]`), expectedRules);
  });
  it('nodes', () =>
    assertSameResults(
      ({ nodes, document }) =>
        nodes.map(({ path, key, value, schema }) => [
          path,
          key?.offset,
          value?.offset,
          value?.value,
          schema?.title,
          findValue(document, path)?.offset,
        ]),
      300,
    ));
  it('hover', () => assertSameResults((agent, offset) => language.hover(agent, offset), 300));
  it('completions', () =>
    assertSameResults(
      (agent, offset) =>
        language
          .completions(agent, offset, { snippets: true })
          .map((item) => ({ ...item, documentation: item.documentation() })),
      150,
    ));
  it('symbols, folding ranges, links and tokens', () =>
    assertSameResults(
      (agent) => [
        language.documentSymbols(agent),
        language.foldingRanges(agent),
        language.documentLinks(agent),
        language.semanticTokens(agent),
      ],
      200,
    ));
  it('selection ranges and refactorings', () =>
    assertSameResults(
      (agent, offset) => [
        language.selection(agent, offset),
        language.refactorings(agent, { offset, length: 0 }).map(({ title }) => title),
      ],
      200,
    ));
});

describe('an edit of another property', () => {
  const rest = '"agent_name": "Ada", "description": "Books.", "inbound": true';
  const rules = (agent: AnnotatedAgent) => language.problems(agent).map(({ rule }) => rule);
  const after = (before: string, text: string) => {
    const agent = annotateText(before);
    language.problems(agent);
    return rules(language.annotate(language.parse(text, agent.document)));
  };
  it('changes diagnostics that depend on the provider', () => {
    const vapi = `{"retell_data": {"trigger_url": "https://a.example"}, "assistant_provider": "vapi", ${rest}}`;
    const retell = vapi.replace('vapi', 'retell');
    assert.ok(after(retell, vapi).includes('unused-provider-property'));
    assert.ok(!after(vapi, retell).includes('unused-provider-property'));
  });
  it('changes the diagnostics of a number that depends on another property', () => {
    const plain = `{"contact_number": "12", "transcript_provider": "custom", ${rest}}`;
    const pipecat = plain.replace('custom', 'pipecat');
    assert.ok(after(pipecat, plain).includes('invalid-format'));
    assert.ok(!after(plain, pipecat).includes('invalid-format'));
  });
  it('changes the diagnostics of a property that becomes a duplicate', () => {
    const once = `{"language": "english", ${rest}}`;
    assert.ok(!after(once, `{"language": "english", "language": "en", ${rest}}`).includes('not-in-enum'));
  });
});
