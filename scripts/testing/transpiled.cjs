// Preloaded with `--require` in test files: loads TypeScript and ES modules as transpile.mjs has written them.
const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
/** @typedef {(module: { _compile: (code: string, file: string) => void }, file: string) => void} Loader */
/** @type {Record<string, Loader> & { '.js': Loader }} */
const loaders = Reflect.get(require('node:module'), '_extensions');

const root = join(__dirname, '../..');
const folder = process.env['AGENT_JSON_TRANSPILED'] ?? '';

for (const extension of ['.ts', '.mjs'])
  loaders[extension] = (module, file) => {
    const path = relative(root, file);
    // Newer versions of Node.js can require the ES modules of packages.
    if (path.startsWith('node_modules')) loaders['.js'](module, file);
    else module._compile(readFileSync(join(folder, path), 'utf8'), file);
  };

// As in the programs: on some versions of Node.js, test files take a quarter less CPU time.
require(join(root, 'core/files/engineSettings.ts')).setEngine('short');
