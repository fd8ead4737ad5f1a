import type { Position, Range } from 'vscode-languageserver';
import { upperBound } from '#language/syntax/binarySearch';
import { type Span, endOf } from '#language/syntax/document';

/**
 * One version of an open text, and where its lines begin. An edit makes a new one that takes over what it can: the library's
 * document changes in place instead, and counting lines anew took longer than all the rest of an edit.
 * Columns are UTF-16 code units; `\n`, `\r\n` and `\r` end a line.
 */
export class VersionedText {
  private starts: Uint32Array | undefined;
  private lastLine = 0;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly version: number,
    private readonly text: string,
  ) {}

  /** The next version, with `newText` in place of `span`. */
  edited(span: Span, newText: string, version: number): VersionedText {
    const whole = this.text.slice(0, span.offset) + newText + this.text.slice(endOf(span));
    const next = new VersionedText(this.uri, this.languageId, version, whole);
    next.starts = this.starts && startsAfter(this.starts, span, newText.length, whole);
    return next;
  }

  getText(range?: Range): string {
    return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
  }

  /** Offsets outside of the text mean its nearer end; within a line's end they mean the end of what stands in the line. */
  positionAt(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(within);
    const start = this.lineStarts()[line] ?? 0;
    return { line, character: this.beforeLineEnd(within, start) - start };
  }

  /** Positions outside of the text mean its nearer end; columns beyond a line's end mean its end. */
  offsetAt({ line, character }: Position): number {
    const starts = this.lineStarts();
    const start = line < 0 ? 0 : starts[line];
    if (start === undefined) return this.text.length;
    if (line < 0 || character <= 0) return start;
    return this.beforeLineEnd(Math.min(start + character, starts[line + 1] ?? this.text.length), start);
  }

  /** Mostly it is the line that was asked for last, or the next one: what is shown goes through a text in its order. */
  private lineAt(offset: number): number {
    const starts = this.lineStarts();
    const line = this.lastLine;
    if (!holds(starts, line, offset))
      this.lastLine = holds(starts, line + 1, offset) ? line + 1 : upperBound(starts, offset) - 1;
    return this.lastLine;
  }

  private beforeLineEnd(offset: number, start: number): number {
    let end = offset;
    while (end > start && isLineEnd(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  private lineStarts(): Uint32Array {
    this.starts ??= Uint32Array.from([0, ...startsBetween(this.text, 1, this.text.length)]);
    return this.starts;
  }
}

/** Whether line number `line` is there and holds `offset`. */
function holds(starts: Uint32Array, line: number, offset: number): boolean {
  return (starts[line] ?? Infinity) <= offset && offset < (starts[line + 1] ?? Infinity);
}

/** Whether a line starts at an offset shows in the characters on both sides of it; where those are the old ones, so is the answer. */
function startsAfter(starts: Uint32Array, span: Span, inserted: number, text: string): Uint32Array {
  const first = Math.max(1, span.offset);
  const kept = upperBound(starts, first - 1);
  const behind = upperBound(starts, endOf(span));
  const between = startsBetween(text, first, span.offset + inserted);
  const next = new Uint32Array(kept + between.length + starts.length - behind);
  next.set(starts.subarray(0, kept));
  next.set(between, kept);
  const shift = inserted - span.length;
  for (let to = kept + between.length, from = behind; to < next.length; to++, from++)
    next[to] = (starts[from] ?? 0) + shift;
  return next;
}

/** The offsets from `first` to `last`, both included, where a line starts. */
function startsBetween(text: string, first: number, last: number): number[] {
  const found: number[] = [];
  for (let offset = first; offset <= last; offset++) {
    const before = text.charCodeAt(offset - 1);
    if (before === 0x0a || (before === 0x0d && text.charCodeAt(offset) !== 0x0a)) found.push(offset);
  }
  return found;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
