// Generates the tables of commands and settings in the README from the manifest. Usage: npm run readme
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
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

/** @param {string} file relative to the project's root */
const at = (file) => new URL(`../${file}`, import.meta.url);

/**
 * The manifest with localization keys replaced with English text.
 * @returns {Manifest}
 */
function manifestInEnglish() {
  const texts = JSON.parse(readFileSync(at('package.nls.json'), 'utf8'));
  return JSON.parse(readFileSync(at('package.json'), 'utf8'), (_, value) =>
    typeof value === 'string' ? value.replace(/^%(.+)%$/, (key, name) => texts[name] ?? key) : value,
  );
}

/** The current and the expected README. */
export function readme() {
  const now = readFileSync(at('README.md'), 'utf8');
  return { now, expected: withTables(now, manifestInEnglish()) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(at('README.md'), readme().expected);
