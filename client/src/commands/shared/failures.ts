import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { failureSentence } from '#api/failures';
import type { FailureFormatter } from '#sync/messages/describe';
import type { ApiFailure } from '#sync/ports';
import { buttonFor } from '../../ui/errorBoundary';
import { type Button, commandButton } from '../../ui/notify';
import { type Action, CanceledByUser, UserError } from '../../ui/userError';
import type { Services } from './services';

type ApiServices = Pick<Services, 'api' | 'credentials'>;

/** Failures in words that name the host and, where the key may be the reason, which key was used. */
export async function failureFormatter({ api, credentials }: ApiServices): Promise<FailureFormatter> {
  const { host, origin } = api.address;
  const ending = await credentials.keyEnding(origin);
  return (failure) => {
    const sentence = failureSentence(failure, host);
    if (!isAboutKey(failure) || ending === undefined) return sentence;
    return l10n.t`${sentence} The request used the API key ending in "${ending}".`;
  };
}

/** What helps after a request about an existing agent failed. */
export function failureButtons(
  failure: ApiFailure,
  file: vscode.Uri,
  retry: () => Thenable<unknown>,
): Button[] {
  const tryAgain = { label: l10n.t('Try Again'), run: retry };
  switch (failure.kind) {
    case 'unauthorized':
      return [buttonFor('set-api-key', retry)];
    case 'forbidden':
      return [buttonFor('set-api-key', retry), tryAgain];
    case 'notFound':
      return [
        buttonFor('set-api-key', retry),
        commandButton(l10n.t('Link to Another Agent…'), 'agentJson.link', file),
      ];
    default:
      return [tryAgain];
  }
}

/** A failed request as the error that ends a command. */
export async function failureError(services: ApiServices, failure: ApiFailure): Promise<Error> {
  if (failure.kind === 'cancelled') return new CanceledByUser(l10n.t('Canceled.'));
  const actions: Action[] = isAboutKey(failure) ? ['set-api-key'] : ['retry'];
  return new UserError((await failureFormatter(services))(failure), actions);
}

/** Whether another key might make the request succeed. */
export function isAboutKey({ kind }: ApiFailure): boolean {
  return kind === 'unauthorized' || kind === 'forbidden' || kind === 'notFound';
}
