import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { until } from '#support/poll';

const host = join(__dirname, '../../../scripts/host');

/** A process that starts another one, as VS Code's server does with its extension host. */
const family = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log(JSON.stringify([process.pid, child.pid]));
  setInterval(() => {}, 1000);
`;

/** A script that starts these processes, creates a temporary folder, prints both, and then ends in the given way. */
const run = (ending: string) => `
  import { startChild } from ${JSON.stringify(join(host, 'childProcesses.mjs'))};
  import { tempFolder } from ${JSON.stringify(join(host, 'folders.mjs'))};
  const child = startChild(process.execPath, ['-e', ${JSON.stringify(family)}], { stdio: ['ignore', 'pipe', 'inherit'] });
  const folder = tempFolder('children-test');
  child.stdout.once('data', (pids) => {
    console.log(JSON.stringify({ pids: JSON.parse(pids), folder }));
    ${ending}
  });
`;

interface Started {
  readonly pids: readonly number[];
  readonly folder: string;
}

describe('child processes and temporary folders are cleaned up', () => {
  it('on a normal exit', () => endsAll('process.exit(0);', () => undefined));

  it('on an uncaught error', () => endsAll("throw new Error('on purpose');", () => undefined));

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`on ${signal}`, () => endsAll('', (runner) => runner.kill(signal)));
  }

  async function endsAll(ending: string, end: (runner: ChildProcess) => void): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'agent-json-host-test-'));
    const args = ['--input-type=module', '--eval', run(ending)];
    // Without a parent process that scans temporary folders.
    const env = { ...process.env, AGENT_JSON_KEEP_TEMP: undefined };
    const runner = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const { pids, folder: kept } = await firstLine(runner);
      assert.equal(pids.length, 2);
      end(runner);
      await until('all processes have exited', () => !pids.some(isRunning));
      await until('the folder is deleted', () => !existsSync(kept));
    } finally {
      runner.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

function firstLine(runner: ChildProcess): Promise<Started> {
  return new Promise((resolve, reject) => {
    runner.once('error', reject);
    runner.stdout?.setEncoding('utf8').once('data', (line: string) => resolve(JSON.parse(line) as Started));
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
