// Checks that many edits don't increase the memory of an open file: shared subtrees must not retain old versions.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { applied } from './edits.mjs';

/**
 * @typedef {import('./edits.mjs').Edit} Edit
 * @typedef {import('./agentJson.mjs').Open} Open
 *
 * @typedef {object} Memory
 * @property {number} opened bytes in use after the file was opened and all requests were made once
 * @property {number} edited after all edits, with the original text
 */

/** Edits after which Node has compiled the code. */
const warmUp = 1000;

/** Typical input, and characters that cause syntax errors. */
const pieces = [
  ...['x', ' word', '7', '\\n', '{{name}}', '\n', ' ', '"', '\\', '{', '}', '[', ']', ',', ':', 'true'],
  ...['"a": 1, ', '["word", "WERD"], ', '"node": {"title": "t"}, ', '"language": "english", '],
];

/**
 * Opens a text and edits it at random offsets. Requests diagnostics after each edit, and all other features occasionally.
 * @param {(text: string) => Open} openAgentJson
 * @param {string} text
 * @param {number} count how many edits
 * @param {number} [seed]
 * @returns {Memory}
 */
export function editForLong(openAgentJson, text, count, seed = 1) {
  const random = generator(seed);
  edit(openAgentJson(text), text, warmUp, random);
  const open = openAgentJson(text);
  requestFeatures(open, text);
  const opened = bytesInUse();
  edit(open, text, count, random);
  return { opened, edited: bytesInUse() };
}

/**
 * Edits in bursts that are undone, so that the text repeatedly has syntax errors but ends unchanged.
 * @param {Open} open
 * @param {string} text the open text
 * @param {number} count how many edits
 * @param {() => number} random
 */
function edit(open, text, count, random) {
  let made = 0;
  while (made < count) {
    let current = text;
    /** @type {Edit[]} */
    const undoing = [];
    for (let burst = 1 + Math.floor(random() * 4); burst > 0; burst--) {
      const next = randomEdit(current, random);
      undoing.unshift(inverse(current, next));
      current = applied(current, next);
      typeChange(open, next);
    }
    undoing.forEach((undo) => typeChange(open, undo));
    made += 2 * undoing.length;
    if (random() < 0.02) requestFeatures(open, text);
  }
}

/**
 * @param {Open} open
 * @param {Edit} change
 */
function typeChange(open, change) {
  open.type(change);
  open.diagnose();
}

/**
 * @param {Open} open
 * @param {string} text
 */
function requestFeatures(open, text) {
  open.diagnose();
  open.outline();
  open.hover(text.length >> 1);
  open.complete(text.indexOf('\n  "language"'));
}

/**
 * @param {string} text
 * @param {() => number} random
 * @returns {Edit}
 */
function randomEdit(text, random) {
  const offset = Math.floor(random() * text.length);
  const length = random() < 0.6 ? 0 : Math.floor(random() * 12);
  const piece = random() < 0.2 ? '' : pieces[Math.floor(random() * pieces.length)];
  return { offset, length: Math.min(length, text.length - offset), text: piece ?? '' };
}

/**
 * @param {string} text the text before the edit
 * @param {Edit} edit
 * @returns {Edit}
 */
function inverse(text, { offset, length, text: inserted }) {
  return { offset, length: inserted.length, text: text.slice(offset, offset + length) };
}

/**
 * Numbers from 0 to 1, the same for the same seed (mulberry32).
 * @param {number} seed
 */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Memory in use after garbage collection. Ephemerons require several rounds. */
function bytesInUse() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let round = 0; round < 4; round++) collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}
