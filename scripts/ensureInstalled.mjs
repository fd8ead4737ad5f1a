// A fresh clone has no packages. Scripts call this before they import any package, so this file only uses Node.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `npm ci` unless the installed packages match package-lock.json. Exits the process on failure. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing dependencies (npm ci)…');
  const { command, args } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(
    'Could not install the dependencies. Check the npm output above and the network, then try again.',
  );
  process.exit(1);
}

/**
 * The npm that runs this script, else the one on the PATH.
 * @param {string[]} args
 * @returns {{ command: string, args: string[] }}
 */
export function npm(args) {
  const running = process.env['npm_execpath'];
  return running?.endsWith('.js')
    ? { command: process.execPath, args: [running, ...args] }
    : { command: 'npm', args };
}

/** npm records the installed packages in node_modules/.package-lock.json, without optional packages for other platforms. */
function isInstalled() {
  const installed = lockedPackages('node_modules/.package-lock.json');
  const locked = lockedPackages('package-lock.json');
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([folder, expected]) => {
    if (folder === '') return true;
    const installedPackage = installed[folder];
    return installedPackage ? installedPackage.version === expected.version : expected.optional === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(`${root}/${file}`, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
