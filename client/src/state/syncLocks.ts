import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { stackWithoutMessage } from '../ui/log';
import { UserError } from '../ui/userError';

/** How often a lock file is touched, and after how long an untouched one is abandoned, in ms. */
const heartbeatMs = 5_000;
const abandonedMs = 30_000;

interface Log {
  warn(line: string): void;
}

/** The owner of a lock file. */
interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly token: string;
}

/**
 * Lets one sync at a time work on an agent or a file: within this window by a set, between the windows of one machine by a lock file. A
 * window that ended without releasing its lock is recognized by its process or by the missing heartbeat.
 */
export class SyncLocks {
  private readonly held = new Set<string>();

  /** `folder`: where the lock files are, the same for all windows. */
  constructor(
    private readonly folder: string,
    private readonly log: Log,
  ) {}

  /** Runs `sync` while nothing else syncs `what`; throws a UserError where something does. `name` is for its message. */
  async whileLocked<T>(what: string, name: string, sync: () => Promise<T>): Promise<T> {
    if (this.held.has(what)) throw inProgress(name);
    this.held.add(what);
    try {
      const release = await this.lockFile(what, name);
      try {
        return await sync();
      } finally {
        await release();
      }
    } finally {
      this.held.delete(what);
    }
  }

  /** Takes the lock file; returns how to release it. Where no file can be written, only this window is protected. */
  private async lockFile(what: string, name: string): Promise<() => Promise<void>> {
    const file = join(this.folder, `${createHash('sha256').update(what).digest('hex').slice(0, 32)}.lock`);
    const owner: Owner = { host: hostname(), pid: process.pid, token: randomUUID() };
    try {
      await mkdir(this.folder, { recursive: true });
      if (!(await create(file, owner))) {
        if (!(await removeAbandoned(file)) || !(await create(file, owner))) throw inProgress(name);
      }
    } catch (error) {
      if (error instanceof UserError) throw error;
      this.log.warn(
        `Could not write a lock file, so other windows don't see this sync. ${stackWithoutMessage(error)}`,
      );
      return () => Promise.resolve();
    }
    const heartbeat = setInterval(() => void touch(file), heartbeatMs);
    heartbeat.unref();
    return async () => {
      clearInterval(heartbeat);
      if ((await ownerOf(file))?.token === owner.token) await rm(file, { force: true });
    };
  }
}

function inProgress(name: string): UserError {
  const message = l10n.t`${name} is already being synced. Wait until that has finished.`;
  return new UserError(message, [], 'info');
}

/** False where the file is there already. */
async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Whether the lock was abandoned and is gone now. It is moved aside first: of two windows that find it, one succeeds. */
async function removeAbandoned(file: string): Promise<boolean> {
  const before = await ownerOf(file);
  const touched = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  if (touched !== undefined && Date.now() - touched < abandonedMs && isAlive(before)) return false;
  const aside = `${file}.${randomUUID()}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (moved) await rm(aside, { force: true });
  return moved || touched === undefined;
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    const { host, pid, token } = JSON.parse(text) as Partial<Owner>;
    return host !== undefined && pid !== undefined && token !== undefined ? { host, pid, token } : undefined;
  } catch {
    return undefined;
  }
}

/** A process of another machine, and a file that is only half written, count as alive. */
function isAlive(owner: Owner | undefined): boolean {
  if (owner?.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  // Where it is gone, another window took it for abandoned: after a sleep of the machine, for example.
  await utimes(file, now, now).catch(() => undefined);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
