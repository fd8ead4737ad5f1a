// Agent JSON and the built-in JSON service in one process, alternating, with the same documents and edits.
import { openBuiltIn } from './builtIn.mjs';
import { offsetIn, typing } from './edits.mjs';
import { measureInTurns } from './measure.mjs';

/**
 * @typedef {import('./documents.mjs').BenchDocument} BenchDocument
 * @typedef {import('./measure.mjs').Limits} Limits
 * @typedef {import('./measure.mjs').Times} Times
 * @typedef {import('./agentJson.mjs').Open} Open
 *
 * @typedef {object} Row
 * @property {string} document
 * @property {string} question
 * @property {Record<'agentJson' | 'built-in', Times>} times
 * @property {number} ratio the median of Agent JSON divided by that of the built-in service
 */

/**
 * @param {BenchDocument} document
 * @param {(text: string) => Open} openAgentJson
 * @param {Limits} limits
 * @returns {Promise<Row[]>}
 */
export async function measureQuestions(document, openAgentJson, limits) {
  const { text } = document;
  const candidates = () => ({
    agentJson: candidateFor(openAgentJson(text), text),
    'built-in': candidateFor(openBuiltIn(text), text),
  });
  /** @type {Row[]} */
  const rows = [];
  for (const question of /** @type {const} */ ([
    'edit → diagnostics',
    'type + complete',
    'hover',
    'outline',
  ])) {
    const { agentJson, 'built-in': builtIn } = candidates();
    const times = await measureInTurns(
      { agentJson: agentJson[question], 'built-in': builtIn[question] },
      limits,
    );
    rows.push({
      document: document.name,
      question,
      times,
      ratio: times.agentJson.median / times['built-in'].median,
    });
  }
  return rows;
}

/**
 * The measured operations of a candidate. Each candidate has its own document and makes the same edits.
 * @param {Open} open
 * @param {string} text
 */
function candidateFor(open, text) {
  const edits = typing(text, 10_000);
  let next = 0;
  const type = () => open.type(edits[next++ % edits.length] ?? { offset: 0, length: 0, text: '' });
  // A new property is started, completed, and removed before the next round.
  const line = text.indexOf('\n  "language"');
  const start = { offset: line, length: 0, text: '\n  "' };
  const removal = { offset: line, length: start.text.length, text: '' };
  const hovered = offsetIn(text, { after: '"llm_model": "', within: 0 });
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
        open.type(start);
        return open.complete(line + start.text.length);
      },
      before: undoing(open, removal),
    },
    hover: { run: () => open.hover(hovered) },
    outline: {
      // Editors request symbols after each edit, when the text has already been parsed for diagnostics.
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
 * @param {import('./edits.mjs').Edit} removal
 */
function undoing(open, removal) {
  let isStarted = false;
  return async () => {
    if (isStarted) open.type(removal);
    isStarted = true;
    await open.diagnose();
  };
}
