// Generates the schema of the setting `agentJson.rules` and the table in docs/rules/README.md from the rules.
// Usage: npm run rules
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { duplicateId, rules } from '#language/diagnostics/index';
import { root } from './host/folders.mjs';
import { between, tableOf } from './readme.mjs';

/**
 * The current and the expected text of the generated files.
 * @returns {{ file: string, now: string, expected: string }[]}
 */
export function generatedFromRules() {
  return [
    generated('package.json', withRuleIds),
    generated('docs/rules/README.md', (text) => between(text, 'rules', table())),
  ];
}

/**
 * @param {string} file
 * @param {(text: string) => string} update
 */
function generated(file, update) {
  const now = readFileSync(join(root, file), 'utf8');
  return { file, now, expected: update(now) };
}

/** @param {string} text of package.json */
function withRuleIds(text) {
  const manifest = JSON.parse(text);
  const { 'agentJson.rules': setting } = manifest.contributes.configuration.properties;
  setting.propertyNames.enum = [...rules, duplicateId].map(({ id }) => id).sort();
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Each rule with the first sentence of its page. */
function table() {
  const rows = [...rules, duplicateId].map(({ id, severity }) => {
    const [summary = ''] =
      /^.*?\.(?= Default severity:)/m.exec(readFileSync(join(root, `docs/rules/${id}.md`), 'utf8')) ?? [];
    return [`[${id}](${id}.md)`, severity, summary];
  });
  return `\n${tableOf(['Rule', 'Default severity', 'Description'], rows)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, expected } of generatedFromRules()) writeFileSync(join(root, file), expected);
}
