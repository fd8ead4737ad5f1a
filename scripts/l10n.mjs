// Updates the bundles in l10n/ with the messages of the source code and lists missing German translations.
// Usage: npm run l10n
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './host/folders.mjs';
import { translatableMessages } from './l10n/messages.mjs';

const german = 'l10n/bundle.l10n.de.json';

const texts = translatableMessages();
/** @type {Record<string, string>} */
const translations = JSON.parse(readFileSync(join(root, german), 'utf8'));

writeBundle('l10n/bundle.l10n.json', (text) => text);
writeBundle(german, (text) => translations[text] ?? '');

const missing = texts.filter((text) => !translations[text]);
if (missing.length > 0) {
  console.error(`Missing in ${german}:\n${missing.map((text) => `  ${text}`).join('\n')}`);
  process.exitCode = 1;
}

/**
 * @param {string} file
 * @param {(text: string) => string} translate
 */
function writeBundle(file, translate) {
  const entries = Object.fromEntries(texts.map((text) => [text, translate(text)]));
  writeFileSync(join(root, file), `${JSON.stringify(entries, null, 2)}\n`);
}
