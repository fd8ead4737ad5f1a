import { type About, type Difference, type Sorted, comparedFacts, nothing } from './compare';

/** In the order of the report. */
const headings: readonly (readonly [About, string])[] = [
  ['absent here', 'Missing in the schema'],
  ['absent there', 'Not in the API'],
  ['removed', 'In the API again'],
  ['enum value', 'Enum values'],
  ['enum label', 'Enum labels'],
  ...comparedFacts.map((fact) => [fact, fact] as const),
];

export interface Comparison {
  /** The name of the description that our schema was compared with. */
  readonly where: string;
  /** The number of its properties. */
  readonly properties: number;
  /** The date with the fewest differences. */
  readonly date: string;
  /** Differences that are explained by the dates in the schema. */
  readonly dated: readonly Difference[];
  readonly differences: Sorted;
}

/** The result of the comparison, as plain text. */
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

/** The added and removed values, one line per property. */
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
