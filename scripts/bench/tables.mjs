// Results → Markdown, as docs/performance.md has them.

/**
 * @param {import('./inProcess.mjs').Row[]} rows
 */
export function printRows(rows) {
  for (const { document, question, times, ratio } of rows) {
    const cells = Object.entries(times).map(
      ([name, { median, p95 }]) => `${name} ${ms(median)} (${ms(p95)})`,
    );
    console.log(`| ${document} | ${question} | ${cells.join(' | ')} | ${ratio.toFixed(2)} |`);
  }
}

/**
 * @param {string} question
 * @param {[string, number][]} results the first is ours
 * @param {string} unit
 */
export function printRatios(question, results, unit) {
  const ours = results[0]?.[1] ?? NaN;
  const cells = results.map(([name, value]) => `${name} ${ms(value)} ${unit} (${(ours / value).toFixed(2)})`);
  console.log(`| ${question} | ${cells.join(' | ')} |`);
}

/** @param {number} time in ms */
export function ms(time) {
  if (!Number.isFinite(time)) return '–';
  return time < 10 ? time.toFixed(2) : time.toFixed(0);
}
