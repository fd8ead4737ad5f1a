import { diff3Merge } from 'node-diff3';

/** Merges two rewritings of a text line by line; undefined where they touch the same lines. */
export function mergeLines(base: string, mine: string, theirs: string): string | undefined {
  if (!base.includes('\n')) return undefined;
  const regions = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'), {
    excludeFalseConflicts: true,
  });
  const lines: string[] = [];
  for (const region of regions) {
    if (region.conflict) return undefined;
    lines.push(...(region.ok ?? []));
  }
  return lines.join('\n');
}
