// Compares the speed with the alternatives that users have, as one table. Usage: npm run bench [-- PART…] with parts: process stdio editor check
import { ensureInstalled } from './ensureInstalled.mjs';
import { timeCheck } from './bench/commandLine.mjs';
import { lopsidedAgent, mixedAgent, sizes } from './bench/documents.mjs';
import { timeEditor } from './bench/editor.mjs';
import { measureQuestions } from './bench/inProcess.mjs';
import { loadAgentJson } from './bench/agentJson.mjs';
import { timeSessions, timeStarts } from './bench/stdio.mjs';

/** @type {Record<string, () => Promise<void>>} */
const parts = { process: benchProcess, stdio: benchStdio, editor: benchEditor, check: benchCheck };

const requested = process.argv.slice(2);
const unknown = requested.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Available: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
ensureInstalled();
console.log('| Where | What | Agent JSON | Baseline | Ratio | Lower bound |\n|---|---|---|---|---|---|');
for (const [name, measure] of Object.entries(parts)) {
  if (requested.length === 0 || requested.includes(name)) await measure();
}
process.exit(0);

async function benchProcess() {
  const openAgentJson = await loadAgentJson();
  const documents = Object.entries(sizes).map(([name, size]) => mixedAgent(name, size));
  for (const document of [...documents, lopsidedAgent('prompt', 1.2e6)]) {
    const warmUp = document.text.length < 300_000 ? 300 : 5;
    for (const { question, times } of await measureQuestions(document, openAgentJson, {
      rounds: 300,
      budget: 5000,
      warmUp,
    }))
      printRow('process', `${document.name}: ${question}`, times.agentJson.median, times['built-in'].median);
  }
}

async function benchStdio() {
  for (const size of /** @type {const} */ (['2 KB', '1.2 MB'])) {
    const { agentJson, baseline, node } = await timeStarts(sizes[size], 15);
    printRow('stdio', `${size}: start → first diagnostics`, agentJson.median, baseline.median, node.median);
  }
  for (const [name, size] of Object.entries(sizes)) {
    for (const [question, { agentJson, baseline }] of Object.entries(
      await timeSessions(mixedAgent(name, size).text, 120),
    ))
      printRow('stdio', `${name}: ${question}`, agentJson, baseline);
  }
}

async function benchEditor() {
  for (const [question, [agentJson, builtIn, instant]] of Object.entries(
    await timeEditor({ windows: 5, edits: 60 }),
  ))
    printRow('VS Code', question, agentJson?.median, builtIn?.median, instant?.median);
}

async function benchCheck() {
  for (const [count, rounds] of /** @type {const} */ ([
    [200, 5],
    [10_000, 3],
  ])) {
    const { agentJson, baseline, node } = await timeCheck(count, rounds);
    printRow('command line', `check of ${count} files`, agentJson.median, baseline.median, node.median);
  }
}

/**
 * A row of the table, as docs/performance.md has it. Times in ms.
 * @param {string} program
 * @param {string} scenario
 * @param {number | undefined} agentJson
 * @param {number | undefined} baseline
 * @param {number} [lowerBound]
 */
function printRow(program, scenario, agentJson = NaN, baseline = NaN, lowerBound = NaN) {
  const cells = [
    program,
    scenario,
    short(agentJson),
    short(baseline),
    (agentJson / baseline).toFixed(2),
    short(lowerBound),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** @param {number} value */
function short(value) {
  if (!Number.isFinite(value)) return '–';
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}
