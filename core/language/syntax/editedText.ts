import type { ChangedRange } from './changedRange';

/** What parsing reads of a text. A string is one. */
export interface SlicedText {
  slice(start: number, end: number): string;
  toString(): string;
}

/** A text after an edit. Its parts can be read without building all of it, which takes milliseconds for a megabyte. */
export class EditedText implements SlicedText {
  private fullText: string | undefined;

  constructor(
    private readonly before: string,
    /** The edited range of the text before. */
    readonly change: ChangedRange,
    /** The text in that range after the edit. */
    private readonly inserted: string,
  ) {}

  slice(start: number, end: number): string {
    const { before, inserted, change } = this;
    const newEnd = change.oldEnd + change.shift;
    return (
      before.slice(start, Math.min(end, change.start)) +
      inserted.slice(Math.max(0, start - change.start), Math.max(0, end - change.start)) +
      before.slice(Math.max(start, newEnd) - change.shift, Math.max(end, newEnd) - change.shift)
    );
  }

  toString(): string {
    this.fullText ??= this.slice(0, this.before.length + this.change.shift);
    return this.fullText;
  }
}
