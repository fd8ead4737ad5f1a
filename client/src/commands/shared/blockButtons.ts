import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { BlockCause } from '#sync/model';
import { type Button, commandButton, problemsButton } from '../../ui/notify';
import { enterSecretsButton } from './missingSecrets';
import type { Services } from './services';

/** Buttons that help to resolve the causes of a block. */
export function blockButtons(
  services: Services,
  file: vscode.Uri,
  causes: readonly BlockCause[],
  retry: () => Thenable<unknown>,
): Button[] {
  const [first] = causes;
  switch (first?.kind) {
    case 'unlinked':
      return [
        commandButton(l10n.t('Create on Cekura…'), 'agentJson.create', file),
        commandButton(l10n.t('Link to Existing Agent…'), 'agentJson.link', file),
      ];
    case 'missing-reference':
      return enterSecretsButton(services, causes, retry);
    case 'unapproved-reference':
      return [{ label: l10n.t('Try Again'), run: retry }];
    case 'too-deep':
    case 'too-large':
    case 'unreadable-result':
    case 'unwritable-prompt':
      return [];
    default:
      return [problemsButton()];
  }
}
