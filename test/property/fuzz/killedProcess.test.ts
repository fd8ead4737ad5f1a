import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { build } from 'esbuild';
import { tempFolder } from '#scripts/host/folders.mjs';
import { until } from '#support/poll';
import { FaultHarness, id } from './faultHarness';

const source = resolve(__dirname, '../../support/pushingProgram.ts');
/** Longer than any test runs. */
const foreverMs = 600_000;

describe('a process that is killed during a push', () => {
  const folder = tempFolder('killed');
  const file = join(folder, 'agent.json');
  // Compiled once: it is started 16 times.
  const program = join(tempFolder('program'), 'pushingProgram.js');
  let harness: FaultHarness;
  before(async () => {
    await build({
      entryPoints: [source],
      outfile: program,
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
    });
    harness = await FaultHarness.start();
  });
  after(() => harness.close());
  beforeEach(async () => {
    harness.sandbox.reset();
    rmSync(join(folder, 'base.json'), { force: true });
    writeFileSync(file, `{ "id": ${id} }\n`);
    assert.equal(await outcomeOf(start('pull')), 'pulled');
    const pulled = readFileSync(file, 'utf8');
    writeFileSync(file, pulled.replace(/"llm_max_tokens": \d+/, '"llm_max_tokens": 77'));
  });

  function start(command: 'push' | 'pull'): ChildProcess {
    const { origin, key } = harness.sandbox;
    const args = [program, folder, origin, key, command];
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function outcomeOf(child: ChildProcess): Promise<string> {
    let output = '';
    child.stdout?.on('data', (text) => (output += String(text)));
    await once(child, 'close');
    return output.trim();
  }

  for (const [when, skip, method] of [
    ['during planning', 0, undefined],
    ['while checking for changes', 1, undefined],
    ['between write and verification', 0, 'PATCH'],
    ['during verification', 3, undefined],
  ] as const)
    it(`${when}: the next start detects it, and the change is sent once`, async () => {
      harness.sandbox.fault({ kind: 'slow', ms: foreverMs, skip, ...(method && { method }) });
      const before = harness.sandbox.requests.length;
      const child = start('push');
      const ended = once(child, 'close');
      const last = method ? 2 : skip;
      await until(
        'the request during which it is killed',
        () => harness.sandbox.requests.length > before + last,
      );
      child.kill('SIGKILL');
      await ended;
      const isWritten = last >= 2;
      assert.equal(harness.writes, isWritten ? 1 : 0);
      assert.equal(await outcomeOf(start('push')), isWritten ? 'in-sync' : 'pushed');
      assert.equal(await outcomeOf(start('pull')), 'nothing-to-pull');
      assert.equal(harness.writes, 1);
      assert.equal(harness.stored, 77);
    });
});
