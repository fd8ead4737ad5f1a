import {
  type DifferenceKind,
  type Difference,
  type ClassifiedDifferences,
  comparedFacts,
  unspecified,
} from './compare';

const headings: readonly (readonly [DifferenceKind, string])[] = [
  ['missing in schema', 'Missing in the schema'],
  ['missing in API', 'Not in the API'],
  ['removed', 'In the API again'],
  ['enum value', 'Enum values'],
  ['enum label', 'Enum labels'],
  ...comparedFacts.map((fact) => [fact, fact] as const),
];

export interface Comparison {
  /** The name of the description that the schema was compared with. */
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
export function formatComparison(comparison: Comparison): string {
  const { source, properties, date, dated } = comparison;
  const { unexpected, expected, obsolete } = comparison.differences;
  const groups = headings.flatMap(([kind, heading]) =>
    group(
      heading,
      kind,
      unexpected.filter((difference) => difference.kind === kind),
    ),
  );
  const expectedLines = expected.flatMap(({ known: { kind, reason }, differences }) => [
    `  ${kind}: ${differences.map(({ property }) => property).join(', ')}`,
    `    ${reason}`,
  ]);
  const obsoleteLines = obsolete.map(({ kind, properties: names }) => `  ${kind}: ${names.join(', ')}`);
  const names = dated.map(({ property, kind, schema }) =>
    kind === 'enum value' ? `${property} ${schema}` : property,
  );
  return [
    `schemas/agent.schema.json (${date}) compared with ${source} (${properties} properties)`,
    ...groups,
    ...section(
      `Added later or removed before (${dated.length})`,
      dated.length > 0 ? [`  ${names.join(', ')}`] : [],
    ),
    ...section('Known differences', expectedLines),
    ...section('Known differences that no longer exist', obsoleteLines),
    '',
    conclusion(unexpected.length),
  ].join('\n');
}

function conclusion(count: number): string {
  if (count === 0) return 'No unexpected differences.';
  return `${count} unexpected ${count === 1 ? 'difference' : 'differences'}. See schemas/README.md.`;
}

function group(heading: string, kind: DifferenceKind, differences: readonly Difference[]): string[] {
  const lines =
    kind === 'enum value'
      ? enumLines(differences)
      : differences.map((difference) => `  ${differenceLine(difference)}`);
  return section(`${heading} (${differences.length})`, lines);
}

function differenceLine({ property, kind, schema, api }: Difference): string {
  if (kind === 'missing in schema') return `${property}: ${api}`;
  if (kind === 'missing in API') return `${property}: ${schema}`;
  return `${property}: schema ${schema}, API ${api}`;
}

/** The added and removed values, one line per property. */
function enumLines(differences: readonly Difference[]): string[] {
  return [...new Set(differences.map(({ property }) => property))].map((name) => {
    const values = differences.filter(({ property }) => property === name);
    const added = values.filter(({ schema }) => schema === unspecified).map(({ api }) => `+ ${api}`);
    const removed = values.filter(({ api }) => api === unspecified).map(({ schema }) => `- ${schema}`);
    return `  ${name}: ${[...added, ...removed].join(', ')}`;
  });
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}
