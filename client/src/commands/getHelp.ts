import * as vscode from 'vscode';
import { redactCredentialsIn } from '#language/secrets/credentialPatterns';
import { settingsSection } from '#server/protocol';
import { fileNamesIn, readText } from '../editor/files';
import { type Outcome, opened } from '../ui/outcome';
import type { Services } from './shared/services';

/** The relevant settings, none of which contains a secret. */
const settings = [
  'api.baseUrl',
  'rules',
  'additionalValues',
  'files.exclude',
  'fetchOnFocus',
  'trace.server',
];
const maxLogLines = 20;

/** Opens a report for bug reports: versions, settings and the last warnings in the log. Contains no file content, key or secret. */
export async function getHelp({ log, logFolder }: Services): Promise<Outcome> {
  log.info('Get Help: the report was opened.');
  const content = await createReport(logFolder);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  return opened;
}

async function createReport(logFolder: vscode.Uri): Promise<string> {
  const extension = vscode.extensions.getExtension<unknown>('agent-json.agent-json');
  const { version = '' } = (extension?.packageJSON ?? {}) as { readonly version?: string };
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const lines = [
    '# Problem with Agent JSON',
    '',
    '<!-- Read this report before you share it. What did you do, what did you expect, and what happened instead? -->',
    '',
    '## Versions',
    '',
    `- Agent JSON ${version}`,
    `- VS Code ${vscode.version} (${vscode.env.appHost}, ${process.platform}, language ${vscode.env.language})`,
    '',
    '## Settings',
    '',
    ...settings.map((name) => `- ${name}: \`${JSON.stringify(configuration.get(name))}\``),
    '',
    '## Last warnings and errors',
    '',
    '```',
    ...(await lastWarnings(logFolder)),
    '```',
    '',
  ];
  return redactCredentialsIn(lines.join('\n'));
}

/** Omits traces, because they may contain file contents. */
async function lastWarnings(logFolder: vscode.Uri): Promise<string[]> {
  const names = (await fileNamesIn(logFolder)).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(names.map((name) => readText(vscode.Uri.joinPath(logFolder, name))));
  const lines = texts.flatMap((text) => text.split('\n'));
  return lines.filter((line) => /^\S+ \S+ \[(warning|error)\]/.test(line)).slice(-maxLogLines);
}
