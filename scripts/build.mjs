// Compiles the schema's validators, then bundles each program. Usage: node scripts/build.mjs [--watch]
import { build, context } from 'esbuild';
import { chmod } from 'node:fs/promises';
import { bundles } from './bundles.mjs';
import { compileValidators } from './compile-validators.mjs';

/** The schema is shipped as a file, for any editor: our programs read that one, so that none carries a copy. */
const schemaBeside = {
  name: 'schema-beside',
  setup(bundle) {
    const path = '../schemas/agent.schema.json';
    bundle.onResolve({ filter: /\/schemas\/agent\.schema\.json$/ }, () => ({ path, external: true }));
  },
};

const watch = process.argv.includes('--watch');

await compileValidators();
for (const bundle of bundles) {
  const options = {
    entryPoints: [bundle.in],
    outfile: bundle.out,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    keepNames: false,
    sourcemap: watch ? 'inline' : false,
    external: bundle.external ?? [],
    plugins: [schemaBeside],
    // The packages' "module" builds: smaller, and jsonc-parser's UMD build cannot be bundled.
    mainFields: ['module', 'main'],
    banner: bundle.banner ? { js: bundle.banner } : {},
    legalComments: 'none',
    logLevel: 'warning',
  };
  if (watch) await (await context(options)).watch();
  else await build(options);
  // What begins with the line that names Node can be run as it is.
  if (bundle.banner && !watch) await chmod(bundle.out, 0o755);
}
if (watch) console.log('watching…');
