import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { explainFailure } from '#api/keyFailures';
import type { FailureFormatter } from '#sync/messages/message';
import type { ApiFailure } from '#sync/ports';
import { buttonFor } from '../../ui/errorBoundary';
import { type Button, commandButton } from '../../ui/notify';
import { type Action, CanceledByUser, UserError } from '../../ui/userError';
import type { Services } from './services';
import type { Target } from './target';

/** Messages for failures, with the host and, if the key may be the reason, its project and the key that was used. */
export function failureFormatter(target: Target): FailureFormatter {
  const { lastFour } = target.key;
  return (failure) => {
    const { text } = explanationFor(target, failure);
    if (!isAboutKey(failure) || lastFour === '') return text;
    return l10n.t`${text} The request used the API key ending in "${lastFour}".`;
  };
}

function explanationFor({ address, key, fileProject }: Target, failure: ApiFailure) {
  return explainFailure({ failure, host: address.host, key, project: fileProject });
}

/** Buttons for failed requests about an existing agent. */
export function failureButtons(
  target: Target,
  failure: ApiFailure,
  file: vscode.Uri,
  retry: () => Thenable<unknown>,
): Button[] {
  const tryAgain = { label: l10n.t('Try Again'), run: retry };
  const setKey = buttonFor('set-api-key', retry);
  const { problem } = explanationFor(target, failure);
  if (problem === 'invalid-key') return [setKey];
  if (problem === 'wrong-project')
    return [setKey, commandButton(l10n.t('Choose Agent…'), 'agentJson.link', file)];
  switch (failure.kind) {
    case 'forbidden':
      return [setKey, tryAgain];
    case 'notFound':
      return [setKey, commandButton(l10n.t('Link to Another Agent…'), 'agentJson.link', file)];
    default:
      return [tryAgain];
  }
}

/** A failed request as the error that ends a command. */
export function failureError(target: Target, failure: ApiFailure): Error {
  if (failure.kind === 'canceled') return new CanceledByUser(l10n.t('Canceled.'));
  const actions: Action[] = isAboutKey(failure) ? ['set-api-key'] : ['retry'];
  return new UserError(failureFormatter(target)(failure), actions);
}

/** Records that a key can't write, so that it is listed as read-only. */
export async function recordReadOnlyKey(
  { credentials }: Pick<Services, 'credentials'>,
  target: Target,
  failure: ApiFailure,
): Promise<void> {
  if (explanationFor(target, failure).problem !== 'read-only-key' || target.key.readOnly) return;
  await credentials.markReadOnly(target.address.origin, target.key);
}

/** Whether another key might make the request succeed. */
export function isAboutKey({ kind }: ApiFailure): boolean {
  return kind === 'unauthorized' || kind === 'forbidden' || kind === 'notFound';
}
