// Statistics of many rounds.

/**
 * @typedef {object} Times
 * @property {number} median in ms
 * @property {number} p95 in ms
 * @property {number} rounds
 *
 * @typedef {object} Candidate
 * @property {() => unknown} run the timed operation
 * @property {() => unknown} [before] preparation, not timed
 * @property {() => unknown} [after] cleanup, not timed
 *
 * @typedef {object} Limits
 * @property {number} rounds at most
 * @property {number} budget ms after which no further round starts, after two rounds of each kind of edit
 * @property {number} warmUp rounds that are not measured
 */

/** Two rounds of `typing`: with fewer the median would depend on which edits come first. */
const minRounds = 24;

/**
 * Calls each candidate in turn, round by round, so that load of the machine affects all of them.
 * @template {string} Name
 * @param {Record<Name, Candidate>} candidates
 * @param {Limits} limits
 * @returns {Promise<Record<Name, Times>>}
 */
export async function measureInTurns(candidates, { rounds, budget, warmUp }) {
  const entries = /** @type {[Name, Candidate][]} */ (Object.entries(candidates));
  const samples = entries.map(() => /** @type {number[]} */ ([]));
  let startedAt = performance.now();
  for (let round = -warmUp; round < rounds; round++) {
    if (round === 0) startedAt = performance.now();
    if (round >= minRounds && performance.now() - startedAt > budget) break;
    for (const [index, [, { before, run, after }]] of entries.entries()) {
      await before?.();
      const time = await timed(run);
      await after?.();
      if (round >= 0) samples[index]?.push(time);
    }
  }
  const results = entries.map(([name], index) => [name, timesOf(samples[index] ?? [])]);
  return Object.fromEntries(results);
}

/**
 * @param {() => unknown} action
 * @returns {Promise<number>} ms
 */
export async function timed(action) {
  const start = performance.now();
  const result = action();
  // Awaiting a value that is not a promise would add a turn of the event loop to a measurement of microseconds.
  if (isThenable(result)) await result;
  return performance.now() - start;
}

/**
 * @param {unknown} value
 * @returns {value is PromiseLike<unknown>}
 */
function isThenable(value) {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/**
 * @param {number[]} samples
 * @returns {Times}
 */
export function timesOf(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const quantile = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: quantile(0.5), p95: quantile(0.95), rounds: sorted.length };
}
