// `npm run bench`: how fast we are beside what a user would use instead. Usage: npm run bench [-- TABLE…] with tables: process stdio editor folders memory
import { ensureInstalled } from './ensureInstalled.mjs';
import { lopsidedAgent, mixedAgent, sizes } from './bench/documents.mjs';
import { askAll } from './bench/inProcess.mjs';
import { loadOurs } from './bench/ours.mjs';
import { timeEditor } from './bench/editor.mjs';
import { timeFolders, timeTypingMeanwhile } from './bench/folders.mjs';
import { editForLong } from './bench/memory.mjs';
import { timeSessions, timeStarts } from './bench/stdio.mjs';
import { printRatios, printRows } from './bench/tables.mjs';

/** @type {Record<string, () => Promise<void>>} */
const tables = { process: inProcess, stdio, editor, folders, memory };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in tables));
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Available: ${Object.keys(tables).join(', ')}.`);
  process.exit(2);
}
ensureInstalled();
for (const [name, measure] of Object.entries(tables)) {
  if (wanted.length === 0 || wanted.includes(name)) await measure();
}
process.exit(0);

async function inProcess() {
  const openOurs = await loadOurs();
  const mixed = Object.entries(sizes).map(([name, size]) => mixedAgent(name, size));
  const lopsided = /** @type {const} */ (['prompt', 'nodes', 'words']).map((what) =>
    lopsidedAgent(what, 1.2e6),
  );
  for (const document of [...mixed, ...lopsided]) {
    const isSmall = document.text.length < 300_000;
    const limits = { rounds: 300, budget: 5000, warmUp: isSmall ? 300 : 5 };
    printRows(await askAll(document, openOurs, limits));
  }
}

async function stdio() {
  const { servers, node } = await timeStarts(25);
  const starts = Object.entries(servers);
  printRatios(
    'start → first diagnostics',
    starts.map(([name, { median }]) => [name, median]),
    'ms',
  );
  printRatios(
    `the same without the ${node.median.toFixed(0)} ms that Node itself takes`,
    starts.map(([name, { median }]) => [name, median - node.median]),
    'ms',
  );
  for (const size of /** @type {const} */ (['2 KB', '23 KB', '120 KB', '1.2 MB'])) {
    const sessions = Object.entries(await timeSessions(mixedAgent(size, sizes[size]).text, 120));
    for (const question of /** @type {const} */ ([
      'edit',
      'completion',
      'type + complete',
      'hover',
      'symbols',
    ]))
      printRatios(
        `${size}: ${question}`,
        sessions.map(([name, session]) => [name, session.times[question].median]),
        'ms',
      );
    printRatios(
      `${size}: memory`,
      sessions.map(([name, { memory }]) => [name, memory ?? NaN]),
      'MB',
    );
  }
}

async function editor() {
  const results = await timeEditor({ windows: 9, edits: 60 });
  const names = ['ours', 'built-in', 'answered at once'];
  for (const [question, times] of Object.entries(results))
    printRatios(
      question,
      times.map(({ median }, index) => [names[index] ?? '', median]),
      'ms',
    );
}

async function folders() {
  printRatios('10,000 files', Object.entries(await timeFolders(10_000)), 'ms');
  const { quiet, meanwhile } = await timeTypingMeanwhile(10_000);
  for (const value of /** @type {const} */ (['median', 'p95']))
    printRatios(
      `typing while they are checked, ${value}`,
      [
        ['meanwhile', meanwhile[value]],
        ['quiet', quiet[value]],
      ],
      'ms',
    );
}

async function memory() {
  const { opened, edited } = editForLong(await loadOurs(), mixedAgent('', sizes['120 KB']).text, 100_000);
  printRatios(
    '120 KB after 100,000 edits',
    [
      ['then', edited / 2 ** 20],
      ['at first', opened / 2 ** 20],
    ],
    'MB',
  );
}
