import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rules, duplicateId } from '#language/diagnostics/index';
import { problemsOf } from '#support/language/problems';

const project = join(__dirname, '../../../..');
const pageOf = (id: string) => readFileSync(join(project, 'docs/rules', `${id}.md`), 'utf8');
const allRules = [...rules, duplicateId];
const ids = allRules.map(({ id }) => id);

/** The blocks of JSON on a page. */
function blocks(page: string): string[] {
  return Array.from(page.matchAll(/```json\n([^]*?)\n```/g), ([, block = '']) => block);
}

describe('rules, pages and settings', () => {
  it('know the same rules', () => {
    const pages = readdirSync(join(project, 'docs/rules')).filter((file) => file !== 'README.md');
    assert.deepEqual(pages.sort(), ids.map((id) => `${id}.md`).sort());
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Manifest;
    const setting = manifest.contributes.configuration.properties['agentJson.rules'];
    assert.deepEqual([...setting.propertyNames.enum].sort(), [...ids].sort());
  });

  it('agree on how severe a rule is', () => {
    const table = readFileSync(join(project, 'docs/rules/README.md'), 'utf8');
    for (const { id, severity } of allRules) {
      assert.ok(table.includes(`| [${id}](${id}.md) | ${severity} |`), id);
      assert.ok(pageOf(id).includes(`Default severity: **${severity}**.`), id);
    }
  });

  it('show an example that the rule finds, and how it finds nothing more', () => {
    for (const { id } of rules) {
      const [faulty = '', mended = '', ...more] = blocks(pageOf(id));
      assert.deepEqual(more, [], id);
      const found = (text: string) =>
        problemsOf(text, { [id]: 'error' }).filter(({ rule }) => rule === id).length;
      assert.ok(found(faulty) > 0, `${id}: ${faulty}`);
      assert.equal(found(mended), 0, `${id}: ${mended}`);
    }
  });
});

interface Manifest {
  contributes: {
    configuration: { properties: { 'agentJson.rules': { propertyNames: { enum: string[] } } } };
  };
}
