import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '#language/diagnostics/index';
import { duplicateId } from '#language/diagnostics/duplicateId';
import { version } from '#package';
import type { Diagnostic, CommandReport } from './report';

/** SARIF 2.1.0, as code scanning services read it. */
export function toSarif({ files, exitCode }: CommandReport): string {
  const run = {
    tool: { driver: { name: 'agent-json', semanticVersion: version, rules: ruleIds.map(sarifRule) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { ROOT: { description: { text: 'The folder in which agent-json was started.' } } },
    invocations: [{ executionSuccessful: exitCode <= 1, exitCode }],
    results: files.flatMap(({ path, diagnostics = [] }) =>
      diagnostics.map((diagnostic) => sarifResult(path, diagnostic)),
    ),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const defaults = new Map<string, string>([...rules, duplicateId].map(({ id, severity }) => [id, severity]));
const ruleIds = [...defaults.keys()];

/** A rule with its documentation page, which is part of the package. */
function sarifRule(id: string): object {
  const page = pageOf(id);
  const level = levels[defaults.get(id) ?? 'hint'] ?? 'none';
  const configuration = { enabled: defaults.get(id) !== 'off', level };
  if (page === undefined) return { id, defaultConfiguration: configuration };
  const [summary = id] = page.split('\n').slice(2);
  return {
    id,
    shortDescription: { text: summary.replace(/ Default severity:.*/, '') },
    help: { text: page, markdown: page },
    defaultConfiguration: configuration,
  };
}

function pageOf(id: string): string | undefined {
  try {
    return readFileSync(join(__dirname, '../docs/rules', `${id}.md`), 'utf8');
  } catch {
    return undefined;
  }
}

const levels: Readonly<Record<string, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

function sarifResult(path: string, { rule, severity, message, range }: Diagnostic): object {
  const { start, end } = range;
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return {
    ...(rule === undefined ? {} : { ruleId: rule, ruleIndex: ruleIds.indexOf(rule) }),
    level: levels[severity] ?? 'note',
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: 'ROOT' },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}
