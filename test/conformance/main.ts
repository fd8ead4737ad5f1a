// The program behind `npm run conformance`; scripts/conformance.mjs reads its arguments.
import { runJsonTestSuite } from './jsonTestSuite';
import { compareValidators } from './validators';

const kinds: Readonly<Record<string, string>> = {
  y: 'valid JSON without a syntax error',
  n: 'invalid JSON with a syntax error',
  i: 'texts that parsers may decide on, without an exception',
};

async function run(folder: string, count: number, seed: number): Promise<boolean> {
  let isConformant = true;
  const report = (title: string, files: number, unexpected: readonly string[]) => {
    console.log(`${files - unexpected.length} of ${files} ${title}`);
    for (const name of unexpected) console.log(`  ${name}`);
    isConformant &&= unexpected.length === 0;
  };
  for (const [kind, { files, unexpected }] of runJsonTestSuite(folder))
    report(kinds[kind] ?? kind, files, unexpected);
  report(
    'generated agents with the same verdict of four validators',
    count,
    await compareValidators(count, seed),
  );
  return isConformant;
}

const [folder = '', count, seed] = process.argv.slice(2);
void run(folder, Number(count), Number(seed)).then((isConformant) => {
  process.exitCode = isConformant ? 0 : 1;
});
