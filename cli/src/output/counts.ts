/** `1 file`, `2 files`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** `2 errors, 1 warning`, without zero counts. */
export function sumUp(counts: readonly (readonly [number, string, string?])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, singular, plural]) => countOf(count, singular, plural))
    .join(', ');
}
