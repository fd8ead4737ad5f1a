import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { readme } from '../scripts/readme.mjs';

const root = join(__dirname, '..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/editors.md',
  'schemas/README.md',
];

describe('what a newcomer reads', () => {
  it('lists the commands and settings that the manifest has (npm run readme)', () => {
    const { now, wanted } = readme();
    assert.equal(now, wanted);
  });

  it('names the two commands that need nothing but Node', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    for (const name of ['start', 'test']) {
      assert.ok(name in scripts);
      assert.match(readme().now, new RegExp(`^npm ${name}$`, 'm'));
    }
  });

  for (const page of pages) {
    it(`leads nowhere that is not there: ${page}`, () => {
      const text = readFileSync(join(root, page), 'utf8');
      const links = Array.from(text.matchAll(/(?:\]\(|src(?:set)?=")(?!https?:|#)([^)#"]+)/g), ([, target]) =>
        String(target),
      );
      const broken = links.filter((target) => !existsSync(join(root, dirname(page), target)));
      assert.deepEqual(broken, []);
    });
  }
});
