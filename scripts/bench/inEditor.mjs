// Runs in VS Code's extension host: edits files with the same text, one for each language server.
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

/**
 * @typedef {import('./editor.mjs').BenchTask} BenchTask
 * @typedef {'edit' | 'completion' | 'hover'} Question
 * @typedef {Record<Question, number[]>} Samples ms of each round
 *
 * @typedef {object} Candidate
 * @property {vscode.TextEditor} editor
 * @property {vscode.Range} value the value that is edited
 * @property {Samples} samples
 */

/** Entry point. Writes its report to the file in the environment. */
export async function run() {
  /** @type {BenchTask} */
  const task = JSON.parse(process.env['AGENT_JSON_BENCH'] ?? '');
  /** @type {Candidate[]} */
  const candidates = [];
  for (const [index, name] of task.files.entries()) candidates.push(await opened(name, index + 1));
  const samples = await measureRounds(candidates, task);
  await turnOffFeatures();
  const withoutFeatures = await measureRounds(candidates, task);
  writeFileSync(task.report, JSON.stringify([samples, withoutFeatures]));
}

/**
 * @param {Candidate[]} candidates
 * @param {BenchTask} task
 * @returns {Promise<Record<string, Samples>>} by file
 */
async function measureRounds(candidates, task) {
  for (const candidate of candidates) candidate.samples = { edit: [], completion: [], hover: [] };
  for (let round = -task.warmUp; round < task.rounds; round++) {
    // In turns and in both directions, so that load of the machine, and work that VS Code does after an edit, affect all of them.
    const inOrder = round % 2 === 0 ? candidates : candidates.toReversed();
    for (const candidate of inOrder) await measureRound(candidate, task, round);
  }
  return Object.fromEntries(candidates.map(({ samples }, index) => [task.files[index], samples]));
}

/** Turns off what VS Code shows in agents but not in JSON files, so that both languages make it do the same work. */
async function turnOffFeatures() {
  const settings = vscode.workspace.getConfiguration('editor', { languageId: 'agent-json' });
  for (const [name, value] of [
    ['inlayHints.enabled', 'off'],
    ['codeLens', false],
    ['semanticHighlighting.enabled', false],
  ])
    await settings.update(String(name), value, vscode.ConfigurationTarget.Global, true);
}

/**
 * @param {string} name
 * @param {number} column
 * @returns {Promise<Candidate>}
 */
async function opened(name, column) {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  const editor = await vscode.window.showTextDocument(document, column);
  const offset = document.getText().indexOf('"english"') + 1;
  const value = new vscode.Range(document.positionAt(offset), document.positionAt(offset + 'english'.length));
  await waitForDiagnostics(document.uri, true);
  return { editor, value, samples: { edit: [], completion: [], hover: [] } };
}

/**
 * @param {Candidate} candidate
 * @param {BenchTask} task
 * @param {number} round
 */
async function measureRound(candidate, { edits: [right, wrong] }, round) {
  const { editor, samples } = candidate;
  const { uri } = editor.document;
  /** @type {(question: Question, action: () => unknown) => Promise<void>} */
  const measure = async (question, action) => {
    const start = performance.now();
    await action();
    if (round >= 0) samples[question].push(performance.now() - start);
  };
  for (const text of [right, wrong]) {
    await measure('edit', async () => {
      const updated = waitForDiagnostics(uri, text === wrong);
      await editor.edit((builder) => builder.replace(candidate.value, text));
      await updated;
    });
    candidate.value = new vscode.Range(
      candidate.value.start,
      candidate.value.start.translate(0, text.length),
    );
  }
  const { start } = candidate.value;
  await measure('completion', async () => {
    /** @type {vscode.CompletionList} */
    const list = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', uri, start);
    if (list.items.length === 0) throw new Error(`No completions in ${uri.path}.`);
  });
  await measure('hover', async () => {
    /** @type {vscode.Hover[]} */
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, start);
    if (hovers.length === 0) throw new Error(`No hover in ${uri.path}.`);
  });
}

/**
 * Resolves when VS Code has the diagnostics. Polled every millisecond, because the event for diagnostics is delayed by 50 ms.
 * @param {vscode.Uri} uri
 * @param {boolean} expected whether diagnostics are expected
 */
async function waitForDiagnostics(uri, expected) {
  while (vscode.languages.getDiagnostics(uri).length > 0 !== expected) await setTimeout(1);
}
