// The program behind `npm run fuzz`; scripts/fuzz.mjs reads its arguments.
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, campaigns } from './campaigns';
import { askAbout, extremeTexts } from './sizes';
import { keptFolder } from './texts';

interface Options {
  /** Inputs for each campaign. */
  readonly count: number;
  /** Stops sooner than `count` when this much time is over. */
  readonly minutes: number;
  readonly seed: number;
}

const bundle = join(__dirname, '../../../dist/server.js');

/** Inputs between two looks at the clock. Each batch has a seed of its own, which finds it again. */
const batch = 250;

function run({ count, minutes, seed }: Options): boolean {
  const end = performance.now() + minutes * 60_000;
  const tried = campaigns.map(() => 0);
  const findings: Finding[] = [];
  console.log(`seed ${seed}`);
  for (let round = 0; tried.some((inputs) => inputs < count) && performance.now() < end; round++) {
    for (const [index, { name, run: attempt }] of campaigns.entries()) {
      const inputs = Math.min(batch, count - (tried[index] ?? 0));
      const finding = inputs > 0 ? attempt(inputs, seed + round) : undefined;
      tried[index] = (tried[index] ?? 0) + inputs;
      if (!finding) continue;
      findings.push(finding);
      console.error(`✖ ${name}, seed ${seed + round}\n  ${finding.input}\n  ${finding.error}`);
      console.error(`  kept as ${keep(finding)}`);
    }
  }
  for (const [index, { name, slowest }] of campaigns.entries()) {
    const most = `${slowest.ms.toFixed(0)} ms of work for one of ${slowest.length} characters`;
    console.log(`${tried[index] ?? 0} ${name} (at most ${most})`);
  }
  console.log(`${findings.length} found wrong`);
  return findings.length === 0;
}

/** How long the built server takes for texts at the ends of what can be, beside reading them alone. */
async function tellOfSizes(): Promise<void> {
  if (!existsSync(bundle)) return console.log('dist/server.js is not built: nothing is said of large texts');
  for (const [name, text] of Object.entries(extremeTexts)) {
    const { answers, floor } = await askAbout(text());
    const slowest = answers.reduce((a, b) => (a.ms > b.ms ? a : b));
    console.log(
      `${name}: at most ${slowest.ms.toFixed(0)} ms (${slowest.question}); JSON.parse takes ${floor.toFixed(1)} ms`,
    );
  }
}

/** Writes the smallest input beside the others, so that it is tried again from now on. Returns the file's name. */
function keep({ text }: Finding): string {
  const file = `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.txt`;
  writeFileSync(join(keptFolder, file), text);
  return file;
}

const [count, minutes, seed] = process.argv.slice(2).map(Number);
process.exitCode = run({ count: count ?? 1000, minutes: minutes ?? Infinity, seed: seed ?? 1 }) ? 0 : 1;
void tellOfSizes();
