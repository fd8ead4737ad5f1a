import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The timeout of a test, in ms. Includes the startup of a language server on a slow machine. */
const testLimit = 30_000;

/**
 * VS Code calls this in its extension host. Runs all suites that were bundled into this folder, and writes mocha's report to the file in
 * AGENT_JSON_TEST_REPORT. Rejects if a test failed, which sets the exit code of VS Code.
 */
export async function run(): Promise<void> {
  const output = process.env.AGENT_JSON_TEST_REPORT;
  if (!output) throw new Error('AGENT_JSON_TEST_REPORT names no file. Run this by `npm test -- extension`.');
  const mocha = new Mocha({ timeout: testLimit, reporter: 'json', reporterOptions: { output } });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
