// `npm run typecheck`: checks the types of each project. Prints the errors and exits with code 1 if there are any.
// TypeScript 7 is several times faster. `typescript` itself stays at version 6, whose API typescript-eslint needs.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './host/folders.mjs';
import { projects } from './projects.mjs';

const { resolve } = createRequire(import.meta.url);
const compiler = join(dirname(resolve('@typescript/native/package.json')), 'bin/tsc');
const failed = projects.filter(
  (project) =>
    spawnSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length === 0 ? 0 : 1);
