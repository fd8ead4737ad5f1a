import * as l10n from '@vscode/l10n';
import { acquireLock } from '#files/lockFile';
import { stackWithoutMessage } from '#language/text/errorStack';
import { UserError } from '../ui/userError';

interface Log {
  warn(line: string): void;
}

/**
 * Allows only one sync of an agent or file at a time: within this window with a set, between the programs of a machine with a lock file.
 */
export class SyncLocks {
  private readonly locked = new Set<string>();

  /** `folder`: the folder of the lock files, the same for all programs that lock these resources. */
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
    const release = await acquireLock(this.folder, resource).catch((error: unknown) => {
      this.log.warn(
        `Could not write a lock file, so other windows don't see this sync. ${stackWithoutMessage(error)}`,
      );
      return () => Promise.resolve();
    });
    if (!release) throw inProgress(name);
    return release;
  }
}

function inProgress(name: string): UserError {
  const message = l10n.t`${name} is already being synced. Wait until that has finished.`;
  return new UserError(message, [], 'info');
}
