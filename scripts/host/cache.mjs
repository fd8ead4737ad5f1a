// Large npm packages that are only installed when they are needed, each in its own folder in .vscode-test/.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../ensureInstalled.mjs';
import { runChild } from './childProcesses.mjs';
import { cacheFolder } from './folders.mjs';

/**
 * Installs an exact version of a package, unless it is installed already. The folder is renamed to its final name last, so that an
 * interrupted installation is not mistaken for a complete one. Its files are removed next time.
 * @param {object} options
 * @param {string} options.name the package
 * @param {string} options.version
 * @param {string} options.title its name in messages
 * @param {(packageFolder: string, folder: string) => Promise<void>} [options.finish] further steps after npm
 * @returns {Promise<string>} the folder; the package is in its node_modules
 */
export async function cachedPackage({ name, version, title, finish }) {
  const label = `${name.replace(/[@/]+/g, '-').replace(/^-/, '')}-${version}`;
  const folder = join(cacheFolder, label);
  if (existsSync(folder)) return folder;

  console.log(`Installing ${title} into .vscode-test/ (once)…`);
  mkdirSync(cacheFolder, { recursive: true });
  removePartialInstalls(label);
  const partial = `${folder}.${process.pid}.partial`;
  mkdirSync(partial);
  try {
    await npmInstall(partial, [`${name}@${version}`]);
    await finish?.(join(partial, 'node_modules', name), partial);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(`Could not install ${title} from the npm registry. Check the network and try again.`, {
      cause: error,
    });
  }
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another process has installed it in the meantime.
    if (!existsSync(folder)) throw error;
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Runs `npm install` without install scripts: the parts of these packages that are used need no compilation.
 * @param {string} folder
 * @param {string[]} packages none: those of the folder's package.json
 */
export async function npmInstall(folder, packages) {
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { command, args } = npm([
    'install',
    `--prefix=${folder}`,
    '--no-save',
    '--ignore-scripts',
    '--omit=dev',
    // Some packages require a newer Node.js than they need. They work with the supported versions.
    '--engine-strict=false',
    ...quiet,
    ...packages,
  ]);
  const { code, output } = await runChild(command, args, {
    cwd: folder,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  });
  if (code !== 0) throw new Error(output.trim());
}

/** @param {string} label */
function removePartialInstalls(label) {
  for (const name of readdirSync(cacheFolder)) {
    const owner = new RegExp(`^${label.replaceAll('.', '\\.')}\\.(\\d+)\\.partial$`).exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) rmSync(join(cacheFolder, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
