import type { Facts } from './facts';

/** The kinds of differences. `absent here` and `absent there` concern whole properties; the others one fact of a property. */
export type About =
  'absent here' | 'absent there' | 'removed' | 'enum value' | 'enum label' | (typeof comparedFacts)[number];

export interface Difference {
  readonly property: string;
  readonly about: About;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * A deliberate difference and its reason. It is reported again when the other description changes. `*` in a property name matches any text.
 */
export interface KnownDifference {
  readonly about: string;
  readonly properties: readonly string[];
  readonly theirs: string;
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

/** Represents a fact that one side does not specify. */
export const nothing = 'none';

/** All differences, in the order of our properties, then of those that only the other side has. */
export function differences(
  ours: ReadonlyMap<string, Facts>,
  theirs: ReadonlyMap<string, Facts>,
): Difference[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((property) => {
    const [ourFacts, theirFacts] = [ours.get(property), theirs.get(property)];
    if (!ourFacts) return [differenceOf(property, 'absent here', nothing, summary(theirFacts))];
    if (!theirFacts) return [differenceOf(property, 'absent there', summary(ourFacts), nothing)];
    return [
      ...factDifferences(property, ourFacts, theirFacts),
      ...enumDifferences(property, ourFacts, theirFacts),
    ];
  });
}

function factDifferences(property: string, ourFacts: Facts, theirFacts: Facts): Difference[] {
  return comparedFacts
    .map((about) => differenceOf(property, about, formatFact(ourFacts[about]), formatFact(theirFacts[about])))
    .filter(({ ours, theirs }) => ours !== theirs);
}

function enumDifferences(property: string, ourFacts: Facts, theirFacts: Facts): Difference[] {
  const [ours, theirs] = [new Set(ourFacts.enumValues), new Set(theirFacts.enumValues)];
  const added = [...theirs].filter((value) => !ours.has(value));
  const removed = [...ours].filter((value) => !theirs.has(value));
  const renamed = [...theirFacts.labels].filter(
    ([value, label]) => ourFacts.labels.has(value) && !isKnownName(ourFacts, value, label),
  );
  return [
    ...added.map((value) => differenceOf(property, 'enum value', nothing, formatFact(value))),
    ...removed.map((value) => differenceOf(property, 'enum value', formatFact(value), nothing)),
    ...renamed.map(([value, label]) =>
      differenceOf(
        property,
        'enum label',
        `${value}: ${String(ourFacts.labels.get(value))}`,
        `${value}: ${label}`,
      ),
    ),
  ];
}

/** Whether our schema has a label of the API, ignoring case and punctuation: `Livekit` for `LiveKit`. */
function isKnownName(facts: Facts, value: string, label: string): boolean {
  const names = [value, facts.labels.get(value) ?? ''].map(normalized);
  return names.includes(normalized(label)) || facts.aliases.get(label.toLowerCase()) === value;
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}

function differenceOf(property: string, about: About, ours: string, theirs: string): Difference {
  return { property, about, ours, theirs };
}

function summary(facts: Facts | undefined): string {
  if (!facts) return nothing;
  const roles = [
    facts.readOnly && 'read-only',
    facts.writeOnly && 'write-only',
    facts.required && 'required',
  ];
  return [facts.type, ...roles.filter(Boolean)].join(', ');
}

function formatFact(fact: unknown): string {
  return fact === undefined ? nothing : typeof fact === 'string' ? fact || '""' : JSON.stringify(fact);
}

/** Differences by whether they are deliberate. */
export interface Sorted {
  readonly unexpected: readonly Difference[];
  readonly expected: readonly { readonly kept: KnownDifference; readonly found: readonly Difference[] }[];
  /** Deliberate ones that no longer exist. */
  readonly gone: readonly KnownDifference[];
}

/** `dated`: differences explained by dates; nothing else can be compared where a property is absent. */
export function sorted(
  all: readonly Difference[],
  deliberate: readonly KnownDifference[],
  dated: readonly Difference[] = [],
): Sorted {
  const isAbsent = (kept: KnownDifference) =>
    dated.some(({ property }) => kept.properties.some((name) => matches(name, property)));
  const reasonOf = (difference: Difference) => deliberate.find((kept) => covers(kept, difference));
  return {
    unexpected: all.filter((difference) => !reasonOf(difference)),
    expected: deliberate
      .map((kept) => ({ kept, found: all.filter((difference) => reasonOf(difference) === kept) }))
      .filter(({ found }) => found.length > 0),
    gone: deliberate.filter(
      (kept) => !isAbsent(kept) && !all.some((difference) => reasonOf(difference) === kept),
    ),
  };
}

function covers(kept: KnownDifference, difference: Difference): boolean {
  return (
    kept.about === difference.about &&
    kept.theirs === difference.theirs &&
    kept.properties.some((name) => matches(name, difference.property))
  );
}

function matches(name: string, property: string): boolean {
  const [start = '', end] = name.split('*');
  return end === undefined ? name === property : property.startsWith(start) && property.endsWith(end);
}
