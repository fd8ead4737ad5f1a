import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mixedAgent } from '#scripts/bench/documents.mjs';
import { createAgentLanguage } from '#language/index';
import { glanceAt } from '#language/diagnostics/glance';
import { someAgent } from '../../../property/fuzz/agents';
import { mutatedText } from '../../../property/fuzz/mutations';
import { allTexts } from '../../../property/fuzz/texts';
import { agentSchema } from '#support/language/agents';
import { keyHomes, keyShapes, lookAlikes } from '#support/plantedCredentials';
import { agentWith, needed } from '#support/language/problems';

/** No rule is off: what a glance says holds whatever the settings. */
const language = createAgentLanguage(agentSchema, { rules: { placeholder: 'hint' }, additionalValues: {} });

/** A closed file is told what it would be told if it were open. */
function assertSameAsOpen(text: string): void {
  const agent = language.annotate(language.parse(text));
  const open = { agentId: language.agentId(agent), problems: language.problems(agent) };
  assert.deepEqual(language.examine(text), open, text);
}

const isClean = (text: string) => glanceAt(text, agentSchema)?.isClean;
const doubtsOf = (text: string) => [...(glanceAt(text, agentSchema)?.doubts ?? ['all of it'])];

/** What people write, and all that some rule looks for, each as the JSON of a value. */
const valueText = fc.oneof(
  fc.constantFrom(
    ...['true', 'false', 'null', '7', '-0', '1e3', '12345678901234567890', '""', '" "', '"\\n"', '{}', '[]'],
    ...['"retell"', '"vapi"', '"pipecat"', '"+14155550123"', '"415 555 0123"', '"<url>"', '"<agent_name>"'],
    ...['"wss://a.example/x"', '"ws:/a"', '"https://a.example"', '"https://me:FAKE-pw@a.example"'],
    ...['"sip:a@b.example"', '"a@b.example"', '"${secret:NAME}"', '"${env:A"', '"$env:A"', '"****"'],
    ...[
      '"say \\"hi\\""',
      '"\\u0022"',
      '"a\\/b"',
      '"\\ud83d"',
      '"Line.\\nNext {{name}}."',
      '"<b>"',
      '"["',
      '"{}"',
    ],
    ...['{"url": "wss://a.example", "url": ""}', '{"api_secret": "${secret:A}", "token": "${secret:B}"}'],
    ...[
      '{"Authorization": "FAKE"}',
      '{"X-Api-Key": {"a": [""]}}',
      '[["x", "y"], ["x"]]',
      '[{"a": "", "a": 1}]',
    ],
    ...['{"__proto__": {"a": 1}}', '{"constructor": 1}', '["+14155550123", "1"]', '[[[["${secret:A}"]]]]'],
  ),
  fc
    .constantFrom(...Object.values(keyShapes), ...lookAlikes)
    .map((key) => JSON.stringify(key).slice(1))
    // Half a character and an escape are parts of no word; how they are written decides what stands before the key.
    .chain((key) =>
      fc.constantFrom('', '\\n', '\ud83d', '\\ud83d', '\\u0041', '(').map((start) => `"${start}${key}`),
    ),
);
const names = [...agentSchema.root.properties.keys()];
const memberText = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...names) },
      { weight: 1, arbitrary: fc.constantFrom('langauge', '__proto__', 'toString', '', 'i\\u0064', 'a\\"b') },
    ),
    valueText,
  )
  .map(([name, value]) => `"${name}": ${value}`);
const agentText = fc
  .tuple(fc.constantFrom(needed, needed.replace('true', 'false')), fc.array(memberText, { maxLength: 4 }))
  .map(([all, members]) => `{ ${[all, ...members].join(' ,\n ')} }`);

describe('a closed file is told just what it would be told if it were open', () => {
  it('every fixture', () => {
    for (const { text } of allTexts) assertSameAsOpen(text);
  });
  it('keys in clear and what looks like them, wherever they stand', () => {
    for (const home of Object.values(keyHomes))
      for (const text of [...Object.values(keyShapes), ...lookAlikes])
        assertSameAsOpen(
          JSON.stringify({ agent_name: 'Ada', description: '', inbound: true, ...home(text) }),
        );
  });
  it('agents that have what they need, and some members with some values', () => {
    fc.assert(fc.property(agentText, assertSameAsOpen), { numRuns: 3000 });
  });
  it('agents as the schema describes them, or nearly', () => {
    fc.assert(fc.property(someAgent, assertSameAsOpen), { numRuns: 500 });
  });
  it('mutated texts', () => {
    fc.assert(
      fc.property(mutatedText, ({ text }) => assertSameAsOpen(text)),
      { numRuns: 500 },
    );
  });
});

describe('a glance', () => {
  it('is enough where nothing is wrong', () => {
    assert.deepEqual(glanceAt(agentWith('"id": 7'), agentSchema), {
      agentId: '7',
      isClean: true,
      doubts: new Set(),
    });
    for (const size of [2e3, 120e3]) assert.equal(isClean(mixedAgent('', size).text), true);
  });
  it('names the members that have to be looked at', () => {
    const text = agentWith(
      '"language": "english", "llm_temperature": 0.5, "created_at": "2026-01-01T00:00:00Z"',
    );
    assert.deepEqual(doubtsOf(text), ['language', 'created_at']);
  });
  it('leaves to others what it can not see: members written twice, escapes, numbers of many digits, great depth', () => {
    for (const text of [
      agentWith('"language": "en", "language": "de"'),
      agentWith('"topic_nodes": {"a": "say \\"hi\\"", "a": ""}'),
      agentWith('"agent_name": "\\u0041"'),
      agentWith('"id": 12345678901234567890'),
      agentWith(`"topic_nodes": ${'{"a":'.repeat(150)}1${'}'.repeat(150)}`),
      `{${needed}`,
    ])
      assert.deepEqual(doubtsOf(text), ['all of it'], text);
  });
});
