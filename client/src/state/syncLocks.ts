import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { stackWithoutMessage } from '#language/text/errorStack';
import { UserError } from '../ui/userError';

/** The heartbeat interval of lock files, and the age at which a lock is considered abandoned, in ms. */
const heartbeatMs = 5_000;
const abandonedMs = 30_000;

interface Log {
  warn(line: string): void;
}

interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly token: string;
}

/**
 * Allows only one sync of an agent or file at a time: within this window with a set, between the windows of a machine with a lock file. A
 * window that exited without releasing its lock is detected by its process ID or the missing heartbeat.
 */
export class SyncLocks {
  private readonly locked = new Set<string>();

  /** `folder`: the folder of the lock files, the same for all windows. */
  constructor(
    private readonly folder: string,
    private readonly log: Log,
  ) {}

  /** Runs `sync` while no other sync uses `resource`; throws a UserError if one does. `name` is used in its message. */
  async whileLocked<T>(resource: string, name: string, sync: () => Promise<T>): Promise<T> {
    if (this.locked.has(resource)) throw inProgress(name);
    this.locked.add(resource);
    try {
      const release = await this.lockFile(resource, name);
      try {
        return await sync();
      } finally {
        await release();
      }
    } finally {
      this.locked.delete(resource);
    }
  }

  /** Acquires the lock file and returns a function that releases it. If no file can be written, only this window is protected. */
  private async lockFile(resource: string, name: string): Promise<() => Promise<void>> {
    const file = join(
      this.folder,
      `${createHash('sha256').update(resource).digest('hex').slice(0, 32)}.lock`,
    );
    const owner: Owner = { host: hostname(), pid: process.pid, token: randomUUID() };
    try {
      await mkdir(this.folder, { recursive: true });
      if (!(await createLock(file, owner))) {
        if (!(await removeAbandoned(file)) || !(await createLock(file, owner))) throw inProgress(name);
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

/** False if the file already exists. */
async function createLock(file: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Removes the lock if it was abandoned. It is renamed first, so that only one of two windows succeeds. */
async function removeAbandoned(file: string): Promise<boolean> {
  const before = await ownerOf(file);
  const modifiedAt = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  if (modifiedAt !== undefined && Date.now() - modifiedAt < abandonedMs && isAlive(before)) return false;
  const renamed = `${file}.${randomUUID()}`;
  const isRenamed = await rename(file, renamed).then(
    () => true,
    () => false,
  );
  if (isRenamed) await rm(renamed, { force: true });
  return isRenamed || modifiedAt === undefined;
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

/** Processes on other machines and incomplete files are considered active. */
function isAlive(owner: Owner | undefined): boolean {
  if (owner?.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return !hasErrorCode(error, 'ESRCH');
  }
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  // If it is missing, another window considered it abandoned, for example after the machine was asleep.
  await utimes(file, now, now).catch(() => undefined);
}

function hasErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
