import { setTimeout as sleep } from 'node:timers/promises';
import { acquireLock, agentResource } from '#files/lockFile';
import { lockFolder } from '#files/userFolders';
import type { AgentLink } from '#sync/ports';
import type { Context } from '../context';
import { RequestFailed } from '../errors';
import { exitCodes } from '../exitCodes';

const pollMs = 100;

/**
 * Runs a sync while no other program of this user syncs the agent. A sync takes seconds, so it waits, but not for a question that nobody
 * answers. Without a folder for lock files, as in some containers, it only runs the sync.
 */
export async function whileAgentLocked<T>(
  context: Pick<Context, 'platform' | 'env' | 'home' | 'signal'>,
  link: AgentLink,
  sync: () => Promise<T>,
  waitMs = 15_000,
): Promise<T> {
  const lock = () =>
    acquireLock(lockFolder(context), agentResource(link)).catch(() => () => Promise.resolve());
  let release = await lock();
  for (let waited = 0; !release && waited < waitMs && !context.signal.aborted; waited += pollMs) {
    await sleep(pollMs);
    release = await lock();
  }
  if (!release)
    throw new RequestFailed(
      'Not synced: another command or editor window is syncing this agent. Try again when it has finished.',
      exitCodes.notAllowed,
    );
  try {
    return await sync();
  } finally {
    await release();
  }
}
