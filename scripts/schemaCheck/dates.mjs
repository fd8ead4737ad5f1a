// The schema is the union of several API descriptions: it dates the properties and enum values that were added or removed. A
// description is compared with the schema as it was at one date.

/** @typedef {import('./facts.mjs').Facts} Facts */
/** @typedef {import('./compare.mjs').Difference} Difference */
/** @typedef {{ member: string, value: string | undefined, since: string, removed: string }} Dated */
/** @typedef {ReadonlyMap<string, Facts>} Members */

/** ISO dates compare as strings, so these two come before and after every date. */
const [always, never] = ['', '9999'];

/**
 * The properties and enum values that the schema dates.
 * @param {Members} ours
 * @returns {Dated[]}
 */
export function datedParts(ours) {
  return [...ours].flatMap(([member, { since, removed, valueSince, valueRemoved }]) => {
    const values = new Set([...valueSince.keys(), ...valueRemoved.keys()]);
    const parts = [...values].map((value) => ({
      member,
      value,
      since: valueSince.get(value) ?? always,
      removed: valueRemoved.get(value) ?? never,
    }));
    const isDated = since !== undefined || removed !== undefined;
    const whole = { member, value: undefined, since: since ?? always, removed: removed ?? never };
    return isDated ? [whole, ...parts] : parts;
  });
}

/**
 * The date at which the schema agrees best with a description, the newest of several; '' is before all dates.
 * @param {Members} ours
 * @param {Members} theirs
 */
export function dateOf(ours, theirs) {
  const parts = datedParts(ours);
  const dates = [always, ...parts.flatMap(({ since, removed }) => [since, removed])].filter(
    (date) => date !== never,
  );
  const mismatches = (/** @type {string} */ date) =>
    parts.filter((part) => isExpected(part, date) !== isPresent(part, theirs)).length;
  return [...new Set(dates)]
    .sort()
    .reduce((best, date) => (mismatches(date) <= mismatches(best) ? date : best), always);
}

/** @param {Dated} part @param {string} date */
export function isExpected({ since, removed }, date) {
  return since <= date && date < removed;
}

/** @param {Dated} part @param {Members} theirs */
function isPresent({ member, value }, theirs) {
  const facts = theirs.get(member);
  return value === undefined ? facts !== undefined : facts?.enumValues?.includes(value) === true;
}

/**
 * The differences that the dates explain, and those that they don't: also what is back although the schema says it was removed.
 * @param {readonly Difference[]} all
 * @param {Members} ours
 * @param {Members} theirs
 */
export function byDate(all, ours, theirs) {
  const date = dateOf(ours, theirs);
  const parts = datedParts(ours);
  const isExplained = (/** @type {Difference} */ difference) =>
    parts.some((part) => isAbout(difference, part) && !isExpected(part, date));
  const back = parts
    .filter((part) => date >= part.removed && isPresent(part, theirs))
    .map((part) => returned(part));
  const [first = never] = parts
    .flatMap(({ since, removed }) => [since, removed])
    .filter((one) => one !== always)
    .sort();
  return {
    date: date === always ? `before ${first}` : date,
    explained: all.filter(isExplained),
    others: [...all.filter((one) => !isExplained(one)), ...back],
  };
}

/** @param {Difference} difference @param {Dated} part */
function isAbout({ member, about, ours }, part) {
  if (member !== part.member) return false;
  return part.value === undefined ? about === 'absent there' : about === 'enum value' && ours === part.value;
}

/** @param {Dated} part @returns {Difference} */
function returned({ member, value, removed }) {
  const name = value === undefined ? '' : `${value}: `;
  return { member, about: 'removed', ours: `${name}removed ${removed}`, theirs: `${name}present` };
}
