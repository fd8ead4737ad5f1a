import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { bundles } from '../scripts/bundles.mjs';

const root = resolve(__dirname, '..');
const shipped = bundles.filter(({ in: entry }) => !entry.startsWith('test/'));

/** One bundle, in memory, as `npm run build` makes it, and what went into it. */
async function bundled({ in: entry, external = [] }: { in: string; external?: string[] }) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    external,
    mainFields: ['module', 'main'],
    legalComments: 'none',
  });
  const hashes = outputFiles.map(({ contents }) => createHash('sha256').update(contents).digest('hex'));
  return { hashes, inputs: Object.keys(metafile.inputs) };
}

/** Packages that a bundle holds something of. */
function packagesIn(inputs: readonly string[]): string[] {
  const names = inputs.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

describe('what ships', () => {
  const documented = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');

  it('needs no package beside the bundles', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
    assert.ok(!('dependencies' in manifest));
  });

  for (const bundle of shipped)
    it(`${bundle.out} is the same byte for byte each time, and holds no package that is not documented`, async () => {
      const [first, second] = [await bundled(bundle), await bundled(bundle)];
      assert.deepEqual(first.hashes, second.hashes);
      const unknown = packagesIn(first.inputs).filter((name) => !documented.includes(`\`${name}\``));
      assert.deepEqual(unknown, []);
    });
});
