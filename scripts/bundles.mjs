// The programs we ship or run, each one file: what to bundle, for which host.
import { basename, resolve } from 'node:path';

/** @typedef {{ in: string, out: string, banner?: string, external?: string[], host?: 'page' | 'worker' }} Bundle */

/** @type {Bundle[]} */
export const bundles = [
  { in: 'server/src/main.ts', out: 'dist/server.js', banner: '#!/usr/bin/env node' },
  { in: 'cli/src/main.ts', out: 'dist/cli.js', banner: '#!/usr/bin/env node' },
  // What VS Code loads first, and what that loads when it is needed.
  { in: 'client/src/extension.ts', out: 'dist/extension.js', external: ['vscode'] },
  { in: 'client/src/languageClient/client.ts', out: 'dist/languageClient.js', external: ['vscode'] },
  { in: 'client/src/services.ts', out: 'dist/services.js', external: ['vscode'] },
  // The same for a VS Code that is a page and nothing else: the extension, and the server as a worker.
  {
    in: 'client/src/browser/extension.ts',
    out: 'dist/browser/extension.js',
    external: ['vscode'],
    host: 'page',
  },
  { in: 'server/src/browser/main.ts', out: 'dist/browser/server.js', host: 'worker' },
  { in: 'sandbox/main.ts', out: 'dist/sandbox.js', banner: '#!/usr/bin/env node' },
];

/**
 * How esbuild makes one of them.
 * @param {Bundle} bundle
 * @returns {import('esbuild').BuildOptions}
 */
export function buildOptions(bundle) {
  return {
    entryPoints: [bundle.in],
    outfile: bundle.out,
    bundle: true,
    minify: true,
    keepNames: false,
    external: bundle.external ?? [],
    banner: bundle.banner ? { js: bundle.banner } : {},
    legalComments: 'none',
    logLevel: 'warning',
    ...(bundle.host ? forBrowser(bundle.host) : forNode()),
  };
}

/** @returns {import('esbuild').BuildOptions} */
function forNode() {
  return {
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // `import()` becomes a `require` that comes later: it is quicker, and goes through the one that knows 'vscode'.
    supported: { 'dynamic-import': false },
    // fdir looks for an optional package beside its own file; a CommonJS bundle has no import.meta.
    define: { 'import.meta.url': '__filename' },
    plugins: [schemaBeside, lateBundles],
    // The packages' "module" builds: smaller, and jsonc-parser's UMD build cannot be bundled.
    mainFields: ['module', 'main'],
  };
}

/**
 * There each bundle is self-contained, as it can't load other files.
 * @param {'page' | 'worker'} host
 * @returns {import('esbuild').BuildOptions}
 */
function forBrowser(host) {
  return {
    platform: 'browser',
    target: 'es2022',
    // VS Code calls the extension as a module; a worker just runs.
    format: host === 'page' ? 'cjs' : 'iife',
    mainFields: ['browser', 'module', 'main'],
  };
}

/**
 * The schema is shipped as a file, for any editor: the bundles read that file instead of containing a copy.
 * @type {import('esbuild').Plugin}
 */
const schemaBeside = {
  name: 'schema-beside',
  setup(bundle) {
    const path = '../schemas/agent.schema.json';
    bundle.onResolve({ filter: /[/#]schemas\/agent\.schema\.json$/ }, () => ({ path, external: true }));
  },
};

/**
 * What the client imports by `import()` is a bundle of its own, read when it is needed.
 * @type {import('esbuild').Plugin}
 */
const lateBundles = {
  name: 'late-bundles',
  setup(bundle) {
    bundle.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const entry = bundles.find(({ in: file }) => resolve(file) === resolve(resolveDir, `${path}.ts`));
      return entry && { path: `./${basename(entry.out)}`, external: true };
    });
  },
};
