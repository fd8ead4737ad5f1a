// Runs test/integration/vscode/ in VS Code: desktop VS Code if it can be downloaded and shown, else its server with a page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay, writeUserSettings } from '../host/desktop.mjs';
import { cacheFolder, outputFolder, root, tempFolder } from '../host/folders.mjs';
import { freshSamples, demoSettings } from '../host/demo.mjs';
import { reportLeaks } from './leakScan.mjs';
import { testFiles } from './nodeTests.mjs';

const bundles = join(root, 'dist', 'test');
const launcher = join(root, 'scripts', 'host', 'testLauncher.mjs');

/** The API URL until a test starts its own sandbox. Nothing listens there. */
const unusedAddress = 'http://127.0.0.1:9';

/** A secret that must never be shown, stored or sent. test/integration/vscode/storedSecrets.test.ts checks that after all other tests. */
const environmentKey = 'FAKE-environment-key-do-not-use';

/** @returns {Promise<{ passed: number, failed: number, output: string }>} */
export async function runExtensionSuite() {
  await bundleSuite();
  const { runTests } = await import('@vscode/test-electron');
  const report = join(tempFolder('report'), 'extension.json');
  const userData = tempFolder('user');
  writeUserSettings(userData, { ...demoSettings(unusedAddress), 'agentJson.trace.server': 'verbose' });
  const failure = await runTests({
    vscodeExecutablePath: (await downloadedDesktop()) ?? launcher,
    extensionDevelopmentPath: root,
    extensionTestsPath: join(bundles, 'index.js'),
    launchArgs: [
      freshSamples(),
      `--user-data-dir=${userData}`,
      `--extensions-dir=${join(userData, 'extensions')}`,
      // The most verbose logs, which test/integration/vscode/storedSecrets.test.ts scans.
      '--log=agent-json.agent-json:trace',
    ],
    extensionTestsEnv: {
      AGENT_JSON_TEST_REPORT: report,
      // The data folder of desktop VS Code; testLauncher.mjs uses another one.
      AGENT_JSON_TEST_DATA: userData,
      CEKURA_API_KEY: environmentKey,
    },
  }).then(
    () => undefined,
    (/** @type {unknown} */ error) => error,
  );
  const result = readReport(report, failure);
  return { ...result, failed: result.failed + reportLeaks([outputFolder], [environmentKey]) };
}

async function bundleSuite() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [
      join(root, 'test/integration/vscode/index.ts'),
      ...testFiles('integration/vscode').map((file) => join(root, file)),
    ],
    outdir: bundles,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** @returns {Promise<string | undefined>} the program, or undefined if it can't be downloaded or shown */
async function downloadedDesktop() {
  if (!hasDisplay() || !(await canDownload())) return undefined;
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return downloadAndUnzipVSCode({ cachePath: cacheFolder, timeout: 20_000 }).catch(() => undefined);
}

async function canDownload() {
  try {
    const address = 'https://update.code.visualstudio.com/api/releases/stable';
    return (await fetch(address, { signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Mocha's results.
 * @param {string} file
 * @param {unknown} failure the error of VS Code, if it failed
 */
function readReport(file, failure) {
  /** @type {{ tests: { fullTitle: string, duration?: number, err: { message?: string, stack?: string } }[], stats: { passes: number, failures: number } }} */
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    const reason = failure instanceof Error ? failure.message : '';
    const output = `The test suite did not write a report. ${reason} See test-output/.`;
    return { passed: 0, failed: 1, output };
  }
  const output = report.tests.flatMap(({ fullTitle, duration = 0, err }) => {
    const failed = err.message !== undefined;
    const line = `${failed ? '✖' : '✔'} ${fullTitle} (${duration} ms)`;
    return failed ? [line, `  ${(err.stack ?? err.message ?? '').replaceAll('\n', '\n  ')}\n`] : [line];
  });
  const { passes, failures } = report.stats;
  const failed = failure && failures === 0 ? 1 : failures;
  return { passed: passes, failed, output: output.join('\n') };
}
