import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixesFor } from '#language/codeActions/index';
import { parseAgent } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { annotated } from '#support/language/agents';
import { problemsOf } from '#support/language/problems';

/** [pasted text, file, agent after the preferred fix] */
const pasted: [name: string, before: string, after: object][] = [
  [
    'a line break, another property on its last line',
    '{\n"description": "x\ny", "llm_model": "gpt-4o"\n}',
    { description: 'x\ny', llm_model: 'gpt-4o' },
  ],
  [
    'a line break in a file on one line',
    '{"description": "a\nb", "websocket_headers": {"A": "b"}}',
    { description: 'a\nb', websocket_headers: { A: 'b' } },
  ],
  [
    'a line break, a boolean on its last line',
    '{\n"description": "Hi.\nBye.", "inbound": true\n}',
    { description: 'Hi.\nBye.', inbound: true },
  ],
  [
    'line breaks in the last property of a nested object',
    '{"livekit_data": {"agent_name": "a\n\nb"}, "inbound": true}',
    { livekit_data: { agent_name: 'a\n\nb' }, inbound: true },
  ],
  [
    'quotes and line breaks',
    '{\n  "description": "Say "hello",\nthen ask "who?".",\n  "inbound": true\n}',
    { description: 'Say "hello",\nthen ask "who?".', inbound: true },
  ],
  [
    'a JSON sample',
    '{\n  "description": "Answer with:\n{\n  "name": "x",\n  "language": "en"\n}\nand nothing else.",\n  "inbound": true\n}',
    {
      description: 'Answer with:\n{\n  "name": "x",\n  "language": "en"\n}\nand nothing else.',
      inbound: true,
    },
  ],
  [
    'an unclosed brace',
    '{\n"description": "a {\nb",\n"llm_model": "m", "retell_data": {"trigger_url": "u"}\n}',
    { description: 'a {\nb', llm_model: 'm', retell_data: { trigger_url: 'u' } },
  ],
  [
    'a line break in an item of an array',
    '{"pronunciation_words": [["a\nb", "c"], ["d", "e"]]}',
    {
      pronunciation_words: [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    },
  ],
  [
    'Windows line breaks',
    '{\r\n"description": "One.\r\nTwo.", "inbound": true\r\n}',
    { description: 'One.\nTwo.', inbound: true },
  ],
];

describe('a string with pasted line breaks', () => {
  for (const [name, text, after] of pasted) {
    it(`is one problem, and its fix removes no property: ${name}`, () => {
      const problems = problemsOf(text);
      assert.deepEqual(
        problems.filter(({ rule }) => rule === 'syntax').map(({ fix }) => fix?.kind),
        ['escape'],
      );
      assert.deepEqual(
        problems.filter(({ rule }) => rule === 'unknown-property'),
        [],
      );
      const fixes = fixesFor(
        annotated(text),
        problems.find(({ rule }) => rule === 'syntax')!,
      );
      assert.deepEqual(
        fixes.map(({ preferred }) => preferred),
        [true],
      );
      const fixed = applyEdits(text, fixes[0]!.edits);
      assert.deepEqual(parseAgent(fixed).syntaxErrors, []);
      assert.deepEqual(JSON.parse(fixed), after);
    });
  }

  it('has no preferred fix if that would include the next property', () => {
    for (const text of [
      '{"language": "xx, "inbound": "y", "agent_name": "A"}',
      '{\n"agent_name": "A,\n"description": "d",\n"inbound: "x"\n}',
      '{"agent_name": "A\nB {"; "description": "x", “inbound": "y"}',
      '{\n"agent_name": "{A {\n",\n"description": "{a}} {\n", "inbound": []}',
      '{"agent_name": "\nA""description": "x", "inbound": []}',
    ]) {
      for (const problem of problemsOf(text).filter(({ rule }) => rule === 'syntax')) {
        for (const { edits } of fixesFor(annotated(text), problem)) {
          const fixed = parseAgent(applyEdits(text, edits));
          assert.ok(fixed.syntaxErrors.length > 0 || fixed.root?.children?.length === 3, fixed.text);
        }
      }
    }
  });

  it('has no other fix that removes text with a syntax error or leaves more errors', () => {
    for (const text of [
      '{"description":"\nFront Desk""agent_name":"Front Desk","outbound_numbers":[]}',
      '{\n"vapi_data" {\n"trigger_url": "https://x.example",\n"note": "a\n- "five\"\n"\n}\n}',
    ]) {
      const fixes = problemsOf(text)
        .filter(({ rule }) => rule === 'unknown-property')
        .flatMap((problem) => fixesFor(annotated(text), problem));
      assert.deepEqual(
        fixes.filter(({ edits }) => edits.length > 0),
        [],
      );
    }
  });
});
