import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Range } from 'vscode-languageserver/node';
import { type Encoding, changed } from '#server/lsp/positions';
import { VersionedText } from '#server/workspace/versionedText';
import { allTexts } from './texts';

/** An edit as a client sends it: in lines and columns that may lie anywhere, also backwards or past the end. */
interface Change {
  readonly range?: Range;
  readonly text: string;
}

const position = fc.record({
  line: fc.oneof({ weight: 4, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.nat(2 ** 31 - 1) }),
  character: fc.oneof({ weight: 4, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.nat(2 ** 31 - 1) }),
});
const pieces = fc.constantFrom(
  '',
  'x',
  '"',
  '{',
  '\n',
  '\r\n',
  '\r',
  'é',
  '漢',
  '😀',
  '\uD83D',
  '\uDE00',
  '\u2028',
  'ab\ncd',
);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text: pieces }) },
  { weight: 1, arbitrary: fc.record({ text: pieces }) },
);

/** A text, and notifications of one or more changes each. */
export interface Editing {
  readonly start: string;
  readonly encoding: Encoding;
  readonly rounds: readonly (readonly Change[])[];
}

export const editing: fc.Arbitrary<Editing> = fc.record({
  start: fc.constantFrom(...allTexts.map(({ text }) => text).filter((text) => text.length < 5000)),
  encoding: fc.constantFrom<Encoding>('utf-8', 'utf-16'),
  rounds: fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
});

/** The server's text after edits is the text that a client has which counts by itself. */
export function assertSameText({ start, encoding, rounds }: Editing): void {
  let document = new VersionedText('file:///a.agent.json', 'agent-json', 1, start);
  let expected = start;
  rounds.forEach((changes, index) => {
    document = changed(document, changes, index + 2, encoding);
    expected = changes.reduce((text, one) => applied(text, one, encoding), expected);
    assert.equal(document.getText(), expected);
    assert.equal(document.version, index + 2);
  });
}

/** Written apart from the server: columns are counted in bytes, or units, of the line itself. */
function applied(text: string, { range, text: piece }: Change, encoding: Encoding): string {
  if (!range) return piece;
  const [a, b] = [offsetOf(text, range.start, encoding), offsetOf(text, range.end, encoding)];
  return text.slice(0, Math.min(a, b)) + piece + text.slice(Math.max(a, b));
}

function offsetOf(text: string, { line, character }: Range['start'], encoding: Encoding): number {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
  const start = starts[line];
  if (start === undefined) return text.length;
  const content = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  if (encoding === 'utf-16') return start + Math.min(character, content.length);
  let [units, bytes] = [0, 0];
  for (const one of content) {
    bytes += Buffer.byteLength(one);
    if (bytes > character) break;
    units += one.length;
  }
  return start + units;
}
