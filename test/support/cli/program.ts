import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { root } from '#scripts/host/folders.mjs';

const program = join(root, 'dist/cli.js');
const loopbackOnly = join(root, 'scripts/testing/loopbackOnly.cjs');
const schema = JSON.parse(readFileSync(join(root, 'schemas/cli-output.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

export interface ProgramResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called as soon as the program has started. */
  readonly started?: (end: (signal: NodeJS.Signals) => void) => void;
}

/** The command that runs dist/cli.js. */
export function programCommand(args: readonly string[]): [string, ...string[]] {
  assert.ok(existsSync(program), `${program} does not exist: run \`npm run build\` first.`);
  return [process.execPath, '--require', loopbackOnly, program, ...args];
}

/** Runs dist/cli.js in a new process. Of the environment of the test, it only gets the variables for finding programs and folders. */
export function runProgram(
  args: readonly string[],
  { cwd, env = {}, started }: RunOptions,
): Promise<ProgramResult> {
  const [node, ...rest] = programCommand(args);
  const { PATH = '', TMPDIR } = process.env;
  const child = spawn(node, rest, {
    cwd,
    env: { PATH, HOME: cwd, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  started?.((signal) => void child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Parses the output of `--format json` and validates it against its schema. */
export function readOutput(stdout: string): Output {
  const output: unknown = JSON.parse(stdout);
  assert.ok(validate(output), JSON.stringify(validate.errors));
  return output as Output;
}

export interface OutputDiagnostic {
  readonly source: string;
  readonly rule?: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

export interface OutputFile {
  readonly path: string;
  readonly result: string;
  readonly exitCode: number;
  readonly message?: string;
  readonly diagnostics?: readonly OutputDiagnostic[];
}

export interface Output {
  readonly command: string;
  readonly exitCode: number;
  readonly files: readonly OutputFile[];
  readonly notes: readonly string[];
}
