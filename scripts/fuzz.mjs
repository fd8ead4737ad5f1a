// Runs the fuzz tests. Usage: npm run fuzz -- [--count N] [--minutes N] [--seed N]
// `--count`: inputs for each campaign (test/property/fuzz/campaigns.ts); `--minutes`: the time limit.
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensureInstalled.mjs';
import { runChild } from './host/childProcesses.mjs';
import { root } from './host/folders.mjs';

ensureInstalled();

const { count, minutes, seed } = parseArgs({
  options: { count: { type: 'string' }, minutes: { type: 'string' }, seed: { type: 'string' } },
}).values;

const numbers = [
  // If only a time limit is given, the count is unlimited.
  count ?? (minutes ? 'Infinity' : '10000'),
  minutes ?? 'Infinity',
  seed ?? String(Math.floor(Math.random() * 1_000_000)),
];
if (numbers.some((number) => !(Number(number) > 0))) {
  console.error('--count, --minutes and --seed must be numbers greater than 0.');
  process.exit(2);
}

const { code } = await runChild(
  process.execPath,
  ['--import=tsx', 'test/property/fuzz/main.ts', ...numbers],
  {
    cwd: root,
  },
);
process.exit(code ?? 1);
