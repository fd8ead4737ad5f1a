#!/usr/bin/env node
// A replacement for the desktop VS Code that @vscode/test-electron expects: accepts the same arguments, runs the tests in the extension
// host of VS Code's server with a page attached, and exits with their result. The output of VS Code is written to
// test-output/extension-host.log.
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { format } from 'node:util';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { outputFolder, tempFolder } from './folders.mjs';
import { startVSCodeServer } from './vscodeServer.mjs';

/** The timeout for the suite, in ms. */
const suiteTimeoutMs = 10 * 60_000;

const launchOptions = parseArguments(process.argv.slice(2));
process.exitCode = await runSuite(launchOptions);

/**
 * @param {string[]} args
 * @returns {{ extension: string, tests: string, folder: string, userData: string }}
 */
function parseArguments(args) {
  /** @param {string} name */
  const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const extension = option('extensionDevelopmentPath');
  const tests = option('extensionTestsPath');
  const userData = option('user-data-dir');
  const folder = args.find((arg) => !arg.startsWith('--'));
  if (extension && tests && userData && folder) return { extension, tests, userData, folder };
  throw new Error(
    'Usage: testLauncher.mjs --extensionDevelopmentPath=… --extensionTestsPath=… --user-data-dir=… FOLDER (absolute paths)',
  );
}

/**
 * @param {ReturnType<typeof parseArguments>} given
 * @returns {Promise<number>} the exit code of the tests: 0 or 1
 */
async function runSuite({ extension, tests, folder, userData }) {
  const dataFolder = tempFolder('vscode');
  process.env['AGENT_JSON_TEST_DATA'] = join(dataFolder, 'data');
  const server = await startVSCodeServer({
    dataFolder,
    settings: userSettings(userData),
  });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The tests timed out.')), suiteTimeoutMs);
      const finish = (/** @type {number} */ code) => {
        clearTimeout(timer);
        resolve(code);
      };
      openTestWindow(page, server, { extension, tests, folder, finish }).catch(reject);
    });
  } catch (error) {
    await page.screenshot({ path: join(outputFolder, 'extension-suite.png') });
    throw error;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * VS Code's protocol for test runs: the page calls two functions, one with the output of the tests and one with their result.
 * @param {import('playwright-core').Page} page
 * @param {import('./vscodeServer.mjs').VSCodeServer} server
 * @param {{ extension: string, tests: string, folder: string, finish: (code: number) => void }} run
 */
async function openTestWindow(page, server, { extension, tests, folder, finish }) {
  mkdirSync(outputFolder, { recursive: true });
  const log = createWriteStream(join(outputFolder, 'extension-host.log'));
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      log.write(`${type}: ${format(...args)}
`);
    },
  );
  await page.exposeFunction('codeAutomationExit', finish);
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', server.uriOf(extension)],
    ['extensionTestsPath', server.uriOf(tests)],
    ['skipWelcome', 'true'],
    ['logLevel', 'agent-json.agent-json:trace'],
  ]);
  await page.goto(`${server.urlOf(folder)}&payload=${encodeURIComponent(payload)}`);
}

/**
 * The settings file of desktop VS Code. VS Code's server gets the same settings as machine settings.
 * @param {string} userData
 * @returns {Record<string, unknown>}
 */
function userSettings(userData) {
  try {
    return JSON.parse(readFileSync(join(userData, 'User', 'settings.json'), 'utf8'));
  } catch {
    return {};
  }
}
