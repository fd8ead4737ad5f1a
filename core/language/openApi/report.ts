import {
  type DifferenceKind,
  type Difference,
  type ClassifiedDifferences,
  comparedFacts,
  unspecified,
} from './compare';

/** In the order of the report. */
const headings: readonly (readonly [DifferenceKind, string])[] = [
  ['missing in schema', 'Missing in the schema'],
  ['missing in API', 'Not in the API'],
  ['removed', 'In the API again'],
  ['enum value', 'Enum values'],
  ['enum label', 'Enum labels'],
  ...comparedFacts.map((fact) => [fact, fact] as const),
];

export interface Comparison {
  /** The name of the description that our schema was compared with. */
  readonly source: string;
  /** The number of its properties. */
  readonly properties: number;
  /** The date with the fewest differences. */
  readonly date: string;
  /** Differences that are explained by the dates in the schema. */
  readonly dated: readonly Difference[];
  readonly differences: ClassifiedDifferences;
}

/** The result of the comparison, as plain text. */
export function report({ source, properties, date, dated, differences }: Comparison): string {
  const { unexpected, expected, obsolete } = differences;
  const groups = headings.flatMap(([kind, heading]) =>
    group(
      heading,
      kind,
      unexpected.filter((difference) => difference.kind === kind),
    ),
  );
  const known = expected.flatMap(({ known: { kind, reason }, found }) => [
    `  ${kind}: ${found.map(({ property }) => property).join(', ')}`,
    `    ${reason}`,
  ]);
  const obsoleteLines = obsolete.map(({ kind, properties: names }) => `  ${kind}: ${names.join(', ')}`);
  const names = dated.map(({ property, kind, ours }) =>
    kind === 'enum value' ? `${property} ${ours}` : property,
  );
  return [
    `schemas/agent.schema.json (${date}) compared with ${source} (${properties} properties)`,
    ...groups,
    ...section(
      `Added later or removed before (${dated.length})`,
      dated.length > 0 ? [`  ${names.join(', ')}`] : [],
    ),
    ...section('Known differences', known),
    ...section('Known differences that no longer exist', obsoleteLines),
    '',
    verdict(unexpected.length),
  ].join('\n');
}

function verdict(count: number): string {
  if (count === 0) return 'No unexpected differences.';
  return `${count} unexpected ${count === 1 ? 'difference' : 'differences'}. See schemas/README.md.`;
}

function group(heading: string, kind: DifferenceKind, found: readonly Difference[]): string[] {
  const lines = kind === 'enum value' ? enumLines(found) : found.map((difference) => `  ${line(difference)}`);
  return section(`${heading} (${found.length})`, lines);
}

function line({ property, kind, ours, theirs }: Difference): string {
  if (kind === 'missing in schema') return `${property}: ${theirs}`;
  if (kind === 'missing in API') return `${property}: ${ours}`;
  return `${property}: schema ${ours}, API ${theirs}`;
}

/** The added and removed values, one line per property. */
function enumLines(found: readonly Difference[]): string[] {
  return [...new Set(found.map(({ property }) => property))].map((name) => {
    const values = found.filter(({ property }) => property === name);
    const added = values.filter(({ ours }) => ours === unspecified).map(({ theirs }) => `+ ${theirs}`);
    const removed = values.filter(({ theirs }) => theirs === unspecified).map(({ ours }) => `- ${ours}`);
    return `  ${name}: ${[...added, ...removed].join(', ')}`;
  });
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}
