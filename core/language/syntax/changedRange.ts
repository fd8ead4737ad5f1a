/**
 * The range in which a text differs from an earlier one: from `start` to `oldEnd` in the old text, and to `oldEnd + shift` in the new one.
 */
export interface ChangedRange {
  readonly start: number;
  readonly oldEnd: number;
  /** The offset change of the text after the range. */
  readonly shift: number;
}

/** The smallest range outside of which two texts are equal, in UTF-16 code units. */
export function changedRange(old: string, text: string): ChangedRange {
  const start = commonStart(old, text);
  return { start, oldEnd: old.length - commonEnd(old, text, start), shift: text.length - old.length };
}

/** The length of the common prefix of two texts. Uses bisection, because comparing long slices is fast. */
function commonStart(a: string, b: string): number {
  let same = 0;
  for (let limit = Math.min(a.length, b.length); same < limit;) {
    const middle = Math.ceil((same + limit) / 2);
    if (a.slice(same, middle) === b.slice(same, middle)) same = middle;
    else limit = middle - 1;
  }
  return same;
}

/** The length of the common suffix, without the common prefix. */
function commonEnd(a: string, b: string, start: number): number {
  let same = 0;
  for (let limit = Math.min(a.length, b.length) - start; same < limit;) {
    const middle = Math.ceil((same + limit) / 2);
    const isSame =
      a.slice(a.length - middle, a.length - same) === b.slice(b.length - middle, b.length - same);
    if (isSame) same = middle;
    else limit = middle - 1;
  }
  return same;
}
