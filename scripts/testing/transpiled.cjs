// Preloaded with `--require` in test files: loads TypeScript and ES modules as transpile.mjs has written them.
/** @type {import('node:fs')} */
const { readFileSync } = module.require('node:fs');
/** @type {import('node:path')} */
const { join, relative } = module.require('node:path');
/** @type {{ _extensions: Record<string, (module: { _compile: (code: string, file: string) => void }, file: string) => void> }} */
const { _extensions } = module.require('node:module');

const root = join(__dirname, '../..');
const folder = process.env['AGENT_JSON_TRANSPILED'] ?? '';

for (const extension of ['.ts', '.mjs'])
  _extensions[extension] = (module, file) =>
    module._compile(readFileSync(join(folder, relative(root, file)), 'utf8'), file);
