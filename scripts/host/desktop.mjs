// Desktop VS Code, if it is installed, without the user's settings and extensions.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onExit, startChild } from './childProcesses.mjs';
import { root, demoExtension } from './folders.mjs';

/** Whether this machine has a display. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * The `code` command, if it starts desktop VS Code on this machine. In a remote terminal it opens a window on another machine, and in
 * WSL on Windows; neither supports a separate data folder.
 * @returns {string | undefined}
 */
export function desktopCode() {
  if (!hasDisplay() || process.env['VSCODE_IPC_HOOK_CLI'] || process.env['WSL_DISTRO_NAME']) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Opens a window with the extension from the build output.
 * @param {object} options
 * @param {string} options.program from {@link desktopCode}
 * @param {string} options.dataFolder a fresh folder for settings, state and extensions
 * @param {Record<string, unknown>} options.settings
 * @param {string} options.folder what to open
 */
export function openDesktop({ program, dataFolder, settings, folder }) {
  writeUserSettings(dataFolder, settings);
  startChild(
    program,
    [
      '--new-window',
      `--user-data-dir=${dataFolder}`,
      `--extensions-dir=${join(dataFolder, 'extensions')}`,
      `--extensionDevelopmentPath=${root}`,
      `--extensionDevelopmentPath=${demoExtension}`,
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
      folder,
    ],
    { stdio: 'ignore', shell: process.platform === 'win32' },
  );
  // The command starts VS Code in a separate process group and exits; the data folder identifies the process.
  onExit(() => endOwnerOf(dataFolder));
}

/**
 * @param {string} dataFolder
 * @param {Record<string, unknown>} settings
 */
export function writeUserSettings(dataFolder, settings) {
  mkdirSync(join(dataFolder, 'User'), { recursive: true });
  writeFileSync(join(dataFolder, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
}

/**
 * VS Code stores the ID of its main process in a lock file in its data folder.
 * @param {string} dataFolder
 */
function endOwnerOf(dataFolder) {
  try {
    process.kill(Number(readFileSync(join(dataFolder, 'code.lock'), 'utf8')));
  } catch {
    // VS Code was already closed.
  }
}
