import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { languageId } from '../editor/agentFile';
import { UserError } from '../ui/userError';

/** Replaces all commands that send requests or need a secret: an API key would not be safe in a web page. */
export function requireDesktop(): Promise<never> {
  // Short, because a notification without buttons only shows one line.
  const message = l10n.t('Open this folder in VS Code desktop to push and pull.');
  return Promise.reject(new UserError(message));
}

/** Shows the same in the status bar. */
export function showEditingOnly(): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('agentJson.browser', { language: languageId });
  item.name = 'Agent JSON';
  item.text = l10n.t('Editing Only');
  item.detail = l10n.t('Push and pull require VS Code desktop.');
  return item;
}
