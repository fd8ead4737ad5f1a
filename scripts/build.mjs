// Compiles the schema's validators, then bundles each program. Usage: node scripts/build.mjs [--watch]
import { build, context } from 'esbuild';
import { chmod } from 'node:fs/promises';
import { buildOptions, bundles } from './bundles.mjs';
import { compileValidators } from './compile-validators.mjs';
import { writeIfChanged } from './writeIfChanged.mjs';

/**
 * Writes the bundles in ASCII, as `core/files/codeCache.ts` reads them.
 * @type {import('esbuild').Plugin}
 */
const asciiFiles = {
  name: 'ascii-files',
  setup(bundle) {
    bundle.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) await writeIfChanged(path, Buffer.from(inAscii(text)));
    });
  },
};

const watch = process.argv.includes('--watch');

await compileValidators();
for (const bundle of bundles) {
  const options = { ...buildOptions(bundle), write: false };
  options.plugins = [...(options.plugins ?? []), asciiFiles];
  if (watch) await (await context({ ...options, sourcemap: 'inline' })).watch();
  else await build(options);
  // A bundle that starts with `#!/usr/bin/env node` is made executable.
  if (bundle.banner && !watch) await chmod(bundle.out, 0o755);
}
if (watch) console.log('watching…');

/**
 * esbuild does the same in strings, but not in regular expressions.
 * @param {string} code
 */
function inAscii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
