import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { ICruiseResult } from 'dependency-cruiser';
import { root, tempFolder } from '#scripts/host/folders.mjs';

/** A file with an import that its package may not have, and the rule that refuses it. */
const forbidden: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['core/language/a.ts', 'vscode', 'core-language-imports'],
  ['core/language/b.ts', 'vscode-languageserver', 'core-language-imports'],
  ['core/language/c.ts', 'node:fs', 'core-language-imports'],
  ['core/language/d.ts', '../sync/target', 'core-language-imports'],
  ['core/language/e.ts', '../../server/src/target', 'core-language-imports'],
  ['core/sync/a.ts', 'vscode', 'core-sync-imports'],
  ['core/sync/b.ts', '../api/target', 'core-sync-imports'],
  ['core/sync/c.ts', '../../client/src/target', 'core-sync-imports'],
  ['core/sync/d.ts', 'node:http', 'core-sync-imports'],
  ['core/api/a.ts', 'vscode', 'core-api-imports'],
  ['core/api/b.ts', '../../client/src/target', 'core-api-imports'],
  ['core/files/a.ts', '../sync/target', 'core-files-imports'],
  ['server/src/a.ts', 'vscode', 'server-imports'],
  ['server/src/b.ts', '../../core/sync/target', 'server-imports'],
  ['server/src/c.ts', '../../client/src/target', 'server-imports'],
  ['client/src/a.ts', '../../server/src/target', 'client-imports'],
  ['client/src/b.ts', '../../sandbox/target', 'client-imports'],
  ['cli/src/a.ts', 'vscode', 'cli-imports'],
  ['cli/src/b.ts', '../../client/src/target', 'cli-imports'],
  ['sandbox/a.ts', '../core/language/target', 'sandbox-imports'],
  ['sandbox/b.ts', '../schemas/target', 'sandbox-imports'],
];

const targets = ['core/language', 'core/sync', 'core/api', 'server/src', 'client/src', 'sandbox', 'schemas'];

describe('imports between packages', () => {
  let result: ICruiseResult;

  before(() => {
    const folder = tempFolder('imports');
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    for (const target of targets) write(`${target}/target.ts`, 'export const target = 1;\n');
    for (const [file, imported] of forbidden) write(file, `import '${imported}';\n`);
    write('client/tsconfig.json', '{ "files": ["src/target.ts"] }');
    const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = join(root, '.dependency-cruiser.mjs');
    const folders = ['core', 'server', 'client', 'cli', 'sandbox'];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [program, '--config', config, '--output-type', 'json', ...folders],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.equal(stderr, '');
    result = JSON.parse(stdout) as ICruiseResult;
  });

  for (const [file, imported, rule] of forbidden) {
    it(`${file}: importing ${imported} is rejected`, () => {
      const broken = result.summary.violations.filter(({ from }) => from === file);
      assert.deepEqual(
        broken.map((violation) => violation.rule.name),
        [rule],
      );
    });
  }

  it('all existing imports are allowed', () => {
    assert.equal(result.summary.violations.length, forbidden.length);
  });
});
