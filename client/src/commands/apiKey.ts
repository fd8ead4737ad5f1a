import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { failureSentence } from '#api/failures';
import type { Answer } from '#sync/ports';
import { Busy } from '../ui/progress';
import { isKey, keyVariable } from '../state/credentials';
import { Refusal } from '../ui/userError';
import { tickOff } from '../views/walkthrough';
import type { Parts } from './shared/services';

/** Asks for the API key, tries it, stores it. */
export async function setApiKey(parts: Parts): Promise<void> {
  const { host } = parts.remote.address;
  const entered = await vscode.window.showInputBox({
    title: l10n.t`API key for ${host}`,
    prompt: l10n.t(
      "Find it in your Cekura organization or project settings. It is stored in VS Code's secret storage.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isKey(text.trim()) ? undefined : l10n.t("An API key can't contain spaces or non-ASCII characters."),
  });
  if (entered !== undefined) await storeIfAccepted(parts, entered.trim());
}

export async function removeApiKey({ credentials, remote }: Parts): Promise<void> {
  const { origin, host } = remote.address;
  if ((await credentials.key(origin)) === undefined) {
    void vscode.window.showInformationMessage(l10n.t`No API key is set for ${host}.`);
    return;
  }
  await credentials.removeKey(origin);
  void vscode.window.showInformationMessage(l10n.t`Removed the API key for ${host}.`);
}

/** Makes sure that there is a key, offering the one in the environment once; throws a Refusal while there is none. */
export async function requireKey(parts: Parts): Promise<void> {
  const { credentials, remote } = parts;
  const { origin, host } = remote.address;
  if ((await credentials.key(origin)) !== undefined) return;
  const offered = credentials.offer(origin);
  if (offered !== undefined) {
    await credentials.rememberOffer(origin);
    const use = l10n.t('Use This Key');
    const text = l10n.t`The environment variable ${keyVariable} contains an API key. Use it for ${host}?`;
    if ((await vscode.window.showInformationMessage(text, { modal: true }, use)) === use) {
      return storeIfAccepted(parts, offered);
    }
  }
  throw new Refusal(l10n.t`No API key is set for ${host}. Set one first.`, ['set-api-key']);
}

/** Tries a key with one request that changes nothing. What can't be tried is stored only if the user says so. */
async function storeIfAccepted({ credentials, remote }: Parts, key: string): Promise<void> {
  const { origin, host } = remote.address;
  const busy = new Busy(l10n.t`Verifying the API key on ${host}…`);
  const api = remote.apiWith(() => Promise.resolve(key));
  const answer = await api.list({}, undefined, busy.cancellation).finally(() => busy.dispose());
  switch (verdictOf(answer)) {
    case 'accepted':
      break;
    case 'cancelled':
      return;
    case 'refused':
      throw new Refusal(
        l10n.t`${host} rejected this API key, so it was not saved. Check the key and enter it again.`,
        ['set-api-key'],
      );
    default: {
      const store = l10n.t('Save Anyway');
      const why = answer.ok ? '' : failureSentence(answer.failure, host);
      if (
        (await vscode.window.showWarningMessage(l10n.t`The API key could not be verified. ${why}`, store)) !==
        store
      )
        return;
    }
  }
  await credentials.setKey(origin, key);
  tickOff('key');
  void vscode.window.showInformationMessage(l10n.t`Saved the API key for ${host}.`);
}

/** A refusal of the query, or of this list alone, still means that the key was known. */
function verdictOf(answer: Answer<unknown>): 'accepted' | 'refused' | 'cancelled' | 'untried' {
  if (answer.ok) return 'accepted';
  switch (answer.failure.kind) {
    case 'rejected':
      return 'accepted';
    case 'unauthorized':
    case 'forbidden':
      return 'refused';
    case 'cancelled':
      return 'cancelled';
    default:
      return 'untried';
  }
}
