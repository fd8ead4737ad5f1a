import { homedir } from 'node:os';
import { join, parse } from 'node:path';

/** Where a user's programs keep their files. */
export interface User {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export const currentUser: User = { platform: process.platform, env: process.env, home: homeFolder() };

/** The root folder for a user without a home, as in some containers. Files are not written there. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return parse(process.cwd()).root;
  }
}

/** The user's folder for state between runs (XDG). */
export function stateFolder({ platform, env, home }: User): string {
  if (platform === 'win32') return join(localAppData(env, home), 'agent-json');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'agent-json');
  return join(env['XDG_STATE_HOME'] || join(home, '.local', 'state'), 'agent-json');
}

/** The folder of the locks that all programs of a user share. */
export function lockFolder(user: User): string {
  return join(stateFolder(user), 'locks');
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
