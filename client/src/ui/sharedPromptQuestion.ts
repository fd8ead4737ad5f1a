import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { describeSharedPrompts } from '#sync/messages/describeSharedPrompts';
import type { SharedPrompt } from '#sync/promptFiles/sharedPrompts';
import { sanitizeMessage } from './sanitize';

/** Asks before changing prompt files that other agents use as well. */
export async function askAboutSharedPrompts(shared: readonly SharedPrompt[]): Promise<boolean> {
  const { title, details } = describeSharedPrompts(shared);
  const change = l10n.t('Change for All');
  const options = { modal: true, detail: details.map(sanitizeMessage).join('\n') };
  return (await vscode.window.showWarningMessage(sanitizeMessage(title), options, change)) === change;
}
