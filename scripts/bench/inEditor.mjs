// Runs in VS Code's extension host: edits files with the same text, one for each language server.
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

/**
 * @typedef {import('./editor.mjs').Errand} Errand
 * @typedef {'edit' | 'completion' | 'hover'} Question
 * @typedef {Record<Question, number[]>} Samples ms of each round
 *
 * @typedef {object} Candidate
 * @property {vscode.TextEditor} editor
 * @property {vscode.Range} value the value that is made wrong and right again
 * @property {Samples} samples
 */

/** Entry point. Writes its report to the file in the environment. */
export async function run() {
  /** @type {Errand} */
  const errand = JSON.parse(process.env['AGENT_JSON_BENCH'] ?? '');
  /** @type {Candidate[]} */
  const candidates = [];
  for (const [index, name] of errand.files.entries()) candidates.push(await opened(name, index + 1));
  for (let round = -errand.warmUp; round < errand.rounds; round++) {
    // Alternating, so that load of the machine affects all of them.
    for (const candidate of candidates) await work(candidate, errand, round);
  }
  const report = candidates.map(({ samples }, index) => [errand.files[index], samples]);
  writeFileSync(errand.report, JSON.stringify(Object.fromEntries(report)));
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
  await faultsBecome(document.uri, true);
  return { editor, value, samples: { edit: [], completion: [], hover: [] } };
}

/**
 * @param {Candidate} candidate
 * @param {Errand} errand
 * @param {number} round
 */
async function work(candidate, { edits: [right, wrong] }, round) {
  const { editor, samples } = candidate;
  const { uri } = editor.document;
  /** @type {(question: Question, action: () => unknown) => Promise<void>} */
  const timed = async (question, action) => {
    const start = performance.now();
    await action();
    if (round >= 0) samples[question].push(performance.now() - start);
  };
  for (const text of [right, wrong]) {
    await timed('edit', async () => {
      const shown = faultsBecome(uri, text === wrong);
      await editor.edit((builder) => builder.replace(candidate.value, text));
      await shown;
    });
    candidate.value = new vscode.Range(
      candidate.value.start,
      candidate.value.start.translate(0, text.length),
    );
  }
  const { start } = candidate.value;
  await timed('completion', async () => {
    /** @type {vscode.CompletionList} */
    const list = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', uri, start);
    if (list.items.length === 0) throw new Error(`No completions in ${uri.path}.`);
  });
  await timed('hover', async () => {
    /** @type {vscode.Hover[]} */
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, start);
    if (hovers.length === 0) throw new Error(`No hover in ${uri.path}.`);
  });
}

/**
 * Resolves once VS Code knows it. Polled each millisecond, because the event for diagnostics is delayed by 50 ms.
 * @param {vscode.Uri} uri
 * @param {boolean} expected whether something is to be wrong
 */
async function faultsBecome(uri, expected) {
  while (vscode.languages.getDiagnostics(uri).length > 0 !== expected) await setTimeout(1);
}
