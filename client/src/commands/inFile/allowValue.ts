import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { settingsSection } from '#server/protocol';
import { readSettings } from '#language/settings';
import { type Outcome, statusOutcome } from '../../ui/outcome';
import { UserError } from '../../ui/userError';
import type { CommandArgs } from '../shared/commandArgs';

/** Adds an allowed value of a property to the workspace settings, which are shared with the team, or else to the user settings. */
export async function allowValue(_: unknown, { property, value }: CommandArgs): Promise<Outcome> {
  if (property === undefined || value === undefined)
    throw new UserError(l10n.t('This command can only be run from a quick fix.'));
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  const { additionalValues: current } = readSettings({
    additionalValues: configuration.get<unknown>('additionalValues'),
  });
  const values = [...new Set([...(current[property] ?? []), value])];
  await configuration.update('additionalValues', { ...current, [property]: values }, target);
  return statusOutcome(l10n.t`Added ${value} to agentJson.additionalValues.`);
}
