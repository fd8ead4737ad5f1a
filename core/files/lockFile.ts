import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { hasErrorCode } from './errorCode';

/** The heartbeat interval of lock files, and the age at which a lock is considered abandoned, in ms. */
const heartbeatMs = 5_000;
const abandonedMs = 30_000;

interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly token: string;
}

/** The resource that every program of a user locks while it syncs an agent. */
export function agentResource({ origin, id }: { readonly origin: string; readonly id: string }): string {
  return `agent ${origin} ${id}`;
}

/**
 * Locks a resource for one process of a machine, and returns a function that releases it; undefined if it is locked. A process that exited
 * without releasing its lock is detected by its process ID or the missing heartbeat. Rejects if no lock file can be written.
 */
export async function acquireLock(
  folder: string,
  resource: string,
): Promise<(() => Promise<void>) | undefined> {
  const file = join(folder, `${createHash('sha256').update(resource).digest('hex').slice(0, 32)}.lock`);
  const owner: Owner = { host: hostname(), pid: process.pid, token: randomUUID() };
  await mkdir(folder, { recursive: true });
  const isLocked =
    (await createLock(file, owner)) || ((await removeAbandoned(file)) && (await createLock(file, owner)));
  if (!isLocked) return undefined;
  const heartbeat = setInterval(() => void touch(file), heartbeatMs);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    if ((await ownerOf(file))?.token === owner.token) await rm(file, { force: true });
  };
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

/** Removes the lock if it was abandoned. It is renamed first, so that only one of two processes succeeds. */
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
  // If it is missing, another process considered it abandoned, for example after the machine was asleep.
  await utimes(file, now, now).catch(() => undefined);
}
