import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rules, duplicateId } from '#language/diagnostics/index';
import { generatedFromRules } from '#scripts/rules.mjs';
import { problemsOf } from '#support/language/problems';

const project = join(__dirname, '../../../..');
const pageOf = (id: string) => readFileSync(join(project, 'docs/rules', `${id}.md`), 'utf8');
const allRules = [...rules, duplicateId];

/** The JSON code blocks on a page. */
function blocks(page: string): string[] {
  return Array.from(page.matchAll(/```json\n([^]*?)\n```/g), ([, block = '']) => block);
}

describe('rule documentation', () => {
  it('has a page for each rule, with its default severity', () => {
    const pages = readdirSync(join(project, 'docs/rules')).filter((file) => file !== 'README.md');
    assert.deepEqual(pages.sort(), allRules.map(({ id }) => `${id}.md`).sort());
    for (const { id, severity } of allRules)
      assert.ok(pageOf(id).includes(`. Default severity: **${severity}**.`), id);
  });

  for (const { file, now, expected } of generatedFromRules()) {
    it(`is up to date in ${file} (npm run rules)`, () => {
      assert.equal(now, expected);
    });
  }

  it('has an example with the problem and one without it on each page', () => {
    for (const { id } of rules) {
      const [invalid = '', valid = '', ...more] = blocks(pageOf(id));
      assert.deepEqual(more, [], id);
      const found = (text: string) =>
        problemsOf(text, { [id]: 'error' }).filter(({ rule }) => rule === id).length;
      assert.ok(found(invalid) > 0, `${id}: ${invalid}`);
      assert.equal(found(valid), 0, `${id}: ${valid}`);
    }
  });
});
