import * as vscode from 'vscode';
import { settingsSection } from '#server/protocol';
import { readSettings } from '#language/settings';
import type { Started } from './shared/commandArgs';

/** Makes a value known for a member, in the settings of the workspace where there is one: it is the team's knowledge. */
export async function allowValue(_: unknown, { member, value }: Started): Promise<void> {
  if (member === undefined || value === undefined) return;
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  const { additionalValues: known } = readSettings({
    additionalValues: configuration.get<unknown>('additionalValues'),
  });
  const values = [...new Set([...(known[member] ?? []), value])];
  await configuration.update('additionalValues', { ...known, [member]: values }, target);
}
