import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { thirdPartyNotices } from '#scripts/packaging/notices.mjs';
import { bundled, shipped } from '#scripts/shippedPackages.mjs';

const root = resolve(__dirname, '../..');

describe('what ships', () => {
  const documented = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const found = new Set<string>();

  it('needs no package beside the bundles', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
    assert.ok(!('dependencies' in manifest));
  });

  for (const bundle of shipped)
    it(`${bundle.out} is the same byte for byte each time, and holds no package that is not documented`, async () => {
      const [first, second] = [await bundled(bundle), await bundled(bundle)];
      assert.deepEqual(first.contents, second.contents);
      const unknown = first.packages.filter((name) => !documented.includes(`\`${name}\``));
      assert.deepEqual(unknown, []);
      for (const name of first.packages) found.add(name);
    });

  it('is all that the page lists', () => {
    const rows = [...documented.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => String(name));
    assert.deepEqual(rows.sort(), [...found].sort());
  });

  it('comes with the license of each package, as `npm run notices` writes them', async () => {
    const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    assert.equal(notices, await thirdPartyNotices());
    for (const name of found) assert.ok(notices.includes(`\n${name} `), name);
    assert.match(notices, /Permission is hereby granted/);
  });
});
