// Two descriptions of an agent → what differs, and which of it we want to differ.

/** @typedef {import('./facts.mjs').Facts} Facts */

/**
 * What a difference can be about. `absent here` and `absent there` are whole members; the rest is one fact of a member.
 * @typedef {'absent here' | 'absent there' | 'removed' | 'enum value' | 'enum label' | (typeof comparedFacts)[number]} About
 */

/** @typedef {{ member: string, about: About, ours: string, theirs: string }} Difference */

/**
 * A difference that we keep, with the reason. It holds as long as the other side says just this; once that changes, it
 * is news again. `*` in a member's name stands for any text.
 * @typedef {{ about: string, properties: string[], theirs: string, reason: string }} Deliberate
 */

export const comparedFacts = /** @type {const} */ ([
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
]);

/** What stands for a fact that one side does not state. */
export const nothing = 'none';

/**
 * All differences, in the order of our members, then of those that only the other side has.
 * @param {ReadonlyMap<string, Facts>} ours
 * @param {ReadonlyMap<string, Facts>} theirs
 * @returns {Difference[]}
 */
export function differences(ours, theirs) {
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((member) => {
    const [here, there] = [ours.get(member), theirs.get(member)];
    if (!here) return [difference(member, 'absent here', nothing, summary(there))];
    if (!there) return [difference(member, 'absent there', summary(here), nothing)];
    return [...factDifferences(member, here, there), ...enumDifferences(member, here, there)];
  });
}

/**
 * @param {string} member
 * @param {Facts} here
 * @param {Facts} there
 * @returns {Difference[]}
 */
function factDifferences(member, here, there) {
  return comparedFacts
    .map((about) => difference(member, about, shown(here[about]), shown(there[about])))
    .filter(({ ours, theirs }) => ours !== theirs);
}

/**
 * @param {string} member
 * @param {Facts} here
 * @param {Facts} there
 * @returns {Difference[]}
 */
function enumDifferences(member, here, there) {
  const [ours, theirs] = [new Set(here.enumValues), new Set(there.enumValues)];
  const added = [...theirs].filter((value) => !ours.has(value));
  const removed = [...ours].filter((value) => !theirs.has(value));
  const renamed = [...there.labels].filter(
    ([value, label]) => here.labels.has(value) && !isKnownName(here, value, label),
  );
  return [
    ...added.map((value) => difference(member, 'enum value', nothing, shown(value))),
    ...removed.map((value) => difference(member, 'enum value', shown(value), nothing)),
    ...renamed.map(([value, label]) =>
      difference(member, 'enum label', `${value}: ${String(here.labels.get(value))}`, `${value}: ${label}`),
    ),
  ];
}

/**
 * Whether we know a label of the API, be it in another spelling: `Livekit` for `LiveKit`.
 * @param {Facts} facts
 * @param {string} value
 * @param {string} label
 */
function isKnownName(facts, value, label) {
  const names = [value, facts.labels.get(value) ?? ''].map(normalized);
  return names.includes(normalized(label)) || facts.aliases.get(label.toLowerCase()) === value;
}

/** @param {string} name */
function normalized(name) {
  return name.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}

/**
 * @param {string} member
 * @param {About} about
 * @param {string} ours
 * @param {string} theirs
 * @returns {Difference}
 */
function difference(member, about, ours, theirs) {
  return { member, about, ours, theirs };
}

/** @param {Facts | undefined} facts */
function summary(facts) {
  if (!facts) return nothing;
  const roles = [
    facts.readOnly && 'read-only',
    facts.writeOnly && 'write-only',
    facts.required && 'required',
  ];
  return [facts.type, ...roles.filter(Boolean)].join(', ');
}

/** @param {unknown} fact */
function shown(fact) {
  return fact === undefined ? nothing : typeof fact === 'string' ? fact || '""' : JSON.stringify(fact);
}

/**
 * Which of the differences are deliberate, and which deliberate ones no longer exist.
 * @param {readonly Difference[]} all
 * @param {readonly Deliberate[]} deliberate
 * @param {readonly Difference[]} [dated] differences explained by dates: nothing else can be compared where a property is absent
 */
export function sorted(all, deliberate, dated = []) {
  const isAbsent = (/** @type {Deliberate} */ kept) =>
    dated.some(({ member }) => kept.properties.some((name) => matches(name, member)));
  const reasonOf = (/** @type {Difference} */ difference) =>
    deliberate.find((kept) => covers(kept, difference));
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

/** @param {Deliberate} kept @param {Difference} difference */
function covers(kept, difference) {
  return (
    kept.about === difference.about &&
    kept.theirs === difference.theirs &&
    kept.properties.some((name) => matches(name, difference.member))
  );
}

/** @param {string} name @param {string} member */
function matches(name, member) {
  const [start = '', end] = name.split('*');
  return end === undefined ? name === member : member.startsWith(start) && member.endsWith(end);
}
