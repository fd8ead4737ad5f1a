import { upperBound } from '#language/syntax/binarySearch';
import type { Span } from '#language/syntax/document';

/** Line and column from 0, columns in UTF-16 code units, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Offsets → lines and columns. Lines end as in LSP: with LF, CRLF or CR. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ 0: end, index }) => index + end.length)];
  }

  rangeOf({ offset, length }: Span): Range {
    return { start: this.positionAt(offset), end: this.positionAt(offset + length) };
  }

  positionAt(offset: number): Position {
    const line = upperBound(this.starts, offset) - 1;
    return { line, character: offset - (this.starts[line] ?? 0) };
  }
}
