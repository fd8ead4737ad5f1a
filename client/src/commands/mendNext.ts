import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { reveal } from './reveal';
import type { Started } from './started';
import { targetFile } from './target';

/** Goes to the next squiggle behind the cursor, round the end of the file, and lists what mends it. */
export async function mendNext(_: unknown, started: Started): Promise<void> {
  const document = await targetFile(started);
  const [first, ...others] = squigglesIn(document);
  if (!first) {
    void vscode.window.showInformationMessage(l10n.t('Nothing is left to mend in this file.'));
    return;
  }
  const cursor = cursorIn(document);
  const next = [first, ...others].find(({ start }) => cursor && start.isAfter(cursor)) ?? first;
  await reveal(document, next);
  await vscode.commands.executeCommand('editor.action.quickFix');
}

/** Places of errors and warnings, in the order of the text. */
function squigglesIn({ uri }: vscode.TextDocument): vscode.Range[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .map(({ range }) => range)
    .sort((a, b) => a.start.compareTo(b.start));
}

function cursorIn(document: vscode.TextDocument): vscode.Position | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection.active;
}
