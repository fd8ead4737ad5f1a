import { diff3Merge } from 'node-diff3';

/** Merges two rewritings of a text line by line; undefined where they touch the same lines. */
export function mergeLines(base: string, local: string, remote: string): string | undefined {
  if (!base.includes('\n')) return undefined;
  const regions = diff3Merge(local.split('\n'), base.split('\n'), remote.split('\n'), {
    excludeFalseConflicts: true,
  });
  const lines: string[] = [];
  for (const region of regions) {
    if (region.conflict) return undefined;
    lines.push(...(region.ok ?? []));
  }
  return lines.join('\n');
}
