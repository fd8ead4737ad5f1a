// The program behind `npm run fuzz`; scripts/fuzz.mjs reads its arguments.
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, campaigns } from './campaigns';
import { assertPrefixes } from './invariants';
import { measureRequests, extremeTexts } from './sizes';
import { allTexts, isShort, regressionFolder } from './texts';

interface Options {
  /** Inputs for each campaign. */
  readonly count: number;
  /** Stops after this time, even if `count` is not reached. */
  readonly minutes: number;
  readonly seed: number;
}

const bundle = join(__dirname, '../../../dist/server.js');

/** The time is checked after each batch. Each batch has its own seed, so that it can be repeated. */
const batchSize = 250;

function run({ count, minutes, seed }: Options): boolean {
  const end = performance.now() + minutes * 60_000;
  const tried = campaigns.map(() => 0);
  const findings: Finding[] = [];
  console.log(`seed ${seed}`);
  for (let round = 0; tried.some((inputs) => inputs < count) && performance.now() < end; round++) {
    for (const [index, { name, run: attempt }] of campaigns.entries()) {
      const inputs = Math.min(batchSize, count - (tried[index] ?? 0));
      const finding = inputs > 0 ? attempt(inputs, seed + round) : undefined;
      tried[index] = (tried[index] ?? 0) + inputs;
      if (!finding) continue;
      findings.push(finding);
      console.error(`✖ ${name}, seed ${seed + round}\n  ${finding.input}\n  ${finding.error}`);
      console.error(`  saved as ${save(finding)}`);
    }
  }
  for (const [index, { name, slowest }] of campaigns.entries()) {
    const time = `${slowest.ms.toFixed(0)} ms of CPU time for an input of ${slowest.length} characters`;
    console.log(`${tried[index] ?? 0} ${name} (slowest: ${time})`);
  }
  console.log(`${findings.length} ${findings.length === 1 ? 'failure' : 'failures'}`);
  return findings.length === 0;
}

/** Throws an error for the first short text that has a prefix with invalid results. */
function checkPrefixes(): void {
  for (const { text } of allTexts.filter(isShort)) assertPrefixes(text, 0, 1);
}

/** Measures the built server with extreme texts, compared with JSON.parse. */
async function reportSizes(): Promise<void> {
  if (!existsSync(bundle)) return console.log('dist/server.js is not built: large texts were not measured');
  for (const [name, text] of Object.entries(extremeTexts())) {
    const { timings, parseMs } = await measureRequests(text());
    const slowest = timings.reduce((a, b) => (a.ms > b.ms ? a : b));
    console.log(
      `${name}: at most ${slowest.ms.toFixed(0)} ms (${slowest.method}); JSON.parse takes ${parseMs.toFixed(1)} ms`,
    );
  }
}

/** Saves the smallest input as a regression test. Returns the name of the file. */
function save({ text }: Finding): string {
  const file = `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.txt`;
  writeFileSync(join(regressionFolder, file), text);
  return file;
}

checkPrefixes();
const [count, minutes, seed] = process.argv.slice(2).map(Number);
process.exitCode = run({ count: count ?? 1000, minutes: minutes ?? Infinity, seed: seed ?? 1 }) ? 0 : 1;
void reportSizes();
