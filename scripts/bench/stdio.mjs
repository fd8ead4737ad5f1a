// Ours and other language servers as programs, each spoken to over stdio as an editor does.
import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startChild } from '../host/children.mjs';
import { mixedAgent } from './documents.mjs';
import { placeOf, typing } from './edits.mjs';
import { LanguageClient } from './languageClient.mjs';
import { compare, timesOf } from './measure.mjs';
import { asChange } from './ours.mjs';
import { jsonServer, ourServer } from './rivals.mjs';

/**
 * @typedef {import('./rivals.mjs').Program} Program
 * @typedef {import('./measure.mjs').Times} Times
 */

/** @returns {Promise<[Program, string][]>} each program, and what it calls the language */
export async function programs() {
  return [
    [ourServer(), 'agent-json'],
    [await jsonServer(), 'json'],
  ];
}

/**
 * From starting the program to the first diagnostics of a document with one problem, and the share of Node alone: a program that
 * echoes its input. Diagnostics are requested from each server, so none waits for a pause in typing.
 * @param {number} rounds
 * @returns {Promise<{ servers: Record<string, Times>, node: Times }>}
 */
export async function timeStarts(rounds) {
  const text = mixedAgent('', 2e3).text.replace('"en"', '"english"');
  const candidates = (await programs()).map(([program, languageId]) => {
    /** @type {LanguageClient | undefined} */
    let client;
    const run = async () => {
      client = await LanguageClient.start(program, languageId);
      const found = await client.open(text);
      if (found.length === 0) throw new Error(`${program.name} did not report the problem.`);
    };
    return [program.name, { run, after: () => client?.stop() }];
  });
  const limits = { rounds, budget: 90_000, warmUp: 1 };
  const { node, ...servers } = await compare(
    { ...Object.fromEntries(candidates), node: { run: echo } },
    limits,
  );
  if (!node) throw new Error('Node alone was not measured.');
  return { servers, node };
}

/** Starts Node with a program that echoes its input. */
async function echo() {
  const program = 'process.stdin.once("data", (said) => process.stdout.write(said, () => process.exit()))';
  const child = startChild(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin?.write('hello');
  await new Promise((resolve) => child.stdout?.once('data', resolve));
}

/**
 * @typedef {'edit' | 'completion' | 'type + complete' | 'hover' | 'symbols'} Question
 *
 * @typedef {object} Session
 * @property {Record<Question, Times>} times
 * @property {number | undefined} memory in MB at the end, if known
 */

/**
 * Edits one document and asks about it, each server in turn, so that load of the machine affects all of them.
 * @param {string} text
 * @param {number} rounds
 * @returns {Promise<Record<string, Session>>}
 */
export async function timeSessions(text, rounds) {
  const document = TextDocument.create('file:///bench', 'json', 1, text);
  const hovered = document.positionAt(placeOf(text, { after: '"llm_model": "', within: 0 }));
  const line = text.indexOf('\n  "language"');
  // A new property is started, completed, and removed again.
  const begun = { offset: line, length: 0, text: '\n  "' };
  const [start, end] = [
    document.positionAt(line),
    { line: document.positionAt(line).line + 1, character: 3 },
  ];
  const sessions = [];
  for (const [program, languageId] of await programs()) {
    const client = await LanguageClient.start(program, languageId);
    await client.open(text);
    /** @type {Record<Question, number[]>} */
    const samples = { edit: [], completion: [], 'type + complete': [], hover: [], symbols: [] };
    sessions.push({ name: program.name, client, samples });
  }
  for (const edit of typing(text, rounds)) {
    const change = asChange(document, edit);
    for (const { client, samples } of sessions) {
      await sample(samples.edit, () => client.type(change));
      await sample(samples.completion, () => client.complete(hovered));
      await sample(samples.hover, () => client.hover(hovered));
      await sample(samples.symbols, () => client.symbols());
      await sample(samples['type + complete'], () =>
        client.change(asChange(document, begun)).then(() => client.complete(end)),
      );
      await client.type({ range: { start, end }, text: '' });
    }
    TextDocument.update(document, [change], 2);
  }
  /** @type {Record<string, Session>} */
  const results = {};
  for (const { name, client, samples } of sessions) {
    const times = Object.entries(samples).map(([question, values]) => [question, timesOf(values)]);
    results[name] = { times: Object.fromEntries(times), memory: memoryOf(client.child.pid) };
    await client.stop();
  }
  return results;
}

/**
 * @param {number[]} samples
 * @param {() => Promise<unknown>} action
 */
async function sample(samples, action) {
  const start = performance.now();
  await action();
  samples.push(performance.now() - start);
}

/**
 * @param {number | undefined} pid
 * @returns {number | undefined} memory of a process in MB; only on Linux
 */
function memoryOf(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
