// What the check found, for people.
import { comparedFacts, nothing } from './compare.mjs';

/** @typedef {import('./compare.mjs').Difference} Difference */

/**
 * In the order in which a maintainer wants to read them.
 * @type {readonly (readonly [Difference['about'], string])[]}
 */
const headings = [
  ['absent here', 'Missing in the schema'],
  ['absent there', 'Not in the API'],
  ['removed', 'In the API again'],
  ['enum value', 'Enum values'],
  ['enum label', 'Enum labels'],
  ...comparedFacts.map((fact) => /** @type {const} */ ([fact, fact])),
];

/**
 * @param {object} result
 * @param {string} result.where what the other side is
 * @param {number} result.members how many members it has
 * @param {string} result.date the date that the other side agrees with best
 * @param {readonly Difference[]} result.dated what the schema dates later, or as removed earlier
 * @param {ReturnType<import('./compare.mjs').sorted>} result.differences
 * @returns {string}
 */
export function report({ where, members, date, dated, differences: { unexpected, expected, gone } }) {
  const groups = headings.flatMap(([about, heading]) =>
    group(
      heading,
      about,
      unexpected.filter((difference) => difference.about === about),
    ),
  );
  const kept = expected.flatMap(({ kept: { about, reason }, found }) => [
    `  ${about}: ${found.map(({ member }) => member).join(', ')}`,
    `    ${reason}`,
  ]);
  const past = gone.map(({ about, properties: names }) => `  ${about}: ${names.join(', ')}`);
  const names = dated.map(({ member, about, ours }) =>
    about === 'enum value' ? `${member} ${ours}` : member,
  );
  return [
    `schemas/agent.schema.json (${date}) compared with ${where} (${members} properties)`,
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

/** @param {number} count */
function verdict(count) {
  if (count === 0) return 'No unexpected differences.';
  return `${count} unexpected ${count === 1 ? 'difference' : 'differences'}. See schemas/README.md.`;
}

/**
 * @param {string} heading
 * @param {Difference['about']} about
 * @param {readonly Difference[]} found
 */
function group(heading, about, found) {
  const lines =
    about === 'enum value' ? enumLines(found) : found.map((difference) => `  ${line(difference)}`);
  return section(`${heading} (${found.length})`, lines);
}

/** @param {Difference} difference */
function line({ member, about, ours, theirs }) {
  if (about === 'absent here') return `${member}: ${theirs}`;
  if (about === 'absent there') return `${member}: ${ours}`;
  return `${member}: schema ${ours}, API ${theirs}`;
}

/**
 * One line for each member: what came, what went.
 * @param {readonly Difference[]} found
 */
function enumLines(found) {
  return [...new Set(found.map(({ member }) => member))].map((name) => {
    const values = found.filter(({ member }) => member === name);
    const added = values.filter(({ ours }) => ours === nothing).map(({ theirs }) => `+ ${theirs}`);
    const removed = values.filter(({ theirs }) => theirs === nothing).map(({ ours }) => `- ${ours}`);
    return `  ${name}: ${[...added, ...removed].join(', ')}`;
  });
}

/** @param {string} heading @param {string[]} lines @returns {string[]} */
function section(heading, lines) {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}
