import { diff3Merge, diffIndices } from 'node-diff3';

/** Merges two versions of a text by line; undefined where the changes overlap or don't have one clear place. */
export function mergeLines(base: string, local: string, remote: string): string | undefined {
  if (!base.includes('\n')) return undefined;
  const [baseLines, localLines, remoteLines] = [base, local, remote].map((text) => text.split('\n'));
  if (!baseLines || !localLines || !remoteLines) return undefined;
  const isAmbiguous =
    hasAmbiguousPosition(baseLines, localLines, remoteLines) ||
    hasAmbiguousPosition(baseLines, remoteLines, localLines);
  if (isAmbiguous) return undefined;
  const merged: string[] = [];
  for (const region of diff3Merge(localLines, baseLines, remoteLines, { excludeFalseConflicts: true })) {
    if (region.conflict) return undefined;
    merged.push(...(region.ok ?? []));
  }
  return merged.join('\n');
}

type Lines = readonly string[];

/**
 * Whether a change made in `changed` could be applied to either of two equal copies in `other`: the lines around it are
 * there more or fewer times than in the base, as after a prompt was pasted twice.
 */
function hasAmbiguousPosition(base: Lines, changed: Lines, other: Lines): boolean {
  const hunks = diffIndices([...base], [...changed]);
  return hunks.some(({ buffer1: [start, length] }) =>
    blocksAround(base, start, start + length).some((block) => {
      const [before, now] = [countBlock(block, base), countBlock(block, other)];
      return now > 0 && now !== before && Math.max(now, before) > 1;
    }),
  );
}

/** Shorter blocks, such as a blank line or a bracket, do not identify a position. In UTF-16 code units. */
const minBlockLength = 12;

/** The replaced lines alone, and with the line before, the line after or both. */
function blocksAround(base: Lines, start: number, end: number): Lines[] {
  const blocks = [
    base.slice(start, end),
    base.slice(Math.max(0, start - 1), end),
    base.slice(start, end + 1),
    base.slice(Math.max(0, start - 1), end + 1),
  ];
  return blocks.filter((block) => block.join('').trim().length >= minBlockLength);
}

function countBlock(block: Lines, lines: Lines): number {
  let count = 0;
  for (let at = 0; at + block.length <= lines.length; at++) {
    if (block.every((line, index) => lines[at + index] === line)) count++;
  }
  return count;
}
