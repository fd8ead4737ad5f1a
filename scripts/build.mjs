// Compiles the schema's validators, then bundles each program. Usage: node scripts/build.mjs [--watch]
import { build, context } from 'esbuild';
import { chmod } from 'node:fs/promises';
import { buildOptions, bundles } from './bundles.mjs';
import { compileValidators } from './compile-validators.mjs';
import { writeIfChanged } from './writeIfChanged.mjs';

const watch = process.argv.includes('--watch');

await compileValidators();
for (const bundle of bundles) {
  const options = buildOptions(bundle);
  if (watch) await (await context({ ...options, sourcemap: 'inline' })).watch();
  else await buildOnce(options);
  // A bundle that starts with `#!/usr/bin/env node` is made executable.
  if (bundle.banner && !watch) await chmod(bundle.out, 0o755);
}
if (watch) console.log('watching…');

/** @param {import('esbuild').BuildOptions} options */
async function buildOnce(options) {
  const { outputFiles } = await build({ ...options, write: false });
  for (const { path, text } of outputFiles) await writeIfChanged(path, Buffer.from(inAscii(text)));
}

/**
 * esbuild does the same in strings, but not in regular expressions.
 * @param {string} code
 */
function inAscii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
