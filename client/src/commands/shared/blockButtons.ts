import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { BlockCause } from '#sync/model';
import { type Button, commandButton, problemsButton } from '../../ui/notify';

/** What can be done at once about the first cause that blocks a file. */
export function blockButtons(file: vscode.Uri, [first]: readonly BlockCause[]): Button[] {
  switch (first?.kind) {
    case 'unlinked':
      return [
        commandButton(l10n.t('Create on Cekura…'), 'agentJson.create', file),
        commandButton(l10n.t('Link to Existing Agent…'), 'agentJson.link', file),
      ];
    case 'missing-reference': {
      // A value from the environment can't be entered here.
      if (first.reference.source !== 'secret') return [];
      const about = { uri: file.toString(), pointer: first.pointer };
      return [commandButton(l10n.t('Set Secret…'), 'agentJson.setSecret', about)];
    }
    case 'refused-reference':
      return [commandButton(l10n.t('Push Again'), 'agentJson.push', file)];
    case 'too-deep':
    case 'too-large':
    case 'unreadable-result':
      return [];
    default:
      return [problemsButton()];
  }
}
