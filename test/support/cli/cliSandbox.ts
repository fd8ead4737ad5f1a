import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, type SandboxOptions, startSandbox } from '#sandbox/server';
import { LeakDetector } from '../leakDetector';
import { folderWith, readFrom, writeInto } from './folder';
import { type InProcessOptions, runInProcess } from './inProcess';
import { type ProgramResult, type Output, readOutput, runProgram } from './program';

/** `program`: whether to run dist/cli.js in a new process instead of the same code in this process. */
export interface RunOptions extends Partial<InProcessOptions> {
  readonly program?: boolean;
}

/** The command line with its own folder and sandbox. Its output and files must not contain secrets. */
export class CliSandbox {
  readonly folder = folderWith({});
  private readonly leakDetector = new LeakDetector();

  private constructor(readonly sandbox: Sandbox) {}

  static async start(options: SandboxOptions = {}): Promise<CliSandbox> {
    return new CliSandbox(await startSandbox(options));
  }

  /** PUT, PATCH, and POST requests so far. */
  get writes(): readonly { readonly method: string; readonly body: string }[] {
    return this.sandbox.requests.filter(({ method }) => method !== 'GET');
  }

  async run(args: string, { program, ...options }: RunOptions = {}): Promise<ProgramResult> {
    const { origin, key } = this.sandbox;
    const env: Record<string, string> = { CEKURA_API_URL: origin, CEKURA_API_KEY: key, ...options.env };
    for (const name of ['CEKURA_API_KEY', 'VAPI_KEY', 'AGENT_JSON_SECRET_vapi']) {
      const secret = env[name] ?? '';
      if (secret.length >= 8) this.leakDetector.watch(secret);
    }
    this.leakDetector.watchFakeSecretsIn(JSON.stringify(this.sandbox.agents));
    const start = program ? runProgram : runInProcess;
    const ended = await start(args.split(' '), { cwd: this.folder, ...options, env });
    this.leakDetector.expectNoneIn(`agent-json ${args}`, ended.stdout + ended.stderr);
    for (const file of filesBelow(this.folder))
      this.leakDetector.expectNoneIn(file, readFileSync(join(this.folder, file), 'utf8'));
    return ended;
  }

  /** The same with parsed JSON output; fails if the exit code is not the expected one. */
  async json(args: string, code: number, options: RunOptions = {}): Promise<Output> {
    const ended = await this.run(`${args} --format json`, options);
    assert.equal(ended.code, code, ended.stdout + ended.stderr);
    const output = readOutput(ended.stdout);
    assert.equal(output.exitCode, code);
    return output;
  }

  /** Pulls the agent and returns the name of its file. */
  async pull(id: number): Promise<string> {
    await this.run('pull --all');
    const name = readdirSync(this.folder).find(
      (file) => file.endsWith('.agent.json') && this.file(file)['id'] === id,
    );
    assert.ok(name !== undefined);
    return name;
  }

  file(name: string): Record<string, unknown> {
    return JSON.parse(readFrom(this.folder, name)) as Record<string, unknown>;
  }

  edit(name: string, changes: Readonly<Record<string, unknown>>): void {
    writeInto(this.folder, name, `${JSON.stringify({ ...this.file(name), ...changes }, undefined, 2)}\n`);
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
