import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { failureSentence } from '#api/failures';
import type { Answer, ApiFailure } from '#sync/ports';
import { keyVariable } from '../../state/credentials';
import { ProgressNotification } from '../../ui/progress';
import { CanceledByUser, UserError } from '../../ui/userError';
import { completeWalkthroughStep } from '../../views/walkthrough';
import type { Services } from './services';

/** Makes sure that there is a key, offering the one in the environment once; throws a UserError while there is none. */
export async function requireKey(services: Services): Promise<void> {
  const { credentials, api } = services;
  const { origin, host } = api.address;
  if ((await credentials.key(origin)) !== undefined) return;
  const offered = credentials.offer(origin);
  if (offered !== undefined) {
    await credentials.rememberOffer(origin);
    const use = l10n.t('Use This Key');
    const text = l10n.t`The environment variable ${keyVariable} contains an API key. Use it for ${host}?`;
    if ((await vscode.window.showInformationMessage(text, { modal: true }, use)) === use) {
      return saveIfAccepted(services, offered);
    }
  }
  throw new UserError(l10n.t`No API key is set for ${host}. Set one first.`, ['set-api-key']);
}

/** Tries a key with one request that changes nothing, and saves it. One that can't be verified is saved only if the user says so. */
export async function saveIfAccepted({ credentials, api }: Services, key: string): Promise<void> {
  const { origin, host } = api.address;
  const progress = new ProgressNotification(l10n.t`Verifying the API key on ${host}…`);
  const client = api.clientWithKey(() => Promise.resolve(key));
  const answer = await client.list({}, undefined, progress.cancellation).finally(() => progress.dispose());
  switch (verdictOf(answer)) {
    case 'accepted':
      break;
    case 'canceled':
      throw new CanceledByUser(l10n.t('Canceled. No API key was saved.'));
    case 'rejected':
      throw new UserError(
        l10n.t`${host} rejected this API key, so it was not saved. Check the key and enter it again.`,
        ['set-api-key'],
      );
    case 'unverified':
      await askToSaveAnyway(answer.ok ? undefined : answer.failure, host);
  }
  await credentials.setKey(origin, key);
  completeWalkthroughStep('key');
}

async function askToSaveAnyway(failure: ApiFailure | undefined, host: string): Promise<void> {
  const save = l10n.t('Save Anyway');
  const why = failure ? failureSentence(failure, host) : '';
  const chosen = await vscode.window.showWarningMessage(
    l10n.t`The API key could not be verified. ${why}`,
    save,
  );
  if (chosen !== save) throw new CanceledByUser(l10n.t('Canceled. No API key was saved.'));
}

/** A rejected query, or a list that this key may not read, still means that the key is known. */
function verdictOf(answer: Answer<unknown>): 'accepted' | 'rejected' | 'canceled' | 'unverified' {
  if (answer.ok) return 'accepted';
  switch (answer.failure.kind) {
    case 'rejected':
      return 'accepted';
    case 'unauthorized':
    case 'forbidden':
      return 'rejected';
    case 'cancelled':
      return 'canceled';
    default:
      return 'unverified';
  }
}
