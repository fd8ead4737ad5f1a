import type { Facts, FactsByProperty } from './facts';

/** The kinds of differences. `missing in schema` and `missing in API` concern whole properties; the others one fact of a property. */
export type DifferenceKind =
  | 'missing in schema'
  | 'missing in API'
  | 'removed'
  | 'enum value'
  | 'enum label'
  | (typeof comparedFacts)[number];

export interface Difference {
  readonly property: string;
  readonly kind: DifferenceKind;
  readonly schema: string;
  readonly api: string;
}

/**
 * A deliberate difference and its reason. It is reported again when the API description changes. `*` in a property name matches any text.
 */
export interface KnownDifference {
  readonly kind: string;
  readonly properties: readonly string[];
  readonly api: string;
  readonly reason: string;
}

export const comparedFacts = [
  'type',
  'default',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'readOnly',
  'writeOnly',
  'required',
] as const;

/** The text for a fact that the schema or the API does not specify. */
export const unspecified = 'none';

/** All differences, in the order of the schema's properties, then of those that only the API has. */
export function differences(schemaProperties: FactsByProperty, apiProperties: FactsByProperty): Difference[] {
  return [...new Set([...schemaProperties.keys(), ...apiProperties.keys()])].flatMap((property) => {
    const [schemaFacts, apiFacts] = [schemaProperties.get(property), apiProperties.get(property)];
    if (!schemaFacts) return [differenceOf(property, 'missing in schema', unspecified, summary(apiFacts))];
    if (!apiFacts) return [differenceOf(property, 'missing in API', summary(schemaFacts), unspecified)];
    return [
      ...factDifferences(property, schemaFacts, apiFacts),
      ...enumDifferences(property, schemaFacts, apiFacts),
    ];
  });
}

function factDifferences(property: string, schemaFacts: Facts, apiFacts: Facts): Difference[] {
  return comparedFacts
    .map((kind) => differenceOf(property, kind, formatFact(schemaFacts[kind]), formatFact(apiFacts[kind])))
    .filter(({ schema, api }) => schema !== api);
}

function enumDifferences(property: string, schemaFacts: Facts, apiFacts: Facts): Difference[] {
  const [schemaValues, apiValues] = [new Set(schemaFacts.enumValues), new Set(apiFacts.enumValues)];
  const added = [...apiValues].filter((value) => !schemaValues.has(value));
  const removed = [...schemaValues].filter((value) => !apiValues.has(value));
  const renamed = [...apiFacts.labels].filter(
    ([value, label]) => schemaFacts.labels.has(value) && !isKnownName(schemaFacts, value, label),
  );
  return [
    ...added.map((value) => differenceOf(property, 'enum value', unspecified, formatFact(value))),
    ...removed.map((value) => differenceOf(property, 'enum value', formatFact(value), unspecified)),
    ...renamed.map(([value, label]) =>
      differenceOf(
        property,
        'enum label',
        `${value}: ${String(schemaFacts.labels.get(value))}`,
        `${value}: ${label}`,
      ),
    ),
  ];
}

/** Whether the schema has a label of the API, ignoring case and punctuation: `Livekit` for `LiveKit`. */
function isKnownName(facts: Facts, value: string, label: string): boolean {
  const names = [value, facts.labels.get(value) ?? ''].map(normalizeLabel);
  return names.includes(normalizeLabel(label)) || facts.aliases.get(label.toLowerCase()) === value;
}

function normalizeLabel(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}

function differenceOf(property: string, kind: DifferenceKind, schema: string, api: string): Difference {
  return { property, kind, schema, api };
}

function summary(facts: Facts | undefined): string {
  if (!facts) return unspecified;
  const roles = [
    facts.readOnly && 'read-only',
    facts.writeOnly && 'write-only',
    facts.required && 'required',
  ];
  return [facts.type, ...roles.filter(Boolean)].join(', ');
}

function formatFact(fact: unknown): string {
  return fact === undefined ? unspecified : typeof fact === 'string' ? fact || '""' : JSON.stringify(fact);
}

/** Differences by whether they are deliberate. */
export interface ClassifiedDifferences {
  readonly unexpected: readonly Difference[];
  readonly expected: readonly {
    readonly known: KnownDifference;
    readonly differences: readonly Difference[];
  }[];
  /** Deliberate ones that no longer exist. */
  readonly obsolete: readonly KnownDifference[];
}

/** `dated`: differences explained by dates; nothing else can be compared where a property is missing. */
export function classify(
  all: readonly Difference[],
  knownDifferences: readonly KnownDifference[],
  dated: readonly Difference[] = [],
): ClassifiedDifferences {
  const isAbsent = (known: KnownDifference) =>
    dated.some(({ property }) => known.properties.some((name) => matchesPattern(name, property)));
  const knownDifferenceFor = (difference: Difference) =>
    knownDifferences.find((known) => explains(known, difference));
  return {
    unexpected: all.filter((difference) => !knownDifferenceFor(difference)),
    expected: knownDifferences
      .map((known) => ({
        known,
        differences: all.filter((difference) => knownDifferenceFor(difference) === known),
      }))
      .filter((group) => group.differences.length > 0),
    obsolete: knownDifferences.filter(
      (known) => !isAbsent(known) && !all.some((difference) => knownDifferenceFor(difference) === known),
    ),
  };
}

function explains(known: KnownDifference, difference: Difference): boolean {
  return (
    known.kind === difference.kind &&
    known.api === difference.api &&
    known.properties.some((name) => matchesPattern(name, difference.property))
  );
}

function matchesPattern(name: string, property: string): boolean {
  const [start = '', end] = name.split('*');
  return end === undefined ? name === property : property.startsWith(start) && property.endsWith(end);
}
