import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { updateDocument } from '#server/workspace/documents';
import { allTexts } from './texts';

/** An LSP edit with any range, including reversed ranges and ranges past the end. */
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

/** A text and change notifications, each with one or more changes. */
export interface Editing {
  readonly start: string;
  readonly notifications: readonly (readonly Change[])[];
}

export const editing: fc.Arbitrary<Editing> = fc.record({
  start: fc.constantFrom(...allTexts.map(({ text }) => text).filter((text) => text.length < 5000)),
  notifications: fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
});

/** Asserts that the server applies edits as a client with an independent implementation of positions does. */
export function assertSameText({ start, notifications }: Editing): void {
  const document = TextDocument.create('file:///a.agent.json', 'agent-json', 1, start);
  let expected = start;
  notifications.forEach((changes, index) => {
    updateDocument(document, changes, index + 2);
    expected = changes.reduce(applyChange, expected);
    assert.equal(document.getText(), expected);
    assert.equal(document.version, index + 2);
  });
}

function applyChange(text: string, { range, text: piece }: Change): string {
  if (!range) return piece;
  const [a, b] = [offsetOf(text, range.start), offsetOf(text, range.end)];
  return text.slice(0, Math.min(a, b)) + piece + text.slice(Math.max(a, b));
}

function offsetOf(text: string, { line, character }: Range['start']): number {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
  const start = starts[line];
  if (start === undefined) return text.length;
  const content = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return start + Math.min(character, content.length);
}
