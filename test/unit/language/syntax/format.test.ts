import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAgent } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { type Formatting, formatDocument } from '#language/syntax/format';

const two: Formatting = { tabSize: 2, insertSpaces: true };
const format = (text: string, formatting = two) =>
  applyEdits(text, formatDocument(parseAgent(text), formatting));

describe('formatting', () => {
  it('uses the requested indentation', () => {
    assert.equal(
      format('{"a":1,"b":{"c":[1]}}'),
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      1\n    ]\n  }\n}',
    );
    assert.equal(format('{"a":1}', { tabSize: 4, insertSpaces: false }), '{\n\t"a": 1\n}');
  });
  it('keeps CRLF', () => {
    assert.equal(format('{\r\n"a":1}'), '{\r\n  "a": 1\r\n}');
  });
  it('keeps the final line break, or its absence', () => {
    for (const end of ['', '\n', '\r\n'])
      assert.ok(/^[^}]*\}(.*)$/s.exec(format(`{"a":1}${end}`))?.[1] === end, JSON.stringify(end));
    assert.equal(format('{"a":1}', { ...two, insertFinalNewline: true }), '{\n  "a": 1\n}\n');
  });
  it('keeps the bytes of every number and string', () => {
    const text = '{"a":1.0,"b":1e400,"c":12345678901234567890,"d":-0.10,"e":"\\u0041\\/ \\t"}';
    assert.equal(format(text).replace(/[\n ]/g, ''), text.replace(/ /g, ''));
  });
  it('keeps a byte order mark', () => {
    assert.equal(format('\uFEFF{"a":1}'), '\uFEFF{\n  "a": 1\n}');
  });
  it('changes only the requested range', () => {
    const text = '{\n"a":1,\n"b":2\n}';
    const within = { offset: text.indexOf('"b"'), length: 5 };
    assert.equal(applyEdits(text, formatDocument(parseAgent(text), two, within)), '{\n"a":1,\n  "b": 2\n}');
  });
  it('changes no value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const after = format(text);
        assert.deepEqual(JSON.parse(after), JSON.parse(text));
        assert.equal(format(after), after);
      }),
    );
  });
  it('keeps all text of a file with syntax errors', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', 'a', ' ', '\n') }),
        (text) => {
          const visible = (source: string) => source.replace(/\s/g, '');
          assert.equal(visible(format(text)), visible(text));
        },
      ),
    );
  });
});

/** [description, text, formatted text] */
const broken: [name: string, before: string, after: string][] = [
  [
    'a missing comma',
    '{\n  "agent_name": "A"\n  "description": "d",\n  "inbound":true\n}',
    '{\n  "agent_name": "A"\n  "description": "d",\n  "inbound": true\n}',
  ],
  [
    'a missing comma on one line',
    '{\n  "agent_name":"A" "description":"d",\n  "language":"en",\n  "inbound":true\n}',
    '{\n  "agent_name":"A" "description":"d",\n  "language": "en",\n  "inbound": true\n}',
  ],
  [
    'a missing value',
    '{\n  "inbound":\n  ,\n  "language":"en",\n  "agent_name":"A"\n}',
    '{\n  "inbound":\n  ,\n  "language":"en",\n  "agent_name": "A"\n}',
  ],
  ['a missing brace', '{\n"a":1,\n"b":{"c":2,\n"d":3}', '{\n"a":1,\n"b":{"c":2,\n"d":3}'],
  ['something behind the end', '{"a":1}}', '{"a":1}}'],
  ['a string with a line break', '{\n"a":"x\ny"\n}', '{\n"a":"x\ny"\n}'],
];

describe('formatting a file with syntax errors', () => {
  for (const [name, before, after] of broken)
    it(`keeps the lines around ${name}`, () => assert.equal(format(before), after));

  it('supports comments and trailing commas', () => {
    assert.equal(
      format('{\n"a":1, // one\n/* two */ "b":[2,],\n}'),
      '{\n  "a": 1, // one\n  /* two */ "b": [\n    2,\n  ],\n}',
    );
  });
});

describe('the indentation of formatted text', () => {
  const indentations: [name: string, before: string, formatting: Formatting, after: string][] = [
    [
      "is the file's own, whatever the client's default",
      '{\n    "a": 1,\n  "b": 2\n}',
      { tabSize: 8, insertSpaces: false },
      '{\n    "a": 1,\n    "b": 2\n}',
    ],
    ["is the file's tab", '{\n\t"a": 1,\n  "b": 2\n}', two, '{\n\t"a": 1,\n\t"b": 2\n}'],
    ["is the client's where the file has none", '{\n"a": 1\n}', { ...two, tabSize: 3 }, '{\n   "a": 1\n}'],
    ["is the client's where it is not all of one kind", '{\n \t"a": 1\n}', two, '{\n  "a": 1\n}'],
    ['is at most 16 characters', '{"a": 1}', { ...two, tabSize: 1e9 }, `{\n${' '.repeat(16)}"a": 1\n}`],
    ['is at least one character', '{"a": 1}', { ...two, tabSize: -3 }, '{\n "a": 1\n}'],
    ['is a whole number of characters', '{"a": 1}', { ...two, tabSize: 2.5 }, '{\n  "a": 1\n}'],
    [
      'is two characters where the client sends no number',
      '{"a": 1}',
      { ...two, tabSize: NaN },
      '{\n  "a": 1\n}',
    ],
  ];
  for (const [name, before, formatting, after] of indentations)
    it(name, () => assert.equal(format(before, formatting), after));
});
