import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { tempFolder } from '#scripts/host/folders.mjs';
import { until } from '#support/poll';
import { FaultHarness, id } from './faultHarness';

const program = resolve(__dirname, '../../support/pushingProgram.ts');
/** Longer than any test lives, in ms. */
const forever = 600_000;

describe('a process that is killed during a push', () => {
  const folder = tempFolder('killed');
  const file = join(folder, 'agent.json');
  let rig: FaultHarness;
  before(async () => {
    rig = await FaultHarness.start();
  });
  after(() => rig.close());
  beforeEach(async () => {
    rig.sandbox.reset();
    rmSync(join(folder, 'base.json'), { force: true });
    writeFileSync(file, `{ "id": ${id} }\n`);
    assert.equal(await outcomeOf(start('pull')), 'pulled');
    const pulled = readFileSync(file, 'utf8');
    writeFileSync(file, pulled.replace(/"llm_max_tokens": \d+/, '"llm_max_tokens": 77'));
  });

  function start(command: 'push' | 'pull'): ChildProcess {
    const { origin, key } = rig.sandbox;
    const args = ['--import=tsx', program, folder, origin, key, command];
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function outcomeOf(child: ChildProcess): Promise<string> {
    let said = '';
    child.stdout?.on('data', (text) => (said += String(text)));
    await once(child, 'close');
    return said.trim();
  }

  for (const [when, skip, method] of [
    ['while it plans', 0, undefined],
    ['while it looks again', 1, undefined],
    ['between the write and the look after it', 0, 'PATCH'],
    ['while it looks after the write', 3, undefined],
  ] as const)
    it(`${when}: the next start detects it, and the change is sent once`, async () => {
      rig.sandbox.fault({ kind: 'slow', ms: forever, skip, ...(method && { method }) });
      const before = rig.sandbox.requests.length;
      const child = start('push');
      const ended = once(child, 'close');
      const last = method ? 2 : skip;
      await until('the request it dies in', () => rig.sandbox.requests.length > before + last);
      child.kill('SIGKILL');
      await ended;
      const isWritten = last >= 2;
      assert.equal(rig.writes, isWritten ? 1 : 0);
      assert.equal(await outcomeOf(start('push')), isWritten ? 'in-sync' : 'pushed');
      assert.equal(await outcomeOf(start('pull')), 'nothing-to-pull');
      assert.equal(rig.writes, 1);
      assert.equal(rig.stored, 77);
    });
});
