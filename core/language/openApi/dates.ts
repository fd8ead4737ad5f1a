import type { Difference } from './compare';
import type { FactsByProperty } from './facts';

/**
 * A property or enum value that was added or removed on a date. The schema is the union of several API descriptions; a description is
 * compared with the schema as of one date.
 */
interface DatedPart {
  readonly property: string;
  readonly value: string | undefined;
  readonly since: string;
  readonly removed: string;
}

/** ISO dates compare as strings, so these two come before and after every date. */
const always = '';
const never = '9999';

/** The properties and enum values with dates in the schema. */
function datedParts(schemaProperties: FactsByProperty): DatedPart[] {
  return [...schemaProperties].flatMap(([property, { since, removed, valueSince, valueRemoved }]) => {
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
export function dateOf(schemaProperties: FactsByProperty, apiProperties: FactsByProperty): string {
  const parts = datedParts(schemaProperties);
  const dates = [always, ...parts.flatMap(({ since, removed }) => [since, removed])].filter(
    (date) => date !== never,
  );
  const mismatches = (date: string) =>
    parts.filter((part) => isExpected(part, date) !== isPresent(part, apiProperties)).length;
  return [...new Set(dates)]
    .sort()
    .reduce((best, date) => (mismatches(date) <= mismatches(best) ? date : best), always);
}

function isExpected({ since, removed }: DatedPart, date: string): boolean {
  return since <= date && date < removed;
}

function isPresent({ property, value }: DatedPart, apiProperties: FactsByProperty): boolean {
  const facts = apiProperties.get(property);
  return value === undefined ? facts !== undefined : facts?.enumValues?.includes(value) === true;
}

/** The differences that are explained by dates, and those that are not, including properties that reappear although they are dated as removed. */
export function byDate(
  all: readonly Difference[],
  schemaProperties: FactsByProperty,
  apiProperties: FactsByProperty,
) {
  const date = dateOf(schemaProperties, apiProperties);
  const parts = datedParts(schemaProperties);
  const isExplained = (difference: Difference) =>
    parts.some((part) => isAbout(difference, part) && !isExpected(part, date));
  const reappeared = parts
    .filter((part) => date >= part.removed && isPresent(part, apiProperties))
    .map(differenceOfReappeared);
  const [first = never] = parts
    .flatMap(({ since, removed }) => [since, removed])
    .filter((name) => name !== always)
    .sort();
  return {
    date: date === always ? `before ${first}` : date,
    explained: all.filter(isExplained),
    unexplained: [...all.filter((difference) => !isExplained(difference)), ...reappeared],
  };
}

function isAbout({ property, kind, schema }: Difference, part: DatedPart): boolean {
  if (property !== part.property) return false;
  return part.value === undefined
    ? kind === 'missing in API'
    : kind === 'enum value' && schema === part.value;
}

function differenceOfReappeared({ property, value, removed }: DatedPart): Difference {
  const name = value === undefined ? '' : `${value}: `;
  return { property, kind: 'removed', schema: `${name}removed ${removed}`, api: `${name}present` };
}
