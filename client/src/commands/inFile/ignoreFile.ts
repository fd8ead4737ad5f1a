import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { settingsSection } from '#server/protocol';
import { type Outcome, statusOutcome } from '../../ui/outcome';
import { UserError } from '../../ui/userError';
import type { CommandArgs } from '../shared/commandArgs';

/** Excludes a file that is not an agent, in the settings of its folder. */
export async function ignoreFile(_: unknown, { uri: text }: CommandArgs): Promise<Outcome> {
  if (text === undefined) throw new UserError(l10n.t('This command can only be run from a quick fix.'));
  const uri = vscode.Uri.parse(text);
  const path = vscode.workspace.asRelativePath(uri, false);
  const configuration = vscode.workspace.getConfiguration(settingsSection, uri);
  const current = configuration.get<Record<string, boolean>>('files.exclude') ?? {};
  const target = vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Global;
  await configuration.update('files.exclude', { ...current, [path]: true }, target);
  return statusOutcome(l10n.t`Added ${path} to agentJson.files.exclude.`);
}
