import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import '#support/vscode/fake/register';
import { SyncLocks } from '#client/state/syncLocks';

const newFolder = () => mkdtempSync(join(tmpdir(), 'agent-json-locks-'));
const log = { warn: () => undefined };
const isBusy = { name: 'UserError', level: 'info' };

describe('the lock of an agent', () => {
  it('allows one sync at a time in a window, and the next one after it', async () => {
    const locks = new SyncLocks(newFolder(), log);
    const { promise, end } = deferred();
    const first = locks.whileLocked('agent 1', 'desk', () => promise);
    await assert.rejects(
      locks.whileLocked('agent 1', 'desk', () => Promise.resolve('second')),
      isBusy,
    );
    assert.equal(await locks.whileLocked('agent 2', 'other', () => Promise.resolve('other')), 'other');
    end();
    await first;
    assert.equal(await locks.whileLocked('agent 1', 'desk', () => Promise.resolve('third')), 'third');
  });

  it('allows one window at a time to sync an agent, and leaves no file', async () => {
    const folder = newFolder();
    const [first, second] = [new SyncLocks(folder, log), new SyncLocks(folder, log)];
    await first.whileLocked('agent 1', 'desk', async () => {
      await assert.rejects(
        second.whileLocked('agent 1', 'desk', () => Promise.resolve()),
        isBusy,
      );
    });
    assert.equal(await second.whileLocked('agent 1', 'desk', () => Promise.resolve('now')), 'now');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is released when the sync fails', async () => {
    const locks = new SyncLocks(newFolder(), log);
    await assert.rejects(
      locks.whileLocked('agent 1', 'desk', () => Promise.reject(new Error('failed'))),
      /failed/,
    );
    assert.equal(await locks.whileLocked('agent 1', 'desk', () => Promise.resolve('next')), 'next');
  });

  it('is taken over from a window whose process has ended', async () => {
    const folder = newFolder();
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    const file = await lockFileIn(folder);
    writeFileSync(file, JSON.stringify({ host: hostname(), pid: child.pid, token: 'ended' }));
    assert.equal(
      await new SyncLocks(folder, log).whileLocked('agent 1', 'desk', () => Promise.resolve('free')),
      'free',
    );
  });

  it('is taken over when its heartbeat stops', async () => {
    const folder = newFolder();
    const file = await lockFileIn(folder);
    writeFileSync(file, JSON.stringify({ host: 'another machine', pid: 1, token: 'silent' }));
    await assert.rejects(
      new SyncLocks(folder, log).whileLocked('agent 1', 'desk', () => Promise.resolve()),
      isBusy,
    );
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    assert.equal(
      await new SyncLocks(folder, log).whileLocked('agent 1', 'desk', () => Promise.resolve('free')),
      'free',
    );
  });

  it('works within the window if no file can be written', async () => {
    const file = join(newFolder(), 'a file');
    writeFileSync(file, '');
    const locks = new SyncLocks(join(file, 'locks'), log);
    await locks.whileLocked('agent 1', 'desk', async () => {
      await assert.rejects(
        locks.whileLocked('agent 1', 'desk', () => Promise.resolve()),
        isBusy,
      );
    });
  });
});

/** The path of the lock for `agent 1`. */
async function lockFileIn(folder: string): Promise<string> {
  const names: string[] = [];
  await new SyncLocks(folder, log).whileLocked('agent 1', 'desk', () => {
    names.push(...readdirSync(folder));
    return Promise.resolve();
  });
  return join(folder, names[0] ?? '');
}

function deferred() {
  let end = (): void => undefined;
  const promise = new Promise<void>((resolve) => (end = resolve));
  return { promise, end };
}
