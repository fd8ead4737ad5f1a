// Transpiles all modules once for a test run, because that takes longer than most test files if each of them does it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../host/folders.mjs';

/**
 * Writes TypeScript test files, and the modules of the project that they import, as CommonJS modules with the same paths in another
 * folder, from where transpiled.cjs loads them.
 * @param {string[]} files
 * @param {string} folder
 */
export async function transpileTo(files, folder) {
  const { build, transform } = await import('esbuild');
  const entries = files.filter((file) => file.endsWith('.ts')).map((file) => `import './${file}';`);
  const { metafile } = await build({
    stdin: { contents: entries.join('\n'), resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    platform: 'node',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const modules = Object.keys(metafile.inputs).filter((file) => /\.(ts|mjs)$/.test(file));
  await Promise.all(
    modules.map(async (file) => {
      const { code } = await transform(readFileSync(join(root, file), 'utf8'), optionsFor(file));
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }),
  );
}

/**
 * @param {string} file
 * @returns {import('esbuild').TransformOptions}
 */
function optionsFor(file) {
  const isTypeScript = file.endsWith('.ts');
  return {
    loader: isTypeScript ? 'ts' : 'js',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcefile: join(root, file),
    sourcemap: 'inline',
    sourcesContent: false,
    // As in the bundles: `import()` of a TypeScript module becomes a deferred `require`.
    ...(isTypeScript && { supported: { 'dynamic-import': false } }),
    define: { 'import.meta.url': 'import_meta_url' },
    banner: 'const import_meta_url = require("node:url").pathToFileURL(__filename).href;',
  };
}
