// `npm test`: runs all checks, from the build to end-to-end tests in VS Code.
// Usage: npm test [-- STEP…] with steps: types lint unit extension e2e (the build always runs first)
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, npm } from './ensureInstalled.mjs';
import { runChild } from './host/children.mjs';
import { outputFolder, root, tempFolder } from './host/folders.mjs';
import { runExtensionSuite } from './testing/extensionSuite.mjs';
import { runNodeTests, testFiles } from './testing/nodeTests.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** In this order: fast steps with clear failures come first. @type {Record<string, () => Promise<Counts>>} */
const steps = {
  build: () => npmScript('build'),
  types: () => npmScript('typecheck'),
  lint: () => npmScript('lint'),
  unit: () =>
    runNodeTests(testFiles('.', ['integration/vscode', 'e2e']), { concurrency: 2, fileLimit: 180_000 }),
  extension: runExtensionSuite,
  e2e: endToEnd,
};

/** Types and lint each use one processor, so they run side by side. */
const groups = [['build'], ['types', 'lint'], ['unit'], ['extension'], ['e2e']];

/** Steps that are skipped if the build failed. */
const buildDependent = ['extension', 'e2e'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
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
    console.log(`\n── ${name} ──`);
    const began = performance.now();
    const step = built || !buildDependent.includes(name) ? steps[name] : undefined;
    const { passed, failed } = await countsOf(step ?? notRun);
    if (name === 'build') built = failed === 0;
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    summary.push(`${name.padEnd(10)} ${passed} passed, ${failed} failed (${seconds} s)`);
  };
  for (const group of groups) {
    const names = group.filter((name) => wanted.length === 0 || name === 'build' || wanted.includes(name));
    await Promise.all(names.map(runStep));
  }
  console.log(`\n── all ──\n${summary.join('\n')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** Each file has its own VS Code and local API; they share the package of the extension. */
async function endToEnd() {
  const vsix = join(tempFolder('package'), 'agent-json.vsix');
  const { code } = await runChild(process.execPath, ['scripts/package.mjs', '--built', '--out', vsix], {
    cwd: root,
  });
  if (code !== 0) throw new Error('Could not package the extension.');
  const variables = { AGENT_JSON_VSIX: vsix };
  return runNodeTests(testFiles('e2e'), { concurrency: 2, fileLimit: 300_000, variables });
}

/**
 * Runs a script of package.json. What it prints is shown when it ends.
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function npmScript(name) {
  const { command, args } = npm(['run', '--silent', name]);
  const { code, output } = await runChild(command, args, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (output !== '') console.log(output.trimEnd());
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @returns {Promise<Counts>} */
async function notRun() {
  throw new Error('Not run: the build failed.');
}

/**
 * A step that throws counts as one failure.
 * @param {() => Promise<Counts>} step
 * @returns {Promise<Counts>}
 */
async function countsOf(step) {
  try {
    return await step();
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    return { passed: 0, failed: 1 };
  }
}
