// `npm test`: runs all checks, from the build to end-to-end tests in VS Code.
// Usage: npm test [-- STEP…] with steps: types lint unit extension e2e (the build always runs first)
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, npm } from './ensureInstalled.mjs';
import { runChild } from './host/childProcesses.mjs';
import { outputFolder, root, tempFolder } from './host/folders.mjs';
import { installExtension } from './host/vscodeServer.mjs';
import { runExtensionSuite } from './testing/extensionSuite.mjs';
import { runNodeTests, testFiles } from './testing/nodeTests.mjs';

/** @typedef {{ passed: number, failed: number, output?: string }} Result `output`: what has not been printed yet */

/** @type {Record<string, (live: boolean) => Promise<Result>>} `live`: prints results as they come */
const steps = {
  build: () => npmScript('build'),
  types: () => npmScript('typecheck'),
  lint: () => npmScript('lint'),
  unit: (live) =>
    runNodeTests(testFiles('.', ['integration/vscode', 'e2e']), { concurrency: 2, fileLimit: 180_000, live }),
  extension: runExtensionSuite,
  e2e: endToEnd,
};

/** Both run side by side, because VS Code often waits. A third group takes as long and makes VS Code slower. */
const parallelGroups = [
  ['types', 'lint', 'unit'],
  ['extension', 'e2e'],
];

/** Steps that are skipped if the build failed. */
const buildDependent = ['extension', 'e2e'];

const requested = process.argv.slice(2);
const unknown = requested.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(', ')}. Available: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}

ensureInstalled();
rmSync(outputFolder, { recursive: true, force: true });
process.exit(await runSteps());

/** @returns {Promise<number>} the exit code */
async function runSteps() {
  const total = { passed: 0, failed: 0 };
  let built = false;
  /** @type {string[]} */
  const summary = [];
  /** @param {string} name */
  const runStep = async (name) => {
    // One step at a time prints its results as they come, so that they don't mix.
    const live = name === 'unit' || requested.length === 1;
    const heading = `\n── ${name} ──`;
    if (live) console.log(heading);
    const start = performance.now();
    const step = built || !buildDependent.includes(name) ? steps[name] : undefined;
    const { passed, failed, output = '' } = await resultOfStep(step ?? notRun, live);
    if (!live) console.log(heading);
    if (output !== '') console.log(output.trimEnd());
    if (name === 'build') built = failed === 0;
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    summary.push(`${name.padEnd(10)} ${passed} passed, ${failed} failed (${seconds} s)`);
  };
  await runStep('build');
  await Promise.all(
    parallelGroups.map(async (group) => {
      for (const name of group) if (requested.length === 0 || requested.includes(name)) await runStep(name);
    }),
  );
  console.log(`\n── all ──\n${summary.join('\n')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/**
 * Each file has its own VS Code and local API; they share the installed extension.
 * @param {boolean} live
 */
async function endToEnd(live) {
  const vsix = join(tempFolder('package'), 'agent-json.vsix');
  const { code, output } = await runChild(
    process.execPath,
    ['scripts/package.mjs', '--built', '--out', vsix],
    { cwd: root, stdio: 'pipe' },
  );
  if (code !== 0) throw new Error(`Could not package the extension.\n${output}`);
  const variables = { AGENT_JSON_INSTALLED: await installExtension(vsix, tempFolder('installed')) };
  const concurrency = requested.length === 1 ? 2 : 1;
  return runNodeTests(testFiles('e2e'), { concurrency, fileLimit: 300_000, live, variables });
}

/**
 * Runs a script of package.json.
 * @param {string} name
 * @returns {Promise<Result>}
 */
async function npmScript(name) {
  const { command, args } = npm(['run', '--silent', name]);
  const { code, output } = await runChild(command, args, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}

/** @returns {Promise<Result>} */
async function notRun() {
  throw new Error('Not run: the build failed.');
}

/**
 * A step that throws counts as one failure.
 * @param {(live: boolean) => Promise<Result>} step
 * @param {boolean} live
 * @returns {Promise<Result>}
 */
async function resultOfStep(step, live) {
  try {
    return await step(live);
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, output };
  }
}
