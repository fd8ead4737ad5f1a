import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeyRecord } from '#sync/projects/keys';
import { buttonFor } from '../ui/errorBoundary';
import { type Outcome, continued, informationOutcome } from '../ui/outcome';
import { CanceledByUser } from '../ui/userError';
import { keyLabel } from './shared/keyLabels';
import { type Services, refreshStates } from './shared/services';

/** Lists the API keys for the API URL in the settings, to remove or add one. */
export async function manageApiKeys(services: Services): Promise<Outcome> {
  const { credentials, api } = services;
  const { origin, host } = api.address;
  const keys = await credentials.records(origin);
  if (keys.length === 0) {
    const retry = () => vscode.commands.executeCommand('agentJson.manageApiKeys');
    return informationOutcome(l10n.t`No API key is set for ${host}.`, [buttonFor('set-api-key', retry)]);
  }
  const selectedKey = await chooseKeyToRemove(keys, host);
  if (!selectedKey) {
    await vscode.commands.executeCommand('agentJson.setApiKey');
    return continued;
  }
  const { label } = keyLabel(selectedKey);
  await askToRemove(label, host);
  await credentials.removeKey(origin, selectedKey.slot);
  refreshStates(services);
  return informationOutcome(l10n.t`Removed the API key of ${label} for ${host}.`);
}

/** The key to remove; undefined to add one. */
async function chooseKeyToRemove(keys: readonly KeyRecord[], host: string): Promise<KeyRecord | undefined> {
  const items = keys.map((record) => ({ ...keyLabel(record), record }));
  const add = { label: l10n.t('$(add) Set API Key…'), description: '', record: undefined };
  const selection = await vscode.window.showQuickPick([...items, add], {
    title: l10n.t`API keys for ${host}`,
    placeHolder: l10n.t('Select a key to remove it'),
    matchOnDescription: true,
  });
  if (!selection) throw new CanceledByUser(l10n.t('Canceled. No API key was removed.'));
  return selection.record;
}

async function askToRemove(label: string, host: string): Promise<void> {
  const remove = l10n.t('Remove');
  const question = l10n.t`Remove the API key of ${label} for ${host}?`;
  const detail = l10n.t('The key is removed from this editor only. It remains valid on Cekura.');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, remove);
  if (answer !== remove) throw new CanceledByUser(l10n.t('Canceled. No API key was removed.'));
}
