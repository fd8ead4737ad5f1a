// `npm run typecheck`: checks the types of each project. Prints the errors and exits with code 1 if there are any.
// TypeScript 7 is several times faster. `typescript` itself stays at version 6, whose API typescript-eslint needs.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './host/folders.mjs';

/** Each source file is in one of them. */
const projects = [
  'core/language/tsconfig.json',
  'core/sync/tsconfig.json',
  'tsconfig.node.json',
  'server/src/browser/tsconfig.json',
  'client/tsconfig.json',
  'client/src/browser/tsconfig.json',
  'test/tsconfig.json',
  'scripts/tsconfig.json',
];

const { resolve } = createRequire(import.meta.url);
const compiler = join(dirname(resolve('@typescript/native/package.json')), 'bin/tsc');
const failed = projects.filter(
  (project) =>
    spawnSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length === 0 ? 0 : 1);
