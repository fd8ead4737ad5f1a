// In VS Code, in one run, with the same text in three files: this extension, the built-in JSON server, and an extension that responds
// immediately, which shows the share of VS Code itself.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../host/browser.mjs';
import { root, tempFolder } from '../host/folders.mjs';
import { demoSettings } from '../host/demo.mjs';
import { startVSCodeServer } from '../host/vscodeServer.mjs';
import { mixedAgent, sizes } from './documents.mjs';
import { timesOf } from './measure.mjs';

/**
 * The task of the extension host (`inEditor.mjs`).
 * @typedef {object} BenchTask
 * @property {typeof files} files names in the open folder
 * @property {[right: string, wrong: string]} edits a valid value and an invalid one
 * @property {number} rounds
 * @property {number} warmUp rounds that are not measured
 * @property {string} report the file to write the samples to
 *
 * @typedef {Record<string, import('./measure.mjs').Times[]>} Results operation → this extension, the built-in server, immediate responses
 * @typedef {Record<string, Record<string, number[]>>} Samples file → operation → ms of each round
 */

const files = ['bench.agent.json', 'bench.json', 'bench.instant'];

/** The built-in server only reports warnings. */
const squiggleSelector = '.squiggly-error, .squiggly-warning';

/** After this time, VS Code has activated the extensions that start with a window. In ms. */
const windowStartMs = 6000;

/** In ms. */
const searchTimeoutMs = 5000;

/** How long a whole session may take, in ms. */
const sessionLimit = 5 * 60_000;

/**
 * @param {object} rounds
 * @param {number} rounds.windows how many fresh windows open each file
 * @param {number} rounds.edits how often it is edited, completed and hovered in one window
 * @returns {Promise<Results>}
 */
export async function timeEditor({ windows, edits }) {
  const folder = benchFolder();
  const report = join(tempFolder('bench'), 'report.json');
  /** @type {BenchTask} */
  const task = { files, edits: ['en', 'english'], rounds: edits, warmUp: 10, report };
  process.env['AGENT_JSON_BENCH'] = JSON.stringify(task);
  const dataFolder = tempFolder('vscode');
  cpSync(join(root, 'scripts/bench/instantExtension'), join(dataFolder, 'extensions', 'instant'), {
    recursive: true,
  });
  const server = await startVSCodeServer({ dataFolder, settings: settingsFor(folder) });
  const browser = await launchBrowser();
  try {
    const host = { browser, server, folder };
    const first = await timeFirstDiagnostics(host, windows);
    await runInExtensionHost(host, await bundledSession());
    /** @type {Samples[]} */
    const [samples = {}, withoutFeatures = {}] = JSON.parse(readFileSync(report, 'utf8'));
    return {
      'open → first diagnostic': timesFor(first, 'first'),
      ...sessionResults(samples, ''),
      ...sessionResults(withoutFeatures, ', features off'),
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * @param {Samples} samples
 * @param {string} condition
 * @returns {Results}
 */
function sessionResults(samples, condition) {
  return {
    [`edit → diagnostics${condition}`]: timesFor(samples, 'edit'),
    [`completion${condition}`]: timesFor(samples, 'completion'),
    [`hover${condition}`]: timesFor(samples, 'hover'),
  };
}

/**
 * @param {Samples} samples
 * @param {string} question
 */
function timesFor(samples, question) {
  return files.map((file) => timesOf(samples[file]?.[question] ?? []));
}

/** @returns {Promise<string>} the program for the extension host, in the form that it loads */
async function bundledSession() {
  const { build } = await import('esbuild');
  const outfile = join(tempFolder('session'), 'inEditor.js');
  const entryPoints = [join(root, 'scripts/bench/inEditor.mjs')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', external: ['vscode'] });
  return outfile;
}

/** One folder with the same text under each name, and the schema for the built-in server. */
function benchFolder() {
  const folder = join(tempFolder('editor'), 'agents');
  mkdirSync(folder);
  const text = mixedAgent('', sizes['23 KB']).text.replace('"en"', '"english"');
  for (const file of files) writeFileSync(join(folder, file), text);
  cpSync(join(root, 'schemas/agent.schema.json'), join(folder, 'agent.schema.json'));
  return folder;
}

/** @param {string} folder */
function settingsFor(folder) {
  const url = pathToFileURL(join(folder, 'agent.schema.json')).href;
  return {
    ...demoSettings('http://127.0.0.1:9'),
    'json.schemas': [{ fileMatch: ['bench.json'], url }],
    // Words of the text would be suggested in addition to the completions of the servers.
    'editor.wordBasedSuggestions': 'off',
    // The extension wraps agent files. Drawing wrapped lines takes longer, so the other files are wrapped as well.
    ...Object.fromEntries(
      ['json', 'instant'].map((language) => [`[${language}]`, { 'editor.wordWrap': 'on' }]),
    ),
  };
}

/**
 * @typedef {object} Host
 * @property {import('playwright-core').Browser} browser
 * @property {import('../host/vscodeServer.mjs').VSCodeServer} server
 * @property {string} folder
 */

/**
 * From opening the file until its problem is underlined, each time in another window, in which no other file has been opened.
 * @param {Host} host
 * @param {number} windows
 * @returns {Promise<Samples>}
 */
async function timeFirstDiagnostics(host, windows) {
  /** @type {Record<string, { first: number[] }>} */
  const samples = Object.fromEntries(files.map((file) => [file, { first: [] }]));
  for (let round = -1; round < windows; round++) {
    for (const file of files) {
      const page = await openWindow(host, []);
      await page.waitForTimeout(windowStartMs);
      await searchFile(page, file);
      const start = performance.now();
      await page.keyboard.press('Enter');
      await page.locator(squiggleSelector).first().waitFor({ state: 'attached' });
      // The first window fills the caches of the browser and of the disk.
      if (round >= 0) samples[file]?.first.push(performance.now() - start);
      await page.context().close();
    }
  }
  return samples;
}

/**
 * Searches for the file by name until it is found: a new window may not be able to search yet.
 * @param {import('playwright-core').Page} page
 * @param {string} file
 */
async function searchFile(page, file) {
  const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file });
  while (!(await row.isVisible())) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input:visible').fill(file);
    await row.waitFor({ timeout: searchTimeoutMs }).catch(() => undefined);
  }
}

/**
 * @param {Host} host
 * @param {string} program path of the module to run
 */
async function runInExtensionHost(host, program) {
  /** @type {(code: number) => void} */
  let finish = () => undefined;
  const ended = new Promise((resolve) => (finish = resolve));
  /** @type {string[]} */
  const output = [];
  const page = await openWindow(host, [['extensionTestsPath', program]], async (fresh) => {
    await fresh.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ type, /** @type {unknown[]} */ args) =>
        output.push(`${type}: ${args.join(' ')}`),
    );
    await fresh.exposeFunction('codeAutomationExit', finish);
  });
  const timer = setTimeout(() => finish(1), sessionLimit);
  const code = await ended;
  clearTimeout(timer);
  await page.context().close();
  if (code !== 0) throw new Error(`The VS Code session failed:\n${output.slice(-20).join('\n')}`);
}

/**
 * A new window with its own extension host and without stored state.
 * @param {Host} host
 * @param {[string, string][]} paths additional paths in the payload
 * @param {(page: import('playwright-core').Page) => Promise<void>} [prepare]
 */
async function openWindow({ browser, server, folder }, paths, prepare) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await prepare?.(page);
  const payload = [
    ['extensionDevelopmentPath', server.uriOf(root)],
    ...paths.map(([name, path]) => [name, server.uriOf(path)]),
    ['skipWelcome', 'true'],
  ];
  await page.goto(`${server.urlOf(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
  return page;
}
