// VS Code in the browser: the server of the code-server package, without code-server's own wrapper.
import {
  copyFileSync,
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedPackage, npmInstall } from './cache.mjs';
import { endChild, runChild, startChild } from './childProcesses.mjs';

const program = fileURLToPath(new URL('vscodeProgram.mjs', import.meta.url));
const logger = fileURLToPath(new URL('plainLogger.cjs', import.meta.url));
/** The newest version that runs on Node.js 20 (VS Code 1.100.3). */
const version = '4.100.3';
/** The startup timeout, in ms. */
const startTimeoutMs = 60_000;

/**
 * @typedef {object} VSCodeServer
 * @property {string} origin the origin of the page
 * @property {(folder: string) => string} urlOf the URL that opens a folder
 * @property {(path: string) => string} uriOf the URI of a file or folder in VS Code
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code's server on a free port of 127.0.0.1.
 * @param {object} options
 * @param {string} options.dataFolder a new folder for all state of VS Code
 * @param {Record<string, unknown>} [options.settings] machine settings, applied at startup
 * @param {string} [options.extension] a .vsix to install first
 * @param {string} [options.installed] the result of `installExtension`, to copy
 * @param {string} [options.folder] the folder that opens if the URL has none
 * @param {boolean} [options.asksForTrust] whether VS Code asks for trust in folders
 * @returns {Promise<VSCodeServer>}
 */
export async function startVSCodeServer({
  dataFolder,
  settings = {},
  extension,
  installed,
  folder,
  asksForTrust = false,
}) {
  const entry = await serverEntry();
  const env = cleanEnvironment();
  writeMachineSettings(dataFolder, settings);
  if (extension) await installExtension(extension, dataFolder);
  if (installed) cpSync(installed, extensionsIn(dataFolder), { recursive: true });

  const serverArguments = {
    'accept-server-license-terms': true,
    'server-data-dir': dataFolder,
    'without-connection-token': true,
    'telemetry-level': 'off',
    'disable-workspace-trust': !asksForTrust,
    ...(folder ? { 'default-folder': folder } : {}),
  };
  const child = startChild(process.execPath, [program, entry, JSON.stringify(serverArguments)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const port = await listeningPort(child, join(dataFolder, 'server.log'));
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    urlOf: (path) => `${origin}/?folder=${encodeURIComponent(path).replaceAll('%2F', '/')}`,
    uriOf: (path) => `vscode-remote://127.0.0.1:${port}${path}`,
    stop: () => endChild(child),
  };
}

/** Installs the server if it is not in the cache. Returns its entry file. */
async function serverEntry() {
  const folder = await cachedPackage({
    name: 'code-server',
    version,
    title: 'VS Code (the code-server package)',
    finish: async (packageFolder) => {
      const server = join(packageFolder, 'lib', 'vscode');
      await npmInstall(server, []);
      // The bundled code resolves modules by their name in the desktop build.
      symlinkSync('node_modules', join(server, 'node_modules.asar'), 'dir');
    },
  });
  const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  useLogger(join(server, 'node_modules', '@vscode', 'spdlog', 'index.js'));
  return join(server, 'out', 'server-main.js');
}

/**
 * Done at each start, because the installed server may be older than this logger.
 * @param {string} module
 */
function useLogger(module) {
  if (readFileSync(module, 'utf8') !== readFileSync(logger, 'utf8')) copyFileSync(logger, module);
}

/**
 * @param {string} dataFolder
 * @param {Record<string, unknown>} settings
 */
function writeMachineSettings(dataFolder, settings) {
  const folder = join(dataFolder, 'data', 'Machine');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/**
 * Installs an extension as VS Code does. Servers that get a copy of the result start sooner.
 * @param {string} vsix
 * @param {string} dataFolder
 * @returns {Promise<string>} the folder with the extension
 */
export async function installExtension(vsix, dataFolder) {
  const entry = await serverEntry();
  const env = cleanEnvironment();
  const args = [
    '--accept-server-license-terms',
    '--server-data-dir',
    dataFolder,
    '--install-extension',
    vsix,
  ];
  const { code, output } = await runChild(process.execPath, [entry, ...args], { stdio: 'pipe', env });
  if (code !== 0 || !output.includes('successfully installed')) {
    throw new Error(`VS Code could not install ${vsix}:\n${output.trim()}`);
  }
  return extensionsIn(dataFolder);
}

/** @param {string} dataFolder */
function extensionsIn(dataFolder) {
  return join(dataFolder, 'extensions');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} logFile for the output of the server
 * @returns {Promise<number>}
 */
function listeningPort(child, logFile) {
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    /** @param {string} reason */
    const fail = (reason) => {
      clearTimeout(timer);
      const output = existsSync(logFile)
        ? readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n')
        : '';
      reject(new Error(`VS Code's server ${reason}. Output:\n${output}`));
    };
    const timer = setTimeout(
      () => void endChild(child).then(() => fail('did not start in time')),
      startTimeoutMs,
    );
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => fail(`exited immediately with code ${code}`));
    child.stderr?.pipe(log, { end: false });
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      log.write(text);
      const port = /^listening on (\d+)/m.exec(text)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

/**
 * Removes variables inherited from a terminal in VS Code or a test runner, which would affect this VS Code. `VSCODE_CLI` tells it that it
 * has the environment of a terminal: otherwise it starts the user's shell twice to get that, which takes seconds with some shells.
 */
function cleanEnvironment() {
  const inherited = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|npm_)/;
  const kept = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return { ...Object.fromEntries(kept), VSCODE_CLI: '1' };
}
