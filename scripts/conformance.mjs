// Runs official test suites that are not part of this project. Usage: npm run conformance -- DIR [--count N] [--seed N]
// DIR: a clone of https://github.com/nst/JSONTestSuite. `--count`: the number of generated agents to compare with other validators.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensureInstalled.mjs';
import { runChild } from './host/childProcesses.mjs';
import { root } from './host/folders.mjs';

ensureInstalled();

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '1500' }, seed: { type: 'string', default: '1' } },
});
const folder = resolve(positionals[0] ?? '.', 'test_parsing');
if (!existsSync(folder)) {
  console.error(`${folder} doesn't exist. Clone https://github.com/nst/JSONTestSuite and pass its folder.`);
  process.exit(2);
}

const { code } = await runChild(
  process.execPath,
  ['--import=tsx', 'test/conformance/main.ts', folder, values.count, values.seed],
  { cwd: root },
);
process.exit(code ?? 1);
