// Preloaded with `--require` in test files: loads TypeScript and ES modules as transpile.mjs has written them.
/** @type {import('node:fs')} */
const { readFileSync } = module.require('node:fs');
/** @type {import('node:path')} */
const { join, relative } = module.require('node:path');
/** @typedef {(module: { _compile: (code: string, file: string) => void }, file: string) => void} Loader */
/** @type {{ _extensions: Record<string, Loader> & { '.js': Loader } }} */
const { _extensions } = module.require('node:module');

const root = join(__dirname, '../..');
const folder = process.env['AGENT_JSON_TRANSPILED'] ?? '';

for (const extension of ['.ts', '.mjs'])
  _extensions[extension] = (module, file) => {
    const path = relative(root, file);
    // Newer versions of Node.js can require the ES modules of packages.
    if (path.startsWith('node_modules')) _extensions['.js'](module, file);
    else module._compile(readFileSync(join(folder, path), 'utf8'), file);
  };
