import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/**
 * Uses the translations that VS Code has loaded; there are none if its language is English. Each bundle has to call this before its first
 * message.
 */
export function configureL10n(): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
}
