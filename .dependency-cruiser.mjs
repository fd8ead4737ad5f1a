// Who may import whom, checked on resolved paths by `npm run lint`. docs/architecture.md explains the layers.

import { builtinModules } from 'node:module';

/**
 * What each package may import besides itself: other packages by folder, libraries by name. `node:` stands for Node's own modules.
 * @type {Record<string, { packages: string[], libraries: string[] }>}
 */
const mayImport = {
  'core/language': {
    packages: ['schemas'],
    libraries: ['@vscode/l10n', 'ajv', 'fastest-levenshtein', 'jsonc-parser', 'lossless-json'],
  },
  'core/sync': {
    packages: ['core/language'],
    libraries: ['@vscode/l10n', 'lossless-json', 'node-diff3'],
  },
  'core/api': {
    packages: ['core/language', 'core/sync'],
    libraries: ['@vscode/l10n', 'lossless-json', 'node:'],
  },
  'core/files': { packages: ['core/language'], libraries: ['ignore', 'node:'] },
  server: {
    packages: ['core/language', 'core/files', 'package.json'],
    libraries: [
      '@vscode/l10n',
      'node:',
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'vscode-uri',
    ],
  },
  client: {
    packages: ['core/language', 'core/sync', 'core/api', 'core/files', 'server/src/protocol.ts', 'samples'],
    libraries: ['@vscode/l10n', 'node:', 'vscode', 'vscode-languageclient'],
  },
  cli: {
    packages: ['core/language', 'core/sync', 'core/api', 'core/files', 'package.json'],
    libraries: ['@vscode/l10n', 'commander', 'node:', 'picocolors', 'tinyglobby'],
  },
  // Written from the facts about the API alone, so that the sandbox and our own code can be wrong independently.
  sandbox: { packages: [], libraries: ['lossless-json', 'node:'] },
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(mayImport).map(([folder, { packages, libraries }]) => ({
      name: `${folder.replace('/', '-')}-imports`,
      comment: `${folder} may import ${[...packages, ...libraries].join(', ') || 'nothing else'}`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { pathNot: allowedPaths([folder, ...packages], libraries) },
    })),
    {
      name: 'core-language-uses-ajv-types-only',
      comment:
        'Validators are compiled at build time; loading ajv when the server starts would cost its whole size.',
      severity: 'error',
      from: { path: '^(core|server|client|cli)/' },
      to: { path: 'node_modules/ajv/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles-between-packages',
      comment: 'A package that imports its user can be understood, tested and shipped only together with it.',
      severity: 'error',
      from: { path: '^(core/[^/]+|server|client|cli|sandbox)/' },
      to: { circular: true, pathNot: '^$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|core/language/generated)/' },
    tsConfig: { fileName: 'client/tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.d.ts', '.mjs', '.js', '.json'] },
  },
};

/**
 * Paths as dependency-cruiser resolves them: files of the project, files below node_modules, and bare names of what is built in.
 * @param {string[]} folders
 * @param {string[]} libraries
 */
function allowedPaths(folders, libraries) {
  const patterns = folders.map((folder) => `^${folder}(/|$)`);
  const installed = libraries.flatMap((name) => [
    `^${name}(/|$)`,
    `^node_modules/${name}/`,
    `^node_modules/@types/${name}/`,
  ]);
  const builtIn = libraries.includes('node:') ? builtinModules.map((name) => `^${name}$`) : [];
  return [...patterns, ...installed, ...builtIn];
}
