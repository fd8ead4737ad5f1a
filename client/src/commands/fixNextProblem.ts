import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { tickOff } from '../views/walkthrough';
import { placeholdersIn, selectPlaceholder } from './shared/placeholders';
import { reveal } from './shared/reveal';
import type { Started } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';

/**
 * Goes to the next squiggle behind the cursor, round the end of the file, and lists what mends it. Where none is left, it goes to what is
 * still to be filled in.
 */
export async function mendNext(_: unknown, started: Started): Promise<void> {
  const document = await targetFile(started);
  const cursor = cursorIn(document);
  const squiggle = nextAfter(squigglesIn(document), (range) => cursor?.isBefore(range.start));
  if (squiggle) {
    await reveal(document, squiggle);
    await vscode.commands.executeCommand('editor.action.quickFix');
    return;
  }
  const placeholder = nextAfter(placeholdersIn(document), ({ span }) =>
    cursor?.isBefore(document.positionAt(span.offset)),
  );
  if (placeholder) await selectPlaceholder(document, placeholder);
  else tickOff('fix');
  const text = placeholder
    ? l10n.t('No problems left. Replace the selected placeholder.')
    : l10n.t('No problems left in this file.');
  void vscode.window.showInformationMessage(text);
}

/** The first one behind the cursor, else the first of all. */
function nextAfter<Place>(
  places: readonly Place[],
  isBehind: (place: Place) => boolean | undefined,
): Place | undefined {
  return places.find(isBehind) ?? places[0];
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
