/** The range in which a text differs from an earlier one: from `start` to `oldEnd` there, to `oldEnd + shift` here. */
export interface ChangedRange {
  readonly start: number;
  readonly oldEnd: number;
  /** How far what follows has moved. */
  readonly shift: number;
}

/** The smallest range outside of which two texts are the same. UTF-16 units. */
export function changedRange(old: string, text: string): ChangedRange {
  const start = commonStart(old, text);
  return { start, oldEnd: old.length - commonEnd(old, text, start), shift: text.length - old.length };
}

/** How many units two texts have in common at their beginning: by halving, since long slices compare fastest. */
function commonStart(a: string, b: string): number {
  let same = 0;
  for (let limit = Math.min(a.length, b.length); same < limit;) {
    const middle = Math.ceil((same + limit) / 2);
    if (a.slice(same, middle) === b.slice(same, middle)) same = middle;
    else limit = middle - 1;
  }
  return same;
}

/** The same at their ends, without what they share at their beginning. */
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
