import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { messagesIn, translatableMessages } from '#scripts/l10n/messages.mjs';

const folder = resolve(__dirname, '../../../l10n');
const table = (name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;

/** Parts that are the same in every language: placeholders, inline code, references, links. */
const fixedParts = (text: string) =>
  Array.from(
    text.matchAll(/`[^`]+`|\$?\{[^{}]*\}|https?:\/\/\w\S*?(?=[.)]?(?:\s|$))/g),
    ([part]) => part,
  ).sort();

describe('messages', () => {
  const texts = translatableMessages();
  const german = table('bundle.l10n.de.json');
  const translated = texts.filter((text) => german[text]);

  it('are collected for translators', () => {
    const listed = Object.entries(table('bundle.l10n.json'));
    const collected = new Set(listed.map(([text]) => text));
    assert.deepEqual(
      texts.filter((text) => !collected.has(text)),
      [],
      'messages are missing in the bundle: run npm run l10n',
    );
    const asWritten = listed.every(([text, english], index) => text === texts[index] && english === text);
    assert.ok(asWritten && listed.length === texts.length, 'the bundle is not up to date: run npm run l10n');
  });

  it('all have a German translation, and there are no others', () => {
    assert.deepEqual(
      texts.filter((text) => !german[text]?.trim()),
      [],
      'German translations are missing in l10n/bundle.l10n.de.json',
    );
    const expected = new Set(texts);
    assert.deepEqual(
      Object.keys(german).filter((text) => !expected.has(text)),
      [],
      'unused translations: run npm run l10n',
    );
  });

  it('have the same placeholders and code in German', () => {
    for (const text of translated) assert.deepEqual(fixedParts(german[text] ?? ''), fixedParts(text), text);
  });

  it('have the same final punctuation in German', () => {
    const end = (text: string) => /[.?:…]?$/.exec(text)?.[0].replace('?', '.');
    for (const text of translated) assert.equal(end(german[text] ?? ''), end(text), text);
  });
});

describe('collecting messages', () => {
  const header = "import * as l10n from '@vscode/l10n';\n";
  const found = (code: string) => messagesIn('some.ts', header + code);

  it('finds plain ones and templates', () => {
    assert.deepEqual(found("const f = () => l10n.t('Push');"), ['Push']);
    assert.deepEqual(found('const f = (a, b) => l10n.t`${a} of ${b} files`;'), ['{0} of {1} files']);
    assert.deepEqual(found("class A { b = l10n.t('{0} files', 2); }"), ['{0} files']);
  });

  it('rejects messages that are computed at run time', () => {
    assert.throws(() => found('const f = (a) => l10n.t(a);'), /some\.ts:2 translates/);
    assert.throws(() => found('const f = (a) => l10n.t(`${a} files`);'), /some\.ts:2 translates/);
  });

  it('rejects messages that are looked up while a module is loaded, before the language is known', () => {
    assert.throws(() => found("const words = { push: l10n.t('Push') };"), /some\.ts:2 runs before/);
    assert.throws(() => found("class A { static b = l10n.t('Push'); }"), /some\.ts:2 runs before/);
  });
});
