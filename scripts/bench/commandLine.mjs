// `agent-json check` and ajv-cli with our schema, as whole processes, on a folder of valid agents.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../host/childProcesses.mjs';
import { root, tempFolder } from '../host/folders.mjs';
import { mixedAgent } from './documents.mjs';
import { measureInTurns } from './measure.mjs';
import { ajvCommand } from './programs.mjs';

/**
 * @param {number} count how many files of 2 KB
 * @param {number} rounds
 */
export async function timeCheck(count, rounds) {
  const folder = agentFolder(count);
  const schema = join(root, 'schemas/agent.schema.json');
  const ajv = await ajvCommand();
  const ajvArgs = ['validate', '--strict=false', '--all-errors', '-s', schema, '-d', `${folder}/*.json`];
  const candidates = {
    agentJson: { run: () => runProgram([join(root, 'dist/cli.js'), 'check'], folder) },
    baseline: { run: () => runProgram([ajv.file, ...ajvArgs], folder) },
    node: { run: () => runProgram(['-e', '0'], folder) },
  };
  return measureInTurns(candidates, { rounds, budget: Infinity, warmUp: 1 });
}

/** @param {number} count */
function agentFolder(count) {
  const folder = join(tempFolder('folders'), 'agents');
  mkdirSync(folder);
  const { text } = mixedAgent('', 2e3);
  for (let index = 0; index < count; index++)
    writeFileSync(join(folder, `agent${index}.agent.json`), text.replace('4711', String(10_000 + index)));
  return folder;
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
async function runProgram(args, cwd) {
  const { code, output } = await runChild(process.execPath, args, { cwd, stdio: 'pipe' });
  if (code !== 0) throw new Error(`${args[0]}: ${output.slice(-300)}`);
}
