import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { languageId } from '../editor/agentFile';
import { Refusal } from '../ui/userError';

/** Whatever would talk to Cekura or needs a secret: an API key would not be safe in a page, so nothing is sent from there. */
export function refuseToSync(): Promise<never> {
  // Not a word more: a notification without buttons shows one line.
  const message = l10n.t('Open this folder in VS Code desktop to push and pull.');
  return Promise.reject(new Refusal(message));
}

/** Says so in the status bar too, where one looks for the state of a file. */
export function sayWhatIsMissing(): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('agentJson.browser', { language: languageId });
  item.name = 'Agent JSON';
  item.text = l10n.t('Editing Only');
  item.detail = l10n.t('Push and pull require VS Code desktop.');
  return item;
}
