import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readme } from '#scripts/readme.mjs';

const root = join(__dirname, '../..');

describe('the README', () => {
  it('lists the commands and settings of the manifest (npm run readme)', () => {
    const { now, expected } = readme();
    assert.equal(now, expected);
  });

  it('lists a scope for each setting', () => {
    const rows = [...readme().now.matchAll(/^\| `agentJson\..* \|$/gm)].map(([row]) => row);
    const settings = rows.filter((row) => row.split(' | ').length === 4);
    assert.notEqual(settings.length, 0);
    for (const row of settings) assert.match(row, /\| (machine|window|resource) \|$/);
  });

  it('names the two commands that only require Node.js', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    for (const name of ['start', 'test']) {
      assert.ok(name in scripts);
      assert.match(readme().now, new RegExp(`^npm ${name}$`, 'm'));
    }
  });
});
