import { type About, type Difference, type Sorted, comparedFacts, nothing } from './compare';

/** In the order in which a maintainer wants to read them. */
const headings: readonly (readonly [About, string])[] = [
  ['absent here', 'Missing in the schema'],
  ['absent there', 'Not in the API'],
  ['removed', 'In the API again'],
  ['enum value', 'Enum values'],
  ['enum label', 'Enum labels'],
  ...comparedFacts.map((fact) => [fact, fact] as const),
];

export interface Comparison {
  /** What our schema was compared with. */
  readonly where: string;
  /** How many properties that has. */
  readonly properties: number;
  /** The date that it agrees with best. */
  readonly date: string;
  /** What the schema dates later, or as removed earlier. */
  readonly dated: readonly Difference[];
  readonly differences: Sorted;
}

/** What the comparison found, as plain text. */
export function report({ where, properties, date, dated, differences }: Comparison): string {
  const { unexpected, expected, gone } = differences;
  const groups = headings.flatMap(([about, heading]) =>
    group(
      heading,
      about,
      unexpected.filter((difference) => difference.about === about),
    ),
  );
  const kept = expected.flatMap(({ kept: { about, reason }, found }) => [
    `  ${about}: ${found.map(({ property }) => property).join(', ')}`,
    `    ${reason}`,
  ]);
  const past = gone.map(({ about, properties: names }) => `  ${about}: ${names.join(', ')}`);
  const names = dated.map(({ property, about, ours }) =>
    about === 'enum value' ? `${property} ${ours}` : property,
  );
  return [
    `schemas/agent.schema.json (${date}) compared with ${where} (${properties} properties)`,
    ...groups,
    ...section(
      `Added later or removed before (${dated.length})`,
      dated.length > 0 ? [`  ${names.join(', ')}`] : [],
    ),
    ...section('Known differences', kept),
    ...section('Known differences that no longer exist', past),
    '',
    verdict(unexpected.length),
  ].join('\n');
}

function verdict(count: number): string {
  if (count === 0) return 'No unexpected differences.';
  return `${count} unexpected ${count === 1 ? 'difference' : 'differences'}. See schemas/README.md.`;
}

function group(heading: string, about: About, found: readonly Difference[]): string[] {
  const lines =
    about === 'enum value' ? enumLines(found) : found.map((difference) => `  ${line(difference)}`);
  return section(`${heading} (${found.length})`, lines);
}

function line({ property, about, ours, theirs }: Difference): string {
  if (about === 'absent here') return `${property}: ${theirs}`;
  if (about === 'absent there') return `${property}: ${ours}`;
  return `${property}: schema ${ours}, API ${theirs}`;
}

/** One line for each property: which values were added and removed. */
function enumLines(found: readonly Difference[]): string[] {
  return [...new Set(found.map(({ property }) => property))].map((name) => {
    const values = found.filter(({ property }) => property === name);
    const added = values.filter(({ ours }) => ours === nothing).map(({ theirs }) => `+ ${theirs}`);
    const removed = values.filter(({ theirs }) => theirs === nothing).map(({ ours }) => `- ${ours}`);
    return `  ${name}: ${[...added, ...removed].join(', ')}`;
  });
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}
