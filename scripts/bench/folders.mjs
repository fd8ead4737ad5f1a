// All agent files of a workspace: ours as an editor asks for them, ajv-cli, and reading them at all.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { runChild } from '../host/children.mjs';
import { root, tempFolder } from '../host/folders.mjs';
import { mixedAgent, sizes } from './documents.mjs';
import { typing } from './edits.mjs';
import { LanguageClient } from './languageClient.mjs';
import { timed, timesOf } from './measure.mjs';
import { asChange } from './ours.mjs';
import { ajvCommand, ourServer } from './rivals.mjs';

/** Between two keystrokes, so that the server can continue with its files. In ms. */
const pause = 5;

/**
 * @param {number} count how many files
 * @returns {string} a folder with as many agents
 */
function folderOf(count) {
  const agents = join(tempFolder('folders'), 'agents');
  mkdirSync(agents);
  const { text } = mixedAgent('', 2e3);
  for (let index = 0; index < count; index++)
    writeFileSync(join(agents, `agent${index}.agent.json`), text.replace('4711', String(10_000 + index)));
  return agents;
}

/**
 * @param {number} count how many files
 * @returns {Promise<Record<string, number>>} ms for all of them
 */
export async function timeFolders(count) {
  const agents = folderOf(count);
  const client = await LanguageClient.start(ourServer(), 'agent-json', [pathToFileURL(agents).href]);
  const ours = await timed(async () => {
    const { items } = await client.checkWorkspace();
    if (items.length !== count) throw new Error(`${items.length} of ${count} files were checked.`);
  });
  const again = await timed(() => client.checkWorkspace());
  await client.stop();

  const parsing = await timed(() => {
    for (const name of readdirSync(agents)) JSON.parse(readFileSync(join(agents, name), 'utf8'));
  });
  const { file } = await ajvCommand();
  const schema = join(root, 'schemas/agent.schema.json');
  const args = ['validate', '--strict=false', '--all-errors', '-s', schema, '-d', `${agents}/*.json`];
  const ajv = await timed(async () => {
    const { code, output } = await runChild(process.execPath, [file, ...args], { stdio: 'pipe' });
    if (code !== 0) throw new Error(`ajv-cli: ${output.slice(-300)}`);
  });
  return { ours, 'ours, second request': again, 'read and JSON.parse': parsing, 'ajv-cli': ajv };
}

/**
 * From a letter to its diagnostics in an open file: while nothing else is asked, and while as many closed files are checked.
 * @param {number} count how many files
 * @returns {Promise<Record<'quiet' | 'meanwhile', import('./measure.mjs').Times>>}
 */
export async function timeTypingMeanwhile(count) {
  const client = await LanguageClient.start(ourServer(), 'agent-json', [pathToFileURL(folderOf(count)).href]);
  const { text } = mixedAgent('', sizes['23 KB']);
  const document = TextDocument.create('file:///bench', 'json', 1, text);
  await client.open(text);
  const edits = typing(text, 10_000);
  let next = 0;
  /** @param {number[]} samples */
  const type = async (samples) => {
    const edit = edits[next++ % edits.length] ?? { offset: 0, length: 0, text: '' };
    const change = asChange(document, edit);
    samples.push(await timed(() => client.type(change)));
    TextDocument.update(document, [change], next);
    await setTimeout(pause);
  };
  /** @type {number[]} */
  const quiet = [];
  while (quiet.length < 200) await type(quiet);
  /** @type {number[]} */
  const meanwhile = [];
  let isChecked = false;
  const checking = client.checkWorkspace().then(() => (isChecked = true));
  while (!isChecked) await type(meanwhile);
  await checking;
  await client.stop();
  return { quiet: timesOf(quiet.slice(50)), meanwhile: timesOf(meanwhile) };
}
