import type { Difference } from './compare';
import type { Facts } from './facts';

/**
 * A property or enum value that was added or removed on a date. The schema is the union of several API descriptions; a description is
 * compared with the schema as of one date.
 */
interface Dated {
  readonly property: string;
  readonly value: string | undefined;
  readonly since: string;
  readonly removed: string;
}

type Properties = ReadonlyMap<string, Facts>;

/** ISO dates compare as strings, so these two come before and after every date. */
const always = '';
const never = '9999';

/** The properties and enum values with dates in the schema. */
function datedParts(ours: Properties): Dated[] {
  return [...ours].flatMap(([property, { since, removed, valueSince, valueRemoved }]) => {
    const values = new Set([...valueSince.keys(), ...valueRemoved.keys()]);
    const parts = [...values].map((value) => ({
      property,
      value,
      since: valueSince.get(value) ?? always,
      removed: valueRemoved.get(value) ?? never,
    }));
    const isDated = since !== undefined || removed !== undefined;
    const entireProperty = { property, value: undefined, since: since ?? always, removed: removed ?? never };
    return isDated ? [entireProperty, ...parts] : parts;
  });
}

/** The date at which the schema agrees best with a description, the newest of several; '' is before all dates. */
export function dateOf(ours: Properties, theirs: Properties): string {
  const parts = datedParts(ours);
  const dates = [always, ...parts.flatMap(({ since, removed }) => [since, removed])].filter(
    (date) => date !== never,
  );
  const mismatches = (date: string) =>
    parts.filter((part) => isExpected(part, date) !== isPresent(part, theirs)).length;
  return [...new Set(dates)]
    .sort()
    .reduce((best, date) => (mismatches(date) <= mismatches(best) ? date : best), always);
}

function isExpected({ since, removed }: Dated, date: string): boolean {
  return since <= date && date < removed;
}

function isPresent({ property, value }: Dated, theirs: Properties): boolean {
  const facts = theirs.get(property);
  return value === undefined ? facts !== undefined : facts?.enumValues?.includes(value) === true;
}

/** The differences that are explained by dates, and the others, including properties that reappear although they are dated as removed. */
export function byDate(all: readonly Difference[], ours: Properties, theirs: Properties) {
  const date = dateOf(ours, theirs);
  const parts = datedParts(ours);
  const isExplained = (difference: Difference) =>
    parts.some((part) => concerns(difference, part) && !isExpected(part, date));
  const reappeared = parts
    .filter((part) => date >= part.removed && isPresent(part, theirs))
    .map((part) => returned(part));
  const [first = never] = parts
    .flatMap(({ since, removed }) => [since, removed])
    .filter((name) => name !== always)
    .sort();
  return {
    date: date === always ? `before ${first}` : date,
    explained: all.filter(isExplained),
    others: [...all.filter((difference) => !isExplained(difference)), ...reappeared],
  };
}

function concerns({ property, kind, ours }: Difference, part: Dated): boolean {
  if (property !== part.property) return false;
  return part.value === undefined ? kind === 'missing in API' : kind === 'enum value' && ours === part.value;
}

function returned({ property, value, removed }: Dated): Difference {
  const name = value === undefined ? '' : `${value}: `;
  return { property, kind: 'removed', ours: `${name}removed ${removed}`, theirs: `${name}present` };
}
