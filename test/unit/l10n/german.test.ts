import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { createAgentLanguage } from '#language/index';
import type { Completion } from '#language/completion/index';
import { rules } from '#language/diagnostics/index';
import { agentSchema, annotated } from '#support/language/agents';
import { englishIn, inGerman } from '#support/german';
import { agentWith, problemsOf } from '#support/language/problems';

const root = resolve(__dirname, '../../..');
const file = (path: string) => readFileSync(join(root, path), 'utf8');

/** An agent with a problem for each rule: the first example on its page. */
const examples = rules.map(({ id }) => /```json\n([^]*?)\n```/.exec(file(`docs/rules/${id}.md`))?.[1] ?? '');

/** Texts with different syntax errors. */
const broken = [
  '',
  '{"a": 1,}',
  '{"a": 1 "b": 2}',
  '{"a": }',
  '{"a" 1}',
  '{"a": 1}}',
  '{"a": True,\n"b": nope,\n"c": @,\n"d": 01,\n"e": 1e,\n"f": 0x1f,\n"g": 1.\n}',
  '{"a": "\\u12",\n"b": "\\q",\n"c": "\t",\nd: 1,\n: 2}',
  '{"a": "never closed\n}',
  '{"a": "said "this" to me"}',
  '{"a": [1, 2}',
  '{, "a": 1}',
  '{ /* why */ "a": 1}',
  '{"a": {"b": [',
  '[1]',
  '['.repeat(300),
];

const unusual = [
  agentWith('"llm_temperature": 3, "assistant_id": "short", "sip_auth": [1], "llm_max_tokens": 1.5'),
  agentWith('"pronunciation_words": [["a"], ["a", "b", "c"], 7], "contact_number": "415 555"'),
  agentWith(`"sip_endpoint": "sip:${'a'.repeat(252)}", "websocket_url": "x", "language": "klingon"`),
  agentWith('"topic_nodes": "[]", "llm_model": "${env:MODEL}", "outbound_numbers": "[1]"'),
  `{"agent_name": "A", "inbound": true, "description": "Use the key sk-ant-api03-${'FAKE1aB2'.repeat(11)} here."}`,
  '{"agent_name": "", "description": "  ", "inbound": null}',
];

const samples = readdirSync(join(root, 'samples'))
  .filter((name) => name.endsWith('.agent.json'))
  .map((name) => file(`samples/${name}`));

describe('German', () => {
  for (const text of [...examples, ...broken, ...unusual, file('samples/broken.agent.json')]) {
    it(`problems are translated and short: ${text.slice(0, 60).replaceAll(/\s+/g, ' ')}`, () => {
      const all = Object.fromEntries(rules.map(({ id }) => [id, 'error' as const]));
      const english = problemsOf(text, all);
      assert.ok(english.length > 0);
      const german = inGerman(() => problemsOf(text, all));
      assert.deepEqual(
        german.map(({ span }) => span),
        english.map(({ span }) => span),
      );
      for (const [index, { message, related = [] }] of german.entries()) {
        assert.notEqual(message, english[index]?.message);
        assert.ok(message.length <= 120 && !message.endsWith('…'), message);
        for (const sentence of [message, ...related.map((information) => information.message)])
          assert.deepEqual(englishIn(sentence), [], sentence);
      }
    });
  }

  for (const text of [...examples, ...samples]) {
    it(`all other texts about an agent are translated: ${text.slice(0, 60).replaceAll(/\s+/g, ' ')}`, () => {
      const sentences = inGerman(() => allTextsOf(text));
      assert.ok(sentences.length > 0);
      for (const sentence of sentences) assert.deepEqual(englishIn(sentence), [], sentence);
    });
  }

  it('every property and value of the schema is translated', () => {
    const agent = annotated('{\n  \n}');
    const sentences = inGerman(() => {
      const properties = language.completions(agent, 4, { snippets: true });
      return [...properties, ...properties.flatMap(({ label }) => valuesOf(label))].flatMap(wordsOf);
    });
    assert.ok(sentences.length > 300);
    for (const sentence of sentences) assert.deepEqual(englishIn(sentence), [], sentence);
  });
});

const language = createAgentLanguage(agentSchema);

/** The texts of hovers, inlay hints, quick fixes and code lenses of an agent. */
function allTextsOf(text: string): string[] {
  const agent = annotated(text);
  const whole = { offset: 0, length: text.length };
  const offsets = agent.nodes.flatMap(({ key, value }) => [key?.offset ?? 0, value?.offset ?? 0]);
  const commands = new Set(['agentJson.push', 'agentJson.pull', 'agentJson.create', 'agentJson.editPrompt']);
  return [
    ...offsets.map(
      (offset) => language.hover(agent, offset, { env: [], secrets: ['RETELL_API_KEY'] })?.markdown ?? '',
    ),
    ...language.inlayHints(agent, whole).map(({ label }) => label),
    ...language.codeLenses(agent, commands).map(({ title }) => title),
    ...language
      .problems(agent)
      .flatMap((problem) => language.fixes(agent, problem).map(({ title }) => title)),
    ...offsets.flatMap((offset) =>
      language.refactorings(agent, { offset, length: 0 }).map(({ title }) => title),
    ),
  ];
}

function valuesOf(property: string): Completion[] {
  const text = `{"${property}": }`;
  return language.completions(annotated(text), text.length - 1, { snippets: true });
}

function wordsOf({ detail, documentation }: Completion): string[] {
  return [detail, documentation()];
}
