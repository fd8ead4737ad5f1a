import { join } from 'node:path';
import type { Context } from './context';

type User = Pick<Context, 'env' | 'platform' | 'home'>;

/** The user's folder for state between runs (XDG). */
export function stateFolder({ platform, env, home }: User): string {
  if (platform === 'win32') return join(localAppData(env, home), 'agent-json');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'agent-json');
  return join(env['XDG_STATE_HOME'] || join(home, '.local', 'state'), 'agent-json');
}

/** The user's folder for what can be computed again (XDG). */
export function cacheFolder({ platform, env, home }: User): string {
  if (platform === 'win32') return join(localAppData(env, home), 'agent-json', 'cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'agent-json');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'agent-json');
}

function localAppData(env: User['env'], home: string): string {
  return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
}
