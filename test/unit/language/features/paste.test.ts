import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { escapedForPaste, plainTextOf } from '#language/features/paste';
import { parseAgent } from '#language/syntax/document';
import { annotated, atCursor } from '#support/language/agents';
import { codePoint } from '#support/codePoint';
import { problemOf } from '#support/language/problems';
import { fixesFor } from '#language/codeActions/index';
import { applyEdits } from '#language/syntax/edit';

/** The text after pasting at ▮, or undefined if the editor's default paste applies. */
function paste(marked: string, text: string): string | undefined {
  const { text: before, offset } = atCursor(marked);
  const insert = escapedForPaste(parseAgent(before), { offset, length: 0 }, text);
  return insert === undefined ? undefined : before.slice(0, offset) + insert + before.slice(offset);
}

/** The clipboard text for the selection between two ▮. */
function copy(marked: string): string | undefined {
  const [before = '', selected = '', after = ''] = marked.split('▮');
  return plainTextOf(parseAgent(before + selected + after), {
    offset: before.length,
    length: selected.length,
  });
}

const prompt = '# Role\r\nSay "hello", then:\n\n```json\n{"path": "C:\\\\dir",\t"ok": true}\n```\n🙂 done';

describe('pasting into a string', () => {
  const escaped: [name: string, marked: string, text: string, after: string][] = [
    ['line breaks', '{"description": "▮"}', 'a\nb', '{"description": "a\\nb"}'],
    ['line breaks of Windows', '{"description": "x▮y"}', 'a\r\nb\r', '{"description": "xa\\nb\\ny"}'],
    ['quotes on one line', '{"description": "▮"}', 'say "hi"', '{"description": "say \\"hi\\""}'],
    ['a tab', '{"description": "▮"}', 'a\tb', '{"description": "a\\tb"}'],
    ['backslashes among line breaks', '{"description": "▮"}', 'C:\\n\n', '{"description": "C:\\\\n\\n"}'],
    ['a backslash that escapes nothing', '{"description": "▮"}', 'C:\\dir', '{"description": "C:\\\\dir"}'],
    ['in an array', '{"outbound_numbers": ["▮"]}', 'a\nb', '{"outbound_numbers": ["a\\nb"]}'],
    [
      'in a file with another error',
      '{"inbound" true, "description": "▮"}',
      'a\nb',
      '{"inbound" true, "description": "a\\nb"}',
    ],
  ];
  for (const [name, marked, text, after] of escaped)
    it(`escapes ${name}`, () => assert.equal(paste(marked, text), after));

  const unchanged: [name: string, marked: string, text: string][] = [
    ['one line without anything to escape', '{"description": "▮"}', 'hello'],
    ['text that is escaped already', '{"description": "▮"}', 'say \\"hi\\"\\n'],
    ['outside of a string', '{"description": ▮"x"}', 'a\nb'],
    ['behind a string', '{"description": "x"▮}', 'a\nb'],
    ['in a name', '{"descr▮iption": "x"}', 'a\nb'],
    ['in a string that nothing closes', '{"description": "x▮', 'a\nb'],
    ['in an empty file', '▮', '{\n"agent_name": "A"\n}'],
  ];
  for (const [name, marked, text] of unchanged)
    it(`does nothing: ${name}`, () => assert.equal(paste(marked, text), undefined));

  it('preserves any pasted text and keeps the JSON valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        const after = paste('{"description": "<▮>"}', text) ?? `{"description": "<${text}>"}`;
        const { description } = JSON.parse(after) as { description: string };
        if (/[\n\r"]/.test(text)) assert.equal(description, `<${text.replaceAll(/\r\n?/g, '\n')}>`);
      }),
      { numRuns: 300 },
    );
  });

  it('handles a 40 KB prompt with quotes, code fences and emoji', () => {
    const long = prompt.repeat(Math.ceil(40_000 / prompt.length));
    const after = JSON.parse(paste('{"description": "▮"}', long) ?? '') as { description: string };
    assert.equal(after.description, long.replaceAll('\r\n', '\n'));
  });
});

describe('copying from a string', () => {
  it('unescapes the text', () => {
    assert.equal(copy('{"description": "▮a\\nsay \\"hi\\"▮"}'), 'a\nsay "hi"');
    assert.equal(copy('{"description": "x▮\\u00e9\\\\▮y"}'), 'é\\');
  });
  it('does nothing without escapes, with half an escape selected, or beyond the string', () => {
    for (const marked of [
      '{"description": "▮abc▮"}',
      '{"description": "a\\▮nb▮"}',
      '{"description": ▮"a\\nb"▮}',
      '{"description": "a▮▮b"}',
      '{"descr▮ipt▮ion": "a"}',
    ])
      assert.equal(copy(marked), undefined, marked);
  });
});

describe('Enter inside a string', () => {
  it('has a quick fix that inserts an escaped line break', () => {
    const text = '{"agent_name": "A", "inbound": true,\n  "description": "One.\nTwo."\n}';
    const [fix] = fixesFor(annotated(text), problemOf(text, 'syntax'));
    assert.ok(fix?.preferred);
    assert.equal(applyEdits(text, fix.edits), text.replace('One.\n', 'One.\\n'));
  });
});
