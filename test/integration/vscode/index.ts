import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How long one test may take, in ms: a language server starts and requests travel, on whatever machine this is. */
const testLimit = 30_000;

/**
 * VS Code calls this in its extension host. Runs every suite that was bundled beside this file and leaves mocha's report
 * where AGENT_JSON_TEST_REPORT says; rejects when a test failed, which VS Code turns into its exit code.
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
