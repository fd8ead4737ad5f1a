// Runs test files with the Node.js test runner.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { runChild } from '../host/childProcesses.mjs';
import { outputFolder, root, tempFolder } from '../host/folders.mjs';
import { reportLeaks, scannedEnvironment } from './leakScan.mjs';
import { transpileTo } from './transpile.mjs';

/**
 * All `*.test.ts` files in a folder of test/, in a stable order.
 * @param {string} folder relative to test/
 * @param {string[]} [excluded] folders of test/ to exclude
 */
export function testFiles(folder, excluded = []) {
  const files = readdirSync(join(root, 'test', folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter(
      (file) =>
        file.endsWith('.test.ts') &&
        !excluded.some((other) => file.replaceAll(sep, '/').startsWith(`${other}/`)),
    )
    .map((file) => join('test', folder, file).replaceAll(sep, '/'))
    .sort();
}

/**
 * Folders whose tests share no state. The files of each run in one process, because loading the modules takes longer than most of the
 * files.
 */
const sharedProcesses = ['language', 'sync', 'schemas', 'sandbox', 'api'].map((name) => `test/unit/${name}/`);

/**
 * Runs the files. They can't connect to other hosts. Their output and files are scanned for secrets, and each leak is a failure.
 * @param {string[]} files
 * @param {{ concurrency: number, fileLimit: number, live: boolean, variables?: Record<string, string> }} options `fileLimit`: how long
 *   one file may take, in ms; `live`: prints the title of each test as it ends, instead of returning them as output; `variables`: additional
 *   environment variables
 * @returns {Promise<{ passed: number, failed: number, output: string }>}
 */
export async function runNodeTests(files, { concurrency, fileLimit, live, variables = {} }) {
  const { folder, secrets, env } = scannedEnvironment();
  const report = join(folder, 'counts.json');
  const specOutput = join(folder, 'output.txt');
  const modules = tempFolder('modules');
  // transpiled.cjs itself loads that one.
  await transpileTo([...files, 'core/files/engineSettings.ts'], modules);
  const { code } = await runChild(
    process.execPath,
    [
      '--enable-source-maps',
      '--require=./scripts/testing/transpiled.cjs',
      '--require=./scripts/testing/loopbackOnly.cjs',
      '--test',
      `--test-concurrency=${concurrency}`,
      `--test-timeout=${fileLimit}`,
      ...(live ? ['--test-reporter=spec', '--test-reporter-destination=stdout'] : []),
      // The file is scanned for secrets, too.
      '--test-reporter=spec',
      `--test-reporter-destination=${specOutput}`,
      '--test-reporter=./scripts/testing/countReporter.mjs',
      `--test-reporter-destination=${report}`,
      ...groupFiles(files, modules),
    ],
    { cwd: root, env: { ...env, ...variables, AGENT_JSON_TRANSPILED: modules } },
  );
  const { passed, failed } = readCounts(report);
  // A nonzero exit code without a failed test is a failure, too.
  const failedTests = code !== 0 && failed === 0 ? 1 : failed;
  const output = live ? '' : readFileSync(specOutput, 'utf8');
  return { passed, failed: failedTests + reportLeaks([folder, outputFolder], secrets), output };
}

/**
 * @param {string[]} files
 * @param {string} folder for files that load the files of a group
 * @returns {string[]} what to run
 */
function groupFiles(files, folder) {
  const groups = sharedProcesses.flatMap((prefix) => {
    const members = files.filter((file) => file.startsWith(prefix));
    if (members.length < 2) return members;
    const group = join(folder, `${prefix.replaceAll('/', '-')}all.cjs`);
    writeFileSync(group, members.map((file) => `require(${JSON.stringify(join(root, file))});\n`).join(''));
    return group;
  });
  return [...groups, ...files.filter((file) => !sharedProcesses.some((prefix) => file.startsWith(prefix)))];
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
