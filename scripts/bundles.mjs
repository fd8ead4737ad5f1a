// The bundles: entry points and target hosts.
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';

/** @typedef {{ in: string, out: string, banner?: string, external?: string[], host?: 'page' | 'worker' }} Bundle */

/** @type {Bundle[]} */
export const bundles = [
  // Each program is loaded by a small one that keeps its compiled code.
  { in: 'server/src/main.ts', out: 'dist/server.js', banner: '#!/usr/bin/env node' },
  { in: 'server/src/start.ts', out: 'dist/serverStart.js' },
  { in: 'cli/src/main.ts', out: 'dist/cli.js', banner: '#!/usr/bin/env node' },
  { in: 'cli/src/start.ts', out: 'dist/cliStart.js' },
  // VS Code loads the first one at startup; the other ones are loaded when they are needed.
  { in: 'client/src/extension.ts', out: 'dist/extension.js', external: ['vscode'] },
  { in: 'client/src/languageClient/client.ts', out: 'dist/languageClient.js', external: ['vscode'] },
  { in: 'client/src/services.ts', out: 'dist/services.js', external: ['vscode'] },
  // The same for VS Code for the web: the extension, and the server as a web worker.
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
 * The esbuild options of a bundle.
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
    // `import()` becomes a deferred `require`: it is faster, and VS Code's `require` can resolve 'vscode'.
    supported: { 'dynamic-import': false },
    // fdir resolves an optional package relative to import.meta.url, which CommonJS bundles don't have.
    define: { 'import.meta.url': '__filename' },
    plugins: [schemaBeside, lateBundles, usedExports, lateBuiltins],
    // The "module" builds of packages are smaller, and the UMD build of jsonc-parser cannot be bundled.
    mainFields: ['module', 'main'],
  };
}

/**
 * The options for the web, where each bundle must be self-contained because it can't load other files.
 * @param {'page' | 'worker'} host
 * @returns {import('esbuild').BuildOptions}
 */
function forBrowser(host) {
  return {
    platform: 'browser',
    target: 'es2022',
    // VS Code loads the extension as a CommonJS module; a worker is a plain script.
    format: host === 'page' ? 'cjs' : 'iife',
    mainFields: ['browser', 'module', 'main'],
  };
}

/**
 * The schema is shipped as a file for other editors. The bundles read that file instead of containing a copy. `require` would
 * take four times as long as reading it, because it looks for a package.
 * @type {import('esbuild').Plugin}
 */
const schemaBeside = {
  name: 'schema-beside',
  setup(bundle) {
    bundle.onResolve({ filter: /[/#]schemas\/agent\.schema\.json$/ }, ({ path }) => ({
      path,
      namespace: 'schema',
    }));
    bundle.onLoad({ filter: /./, namespace: 'schema' }, () => ({
      contents: `
        import { readFileSync } from 'node:fs';
        import { join } from 'node:path';
        export default JSON.parse(readFileSync(join(__dirname, '../schemas/agent.schema.json'), 'utf8'));`,
    }));
  },
};

/**
 * esbuild copies all exports of a CommonJS package for each module that imports it. Of the hundreds of vscode-languageserver and of
 * @vscode/l10n, which every message imports, only those that are used are read, once.
 * @type {import('esbuild').Plugin}
 */
const usedExports = {
  name: 'used-exports',
  setup(bundle) {
    bundle.onResolve(
      { filter: /^(vscode-languageserver|@vscode\/l10n)$/ },
      ({ namespace, path, resolveDir }) =>
        namespace === 'file' ? { path, namespace: 'used-exports', pluginData: resolveDir } : undefined,
    );
    bundle.onLoad({ filter: /./, namespace: 'used-exports' }, ({ path, pluginData }) => {
      const names = Object.keys(createRequire(join(pluginData, 'x'))(path)).filter(
        (name) => name !== 'default',
      );
      const read = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => all.${name})();`);
      return { contents: [`const all = require('${path}');`, ...read].join('\n'), resolveDir: pluginData };
    });
  },
};

/**
 * Modules of Node.js that packages rarely use are loaded when they are used: those for named pipes, npm's folders, and translation files.
 * @type {import('esbuild').Plugin}
 */
const lateBuiltins = {
  name: 'late-builtins',
  setup(bundle) {
    bundle.onResolve({ filter: /^(child_process|crypto|fs\/promises)$/ }, ({ importer, path }) =>
      /[\\/](vscode-languageserver|vscode-jsonrpc|@vscode)[\\/]/.test(importer)
        ? { path, namespace: 'late-builtin' }
        : undefined,
    );
    bundle.onLoad({ filter: /./, namespace: 'late-builtin' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] });`,
    }));
  },
};

/**
 * Modules that the client loads with `import()` are separate bundles.
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
