import { PositionEncodingKind, type Position, type Range } from 'vscode-languageserver';
import type { TextDocument, TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { type Span, endOf } from '#language/syntax/document';
import { VersionedText } from '../workspace/versionedText';

/** How a client counts columns; we count offsets in UTF-16 code units throughout. */
export type Encoding = 'utf-16' | 'utf-8';

/** The first of the client's encodings that we know; clients that name none mean UTF-16. */
export function chooseEncoding(offered: readonly PositionEncodingKind[] = []): Encoding {
  const known = offered.find(
    (kind) => kind === PositionEncodingKind.UTF8 || kind === PositionEncodingKind.UTF16,
  );
  return known === PositionEncodingKind.UTF8 ? 'utf-8' : 'utf-16';
}

/** Offsets ↔ lines and columns of one version of a text, columns as the client counts them. */
export class Lines {
  constructor(
    private readonly document: Pick<TextDocument, 'getText' | 'positionAt' | 'offsetAt'>,
    private readonly encoding: Encoding,
  ) {}

  positionAt(offset: number): Position {
    const position = this.document.positionAt(offset);
    if (this.encoding === 'utf-16') return position;
    const start = { line: position.line, character: 0 };
    return { ...start, character: bytesOf(this.document.getText({ start, end: position })) };
  }

  /** Columns beyond a line's end mean its end, as the protocol asks. */
  offsetAt({ line, character }: Position): number {
    if (this.encoding === 'utf-16') return this.document.offsetAt({ line, character });
    const start = this.document.offsetAt({ line, character: 0 });
    const end = this.document.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    return start + unitsInBytes(this.document.getText().slice(start, end), character);
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.offset), end: this.positionAt(endOf(span)) };
  }

  spanOf({ start, end }: Range): Span {
    const offset = this.offsetAt(start);
    return { offset, length: this.offsetAt(end) - offset };
  }
}

/** Bytes of the UTF-8 form. Counted, not encoded: a prompt is one long line, and each place in it is asked for. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOfCharacter(character);
  return bytes;
}

/** Half a character counts as the three bytes that stand in its place. */
function bytesOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** How many UTF-16 units of `text` the first `bytes` bytes of its UTF-8 form hold, whole characters only. */
function unitsInBytes(text: string, bytes: number): number {
  let units = 0;
  let left = bytes;
  for (const character of text) {
    left -= bytesOfCharacter(character);
    if (left < 0) break;
    units += character.length;
  }
  return units;
}

/** A document after changes, as a new one: whoever still works on the old version keeps a text that holds still. */
export function changed(
  document: VersionedText,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
  encoding: Encoding,
): VersionedText {
  // One by one: each change counts lines in the text that the ones before it have left.
  return changes.reduce((text, change) => {
    if (!('range' in change)) return new VersionedText(text.uri, text.languageId, version, change.text);
    const lines = new Lines(text, encoding);
    const ends = [lines.offsetAt(change.range.start), lines.offsetAt(change.range.end)];
    const offset = Math.min(...ends);
    return text.edited({ offset, length: Math.max(...ends) - offset }, change.text, version);
  }, document);
}
