// Runs test files with the Node.js test runner.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { runChild } from '../host/children.mjs';
import { outputFolder, root } from '../host/folders.mjs';
import { reportLeaks, watchedSurroundings } from './leakScan.mjs';

/**
 * All `*.test.ts` files in a folder of test/, in a stable order.
 * @param {string} folder relative to test/
 * @param {string[]} [without] folders of test/ that others run
 */
export function testFiles(folder, without = []) {
  const files = readdirSync(join(root, 'test', folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter(
      (file) =>
        file.endsWith('.test.ts') &&
        !without.some((other) => file.replaceAll(sep, '/').startsWith(`${other}/`)),
    )
    .map((file) => join('test', folder, file))
    .sort();
}

/**
 * Runs the files and prints the title of each test. They can't connect to other hosts. Their output and files are scanned for secrets,
 * and each leak is a failure.
 * @param {string[]} files
 * @param {{ concurrency: number, fileLimit: number, variables?: Record<string, string> }} options `fileLimit`: how long one file may
 *   take, in ms; `variables`: more of the environment
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runNodeTests(files, { concurrency, fileLimit, variables = {} }) {
  const { folder, secrets, env } = watchedSurroundings();
  const report = join(folder, 'counts.json');
  const { code } = await runChild(
    process.execPath,
    [
      '--import=tsx',
      '--require=./scripts/testing/loopbackOnly.cjs',
      '--test',
      `--test-concurrency=${concurrency}`,
      `--test-timeout=${fileLimit}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=spec',
      `--test-reporter-destination=${join(folder, 'printed.txt')}`,
      '--test-reporter=./scripts/testing/countReporter.mjs',
      `--test-reporter-destination=${report}`,
      ...files,
    ],
    { cwd: root, env: { ...env, ...variables } },
  );
  const { passed, failed } = readCounts(report);
  // A nonzero exit code without a failed test is a failure, too.
  const counted = code !== 0 && failed === 0 ? 1 : failed;
  return { passed, failed: counted + reportLeaks([folder, outputFolder], secrets) };
}

/**
 * @param {string} file
 * @returns {{ passed: number, failed: number }}
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
