// Generates the tables of commands and settings in the README from the manifest. Usage: npm run readme
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './host/folders.mjs';

/** @typedef {{ command: string, title: string, category?: string }} Command */
/** @typedef {{ default: unknown, scope: string, description?: string, markdownDescription?: string }} Setting */
/** @typedef {{ contributes: { commands: Command[], configuration: { properties: Record<string, Setting> } } }} Manifest */

/**
 * Replaces the tables in a README with those of the manifest.
 * @param {string} readme
 * @param {Manifest} manifest
 */
export function withTables(readme, { contributes }) {
  const commands = contributes.commands
    .filter(({ category }) => category !== undefined)
    .map(({ command, title }) => [`**${title}**`, `\`${command}\``]);
  const settings = Object.entries(contributes.configuration.properties).map(([name, setting]) => [
    `\`${name}\``,
    (setting.markdownDescription ?? setting.description ?? '').replaceAll('|', '\\|').replaceAll('\n', ' '),
    `\`${JSON.stringify(setting.default)}\``,
    setting.scope,
  ]);
  const withCommands = between(readme, 'commands', tableOf(['Command', 'ID'], commands));
  return between(withCommands, 'settings', tableOf(['Setting', 'Description', 'Default', 'Scope'], settings));
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function tableOf(head, rows) {
  const tableRow = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [tableRow(head), `|${'---|'.repeat(head.length)}`, ...rows.map(tableRow)].join('\n');
}

/**
 * @param {string} text
 * @param {string} name of the comments around the table
 * @param {string} table
 */
export function between(text, name, table) {
  const place = new RegExp(`(<!-- ${name}:.*?-->\n)[^]*?(<!-- /${name} -->)`);
  return text.replace(place, (_, start, end) => `${start}${table}\n${end}`);
}

/**
 * The manifest with localization keys replaced with English text.
 * @returns {Manifest}
 */
function manifestInEnglish() {
  const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'), (_, value) =>
    typeof value === 'string' ? value.replace(/^%(.+)%$/, (key, name) => texts[name] ?? key) : value,
  );
}

/** The current and the expected README. */
export function readme() {
  const now = readFileSync(join(root, 'README.md'), 'utf8');
  return { now, expected: withTables(now, manifestInEnglish()) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(root, 'README.md'), readme().expected);
