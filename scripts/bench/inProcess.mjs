// Ours and the built-in JSON service in one process: the same documents, the same edits, turn by turn.
import { openBuiltIn } from './builtIn.mjs';
import { placeOf, typing } from './edits.mjs';
import { compare } from './measure.mjs';

/**
 * @typedef {import('./documents.mjs').BenchDocument} BenchDocument
 * @typedef {import('./measure.mjs').Limits} Limits
 * @typedef {import('./measure.mjs').Times} Times
 * @typedef {import('./agentJson.mjs').Open} Open
 *
 * @typedef {object} Row
 * @property {string} document
 * @property {string} question
 * @property {Record<'ours' | 'built-in', Times>} times
 * @property {number} ratio ours / the built-in service's, medians
 */

/**
 * @param {BenchDocument} document
 * @param {(text: string) => Open} openOurs
 * @param {Limits} limits
 * @returns {Promise<Row[]>}
 */
export async function askAll(document, openOurs, limits) {
  const { text } = document;
  const contestants = () => ({
    ours: contestant(openOurs(text), text),
    'built-in': contestant(openBuiltIn(text), text),
  });
  /** @type {Row[]} */
  const rows = [];
  for (const question of /** @type {const} */ ([
    'edit → diagnostics',
    'type + complete',
    'hover',
    'outline',
  ])) {
    const { ours, 'built-in': builtIn } = contestants();
    const times = await compare({ ours: ours[question], 'built-in': builtIn[question] }, limits);
    rows.push({
      document: document.name,
      question,
      times,
      ratio: times.ours.median / times['built-in'].median,
    });
  }
  return rows;
}

/**
 * What a contestant does for each question. Each has a document of its own and makes the same edits.
 * @param {Open} open
 * @param {string} text
 */
function contestant(open, text) {
  const edits = typing(text, 10_000);
  let next = 0;
  const type = () => open.type(edits[next++ % edits.length] ?? { offset: 0, length: 0, text: '' });
  // A new property is started, completed, and removed before the next round.
  const line = text.indexOf('\n  "language"');
  const begun = { offset: line, length: 0, text: '\n  "' };
  const undone = { offset: line, length: begun.text.length, text: '' };
  const hovered = placeOf(text, { after: '"llm_model": "', within: 0 });
  open.diagnose();
  return {
    'edit → diagnostics': {
      run() {
        type();
        return open.diagnose();
      },
    },
    'type + complete': {
      run() {
        open.type(begun);
        return open.complete(line + begun.text.length);
      },
      before: undoing(open, undone),
    },
    hover: { run: () => open.hover(hovered) },
    outline: {
      // Editors ask after each edit, when the text has been read for its diagnostics already.
      async before() {
        type();
        await open.diagnose();
      },
      run: () => open.outline(),
    },
  };
}

/**
 * @param {Open} open
 * @param {import('./edits.mjs').Edit} undone
 */
function undoing(open, undone) {
  let isBegun = false;
  return async () => {
    if (isBegun) open.type(undone);
    isBegun = true;
    await open.diagnose();
  };
}
