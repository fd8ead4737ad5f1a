// Language servers as programs, with requests over stdio as from an editor.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startChild } from '../host/childProcesses.mjs';
import { mixedAgent } from './documents.mjs';
import { offsetIn, typing } from './edits.mjs';
import { LanguageClient } from './languageClient.mjs';
import { measureInTurns, timed, timesOf } from './measure.mjs';
import { asChange } from './agentJson.mjs';
import { jsonServer, agentJsonServer } from './programs.mjs';

/** @typedef {import('./measure.mjs').Times} Times */

/**
 * The results of the Agent JSON server and of VS Code's JSON server.
 * @template Result
 * @typedef {{ agentJson: Result, baseline: Result }} Both
 */

/** @returns {Promise<[keyof Both<unknown>, import('./programs.mjs').Program, string][]>} the programs and their language IDs */
async function programs() {
  return [
    ['agentJson', agentJsonServer(), 'agent-json'],
    ['baseline', await jsonServer(), 'json'],
  ];
}

/**
 * From starting the program to the first diagnostics of a document with one problem, and the share of Node alone: a program that
 * echoes its input. Diagnostics are requested from each server, so none waits for a pause in typing.
 * @param {number} size in characters, about
 * @param {number} rounds
 * @returns {Promise<Both<Times> & { node: Times }>}
 */
export async function timeStarts(size, rounds) {
  const text = mixedAgent('', size).text.replace('"en"', '"english"');
  await runOnce(text);
  const servers = (await programs()).map(([name, program, languageId]) => {
    /** @type {LanguageClient | undefined} */
    let client;
    const run = async () => {
      client = await LanguageClient.start(program, languageId);
      const diagnostics = await client.open(text);
      if (diagnostics.length === 0) throw new Error(`${program.name} did not report the problem.`);
    };
    return [name, { run, after: () => client?.stop() }];
  });
  return measureInTurns(
    { ...Object.fromEntries(servers), node: echo() },
    { rounds, budget: 90_000, warmUp: 1 },
  );
}

/**
 * Runs each server long enough for the Agent JSON server to store its compiled code.
 * @param {string} text
 */
async function runOnce(text) {
  for (const [, program, languageId] of await programs()) {
    const client = await LanguageClient.start(program, languageId);
    await client.open(text);
    await setTimeout(5000);
    await client.stop();
  }
}

/**
 * Starts Node with a program that echoes its input, and waits until it has exited, so that it does not slow down the next start.
 * @returns {import('./measure.mjs').Candidate}
 */
function echo() {
  const program = 'process.stdin.once("data", (chunk) => process.stdout.write(chunk, () => process.exit()))';
  /** @type {Promise<unknown>} */
  let exited;
  return {
    async run() {
      const child = startChild(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'ignore'] });
      exited = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.write('hello');
      await new Promise((resolve) => child.stdout?.once('data', resolve));
    },
    after: () => exited,
  };
}

/**
 * Edits one document and sends requests about it to each server in turn, so that load of the machine affects all of them.
 * @param {string} text
 * @param {number} rounds
 * @returns {Promise<Record<string, Both<number>>>} question → median in ms, or memory in MB (only on Linux)
 */
export async function timeSessions(text, rounds) {
  const document = TextDocument.create('file:///bench', 'json', 1, text);
  const hovered = document.positionAt(offsetIn(text, { after: '"llm_model": "', within: 0 }));
  const line = text.indexOf('\n  "language"');
  // A new property is started, completed, and removed again.
  const startedProperty = { offset: line, length: 0, text: '\n  "' };
  const [start, end] = [
    document.positionAt(line),
    { line: document.positionAt(line).line + 1, character: 3 },
  ];
  const sessions = [];
  for (const [name, program, languageId] of await programs()) {
    const client = await LanguageClient.start(program, languageId);
    await client.open(text);
    sessions.push({ name, client });
  }
  /** @type {Record<string, Both<number[]>>} */
  const samples = {};
  /** @type {(question: string, name: keyof Both<unknown>, action: () => Promise<unknown>) => Promise<void>} */
  const sample = async (question, name, action) => {
    const time = await timed(action);
    (samples[question] ??= { agentJson: [], baseline: [] })[name].push(time);
  };
  for (const edit of typing(text, rounds)) {
    const change = asChange(document, edit);
    for (const { name, client } of sessions) {
      await sample('edit', name, () => client.type(change));
      await sample('completion', name, () => client.complete(hovered));
      await sample('hover', name, () => client.hover(hovered));
      await sample('symbols', name, () => client.symbols());
      await sample('type + complete', name, async () => {
        await client.change(asChange(document, startedProperty));
        await client.complete(end);
      });
      await client.type({ range: { start, end }, text: '' });
    }
    TextDocument.update(document, [change], 2);
  }
  for (const { name, client } of sessions) {
    (samples['memory in MB'] ??= { agentJson: [], baseline: [] })[name].push(memoryOf(client.child.pid));
    await client.stop();
  }
  const medians = Object.entries(samples).map(([question, { agentJson, baseline }]) => [
    question,
    { agentJson: timesOf(agentJson).median, baseline: timesOf(baseline).median },
  ]);
  return Object.fromEntries(medians);
}

/**
 * @param {number | undefined} pid
 * @returns {number} memory of a process in MB; only on Linux
 */
function memoryOf(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return NaN;
  }
}
