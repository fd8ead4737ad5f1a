import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/**
 * Makes our texts come in the editor's language: VS Code has read them; there are none while that is English. To be called by each
 * bundle that has texts, before the first of them is looked up.
 */
export function useEditorsLanguage(): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
}
