import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAgent } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { toPointer } from '#language/syntax/json';
import { editPromptText, promptTextAt, promptAt, promptsOf } from '#language/features/prompts';
import { annotated, atCursor } from '#support/language/agents';

const path = ['description'];
/** A file with this JSON string. */
const fileWith = (json: string) => `{\r\n\t"agent_name" :"Ada",\r\n"description":   ${json}  ,"x":1.0\r\n}`;

function savePrompt(json: string, prompt: string): string {
  const text = fileWith(json);
  const edits = editPromptText(parseAgent(text), path, prompt);
  assert.ok(edits);
  const after = applyEdits(text, edits);
  const [head = '', tail = ''] = fileWith('▮').split('▮');
  assert.ok(after.startsWith(head) && after.endsWith(tail), 'the text around the string is unchanged');
  return after.slice(head.length, after.length - tail.length);
}
const promptText = (json: string) => promptTextAt(parseAgent(fileWith(json)), path);

describe('a prompt document', () => {
  const table: [json: string, prompt: string][] = [
    [String.raw`"one\ntwo"`, 'one\ntwo'],
    [String.raw`"one\r\ntwo\rthree"`, 'one\ntwo\nthree'],
    [String.raw`"one\u000D\u000atwo"`, 'one\ntwo'],
    [String.raw`"say \"hi\" to C:\\new\/old\t\u00e9"`, 'say "hi" to C:\\new/old\té'],
    [String.raw`"\ud83d\ude00 and 😀"`, '😀 and 😀'],
    [String.raw`"half: \ud83d"`, 'half: \uFFFD'],
    ['""', ''],
  ];
  for (const [json, prompt] of table) it(json, () => assert.equal(promptText(json), prompt));

  for (const broken of ['"never closed\n', String.raw`"bad \x"`, '"raw\ttab"', '7', '["a"]', '']) {
    it(`does not exist for an incomplete string: ${broken}`, () => {
      assert.equal(promptText(broken), undefined);
      assert.equal(editPromptText(parseAgent(fileWith(broken)), path, 'new'), undefined);
    });
  }
});

describe('an edited prompt document', () => {
  const table: [name: string, json: string, prompt: string, after: string][] = [
    ['a word', String.raw`"one\ntwo"`, 'one\n2', String.raw`"one\n2"`],
    ['a new line', '"one"', 'one\ntwo', String.raw`"one\ntwo"`],
    ['line breaks as they are', String.raw`"a\r\nb"`, 'a\nb\nc', String.raw`"a\r\nb\r\nc"`],
    ['line breaks of another system', String.raw`"a\nb"`, 'a\r\nb\r\nc', String.raw`"a\nb\nc"`],
    ['quotes and backslashes', '"a"', 'a "b" \\n', String.raw`"a \"b\" \\n"`],
    ['odd escapes elsewhere', String.raw`"\u0041\/ b"`, 'A/ c', String.raw`"\u0041\/ c"`],
    ['a character of two units', '"😀"', '😁', '"😁"'],
    ['one of two equal characters', '"😀😀"', '😀', '"😀"'],
    ['nothing', String.raw`"a\rb\u00e9\ud83d"`, 'a\nbé\uFFFD', String.raw`"a\rb\u00e9\ud83d"`],
    ['a break behind a bare \\r', String.raw`"x\ny\rb"`, 'x\ny\n\nb', String.raw`"x\ny\n\rb"`],
    [
      'the character between two lone surrogates',
      String.raw`"\ud83da\ude00"`,
      '\uFFFD\uFFFD',
      '"\\ud83d\uFFFD"',
    ],
    ['all of it', '"a"', '', '""'],
    ['from nothing', '""', 'a\n', String.raw`"a\n"`],
  ];
  for (const [name, json, prompt, after] of table)
    it(name, () => assert.equal(savePrompt(json, prompt), after));

  const character = fc.constantFrom(
    'a',
    'é',
    '\n',
    '\r',
    '"',
    '\\',
    '/',
    '\t',
    '😀',
    '😁',
    '\uD83D',
    '\uDE00',
    'n',
    '{',
  );
  const text = fc.string({ unit: character, maxLength: 12 });
  /** The same string, with each character in one of its JSON encodings. */
  const json = fc
    .array(fc.tuple(character, fc.boolean()), { maxLength: 12 })
    .map((all) => `"${all.map(([char, long]) => (long ? escapedLong(char) : escape(char))).join('')}"`);

  it('becomes the value of the string, for any old and new text', () => {
    fc.assert(
      fc.property(json, text, (before, prompt) => {
        const expected = wellFormed(prompt).replaceAll(/\r\n?/g, '\n');
        assert.equal(promptText(savePrompt(before, expected)), expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes nothing if saved unchanged', () => {
    fc.assert(
      fc.property(json, (before) => assert.equal(savePrompt(before, promptText(before) ?? ''), before)),
    );
  });

  it('keeps the bytes before and after an edited range', () => {
    fc.assert(
      fc.property(json, json, text, (first, last, middle) => {
        const inside = (quoted: string) => quoted.slice(1, -1);
        const before = `"${inside(first)}<OLD>${inside(last)}"`;
        const prompt = (promptText(before) ?? '').replace(
          '<OLD>',
          `<${wellFormed(middle).replaceAll(/[\r<>]/g, '')}>`,
        );
        const after = savePrompt(before, prompt);
        assert.ok(after.startsWith(`"${inside(first)}<`) && after.endsWith(`>${inside(last)}"`), after);
      }),
    );
  });
});

describe('prompts', () => {
  const pointers = (text: string) => promptsOf(annotated(text)).map((prompt) => toPointer(prompt.path));
  it('are strings without constraints in the schema', () => {
    const text =
      '{"$schema": "x", "agent_name": "Ada", "description": "", "language": "en", "llm_system_prompt": "Hi", "websocket_url": "wss://a.example", "created_at": "now"}';
    assert.deepEqual(pointers(text), ['/description', '/llm_system_prompt']);
  });
  it('are strings with several lines, at any depth', () => {
    assert.deepEqual(pointers(String.raw`{"note": "a\nb", "nodes": [{"text": "a\r\nb"}, {"text": "a"}]}`), [
      '/note',
      '/nodes/0/text',
    ]);
  });
  it('are not secrets, invalid or other types', () => {
    assert.deepEqual(pointers(String.raw`{"vapi_api_key": "a\nb", "description": "\x"}`), []);
    assert.deepEqual(pointers('{"description": {"a": 1}}'), []);
  });
  it('are found at the cursor, on the name or in the text', () => {
    for (const marked of ['{"descr▮iption": "Hi"}', '{"description": "H▮i"}']) {
      const { text, offset } = atCursor(marked);
      assert.deepEqual(promptAt(annotated(text), offset)?.path, ['description']);
    }
    const { text, offset } = atCursor('{"agent_name": "A▮da", "description": "Hi"}');
    assert.equal(promptAt(annotated(text), offset), undefined);
  });
});

function escape(character: string): string {
  return JSON.stringify(character).slice(1, -1);
}

function escapedLong(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** The string after encoding it as UTF-8. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
