import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { thirdPartyNotices } from '#scripts/packaging/notices.mjs';
import { bundled, shipped } from '#scripts/shippedPackages.mjs';

const root = resolve(__dirname, '../..');

describe('shipped code', () => {
  const documented = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const found = new Set<string>();

  it('requires no package besides the bundles', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
    assert.ok(!('dependencies' in manifest));
  });

  for (const bundle of shipped)
    it(`${bundle.out} is reproducible byte for byte, and contains only documented packages`, async () => {
      const [first, second] = [await bundled(bundle), await bundled(bundle)];
      assert.deepEqual(first.contents, second.contents);
      const unknown = first.packages.filter((name) => !documented.includes(`\`${name}\``));
      assert.deepEqual(unknown, []);
      for (const name of first.packages) found.add(name);
    });

  it('is listed completely on the page', () => {
    const rows = [...documented.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => String(name));
    assert.deepEqual(rows.sort(), [...found].sort());
  });

  it('has the license of each package, as written by npm run notices', async () => {
    const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    assert.equal(notices, await thirdPartyNotices());
    for (const name of found) assert.ok(notices.includes(`\n${name} `), name);
    assert.match(notices, /Permission is hereby granted/);
  });
});
