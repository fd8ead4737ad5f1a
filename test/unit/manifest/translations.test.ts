import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const root = resolve(__dirname, '../../..');
const source = readFileSync(join(root, 'package.json'), 'utf8');
const texts = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
const english = texts('package.nls.json');
const german = texts('package.nls.de.json');

/** Parts that are not translated: commands and inline code. */
const fixedParts = (text: string) => [...text.matchAll(/\(command:[^)]+\)|`[^`]+`/g)].map(([part]) => part);

describe('texts of the manifest', () => {
  it('are all used', () => {
    const used = Array.from(source.matchAll(/"%([^"%]+)%"/g), ([, key]) => String(key));
    assert.deepEqual(Object.keys(english).sort(), [...new Set(used)].sort());
  });

  it('are in package.nls.json, not in the manifest', () => {
    const words = /"(title|description|markdownDescription|altText|patternErrorMessage)": "(?!%)([^"]*)"/g;
    assert.deepEqual(
      Array.from(source.matchAll(words), ([, , text]) => text),
      // Strings without translation: the description of the npm package, and product names. In the order of the manifest.
      ['Write, check, push, and pull Cekura voice agents as *.agent.json files.', 'Agent JSON', 'Cekura'],
    );
  });

  it('are all translated to German', () => {
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
    for (const [key, text] of Object.entries(german)) assert.notEqual(text, english[key], key);
  });

  it('use the same commands and code in German', () => {
    for (const [key, text] of Object.entries(german)) {
      assert.deepEqual(fixedParts(text), fixedParts(english[key] ?? ''), key);
    }
  });
});

/** Whether the words of `typed` occur in `title` in this order, as the Command Palette matches them. */
function isFoundBy(typed: string, title: string): boolean {
  const words = typed.toLowerCase().split(/[\s…]+/);
  return new RegExp(words.map((word) => `\\b${word}`).join('.*')).test(title.toLowerCase());
}

describe('command titles', () => {
  for (const [language, table] of Object.entries({ English: english, German: german })) {
    const titles = Object.entries(table).flatMap(([key, text]) => (/^command\./.test(key) ? [text] : []));
    it(`are unique (${language})`, () => assert.equal(new Set(titles).size, titles.length));
    it(`typing "${language === 'English' ? 'push' : 'hochladen'}" does not offer a rollback (${language})`, () => {
      const word = language === 'English' ? 'push' : 'hochladen';
      assert.ok(!isFoundBy(word, table['command.rollBack'] ?? word));
    });
  }
});
