import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Outcome, informationOutcome, opened } from '../ui/outcome';
import { completeWalkthroughStep } from '../views/walkthrough';
import { placeholdersIn, selectPlaceholder } from './shared/placeholders';
import { reveal } from './shared/reveal';
import type { CommandArgs } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';

/**
 * Goes to the next problem after the cursor, wrapping around at the end of the file, and lists its quick fixes. If there is no problem, it
 * selects a placeholder.
 */
export async function fixNextProblem(_: unknown, args: CommandArgs): Promise<Outcome> {
  const document = await targetFile(args);
  const cursor = cursorIn(document);
  const problem = nextAfter(problemRanges(document), (range) => cursor?.isBefore(range.start));
  if (problem) {
    await reveal(document, problem);
    await vscode.commands.executeCommand('editor.action.quickFix');
    return opened;
  }
  const placeholder = nextAfter(placeholdersIn(document), ({ span }) =>
    cursor?.isBefore(document.positionAt(span.offset)),
  );
  if (placeholder) await selectPlaceholder(document, placeholder);
  else completeWalkthroughStep('fix');
  return informationOutcome(
    placeholder
      ? l10n.t('No problems left. Replace the selected placeholder.')
      : l10n.t('No problems left in this file.'),
  );
}

/** The first one after the cursor, else the first one. */
function nextAfter<Item>(
  items: readonly Item[],
  isAfterCursor: (item: Item) => boolean | undefined,
): Item | undefined {
  return items.find(isAfterCursor) ?? items[0];
}

/** Ranges of errors and warnings, in the order of the text. */
function problemRanges({ uri }: vscode.TextDocument): vscode.Range[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .map(({ range }) => range)
    .sort((a, b) => a.start.compareTo(b.start));
}

function cursorIn(document: vscode.TextDocument): vscode.Position | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection.active;
}
