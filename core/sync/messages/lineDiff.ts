import { diffIndices } from 'node-diff3';

export interface DiffLine {
  readonly kind: 'removed' | 'added' | 'same';
  readonly text: string;
}

/** How many equal lines are shown before and after a hunk. */
const contextLines = 1;

/** The lines that differ between two texts, each hunk with equal lines around it. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const lines: DiffLine[] = [];
  let lineCount = 0;
  const same = (from: number, to: number) => {
    for (const text of old.slice(Math.max(from, lineCount), to)) lines.push({ kind: 'same', text });
    lineCount = Math.max(lineCount, to);
  };
  for (const { buffer1, buffer2 } of diffIndices(old, now)) {
    const [start, end] = [buffer1[0], buffer1[0] + buffer1[1]];
    if (lines.length > 0) same(lineCount, Math.min(lineCount + contextLines, start));
    same(start - contextLines, start);
    for (const text of old.slice(start, end)) lines.push({ kind: 'removed', text });
    for (const text of now.slice(buffer2[0], buffer2[0] + buffer2[1])) lines.push({ kind: 'added', text });
    lineCount = end;
  }
  same(lineCount, Math.min(lineCount + contextLines, old.length));
  return lines;
}
