import * as vscode from 'vscode';
import type { Question } from '#sync/messages/describeQuestion';
import { sanitizeLabel } from './sanitize';

/** An answer to a question. */
export interface ChoiceItem<Choice> extends vscode.QuickPickItem {
  readonly choice: Choice;
}
/** A line of the list that only informs. */
interface DetailItem extends vscode.QuickPickItem {
  readonly choice?: undefined;
}

/**
 * A quick pick that stays open until it is answered and leaves the diff visible, with the details below the choices. Undefined after
 * Escape.
 */
export async function askInQuickPick<Choice>(
  { title, details }: Pick<Question, 'title' | 'details'>,
  placeHolder: string,
  items: readonly ChoiceItem<Choice>[],
): Promise<Choice | undefined> {
  const lines = details.map((detail): DetailItem => ({
    label: `$(info) ${sanitizeLabel(detail)}`,
    alwaysShow: true,
  }));
  // Without a label, which would hide the first line.
  const separator: DetailItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const shown = [...items, ...(lines.length > 0 ? [separator, ...lines] : [])];
  for (;;) {
    const chosen = await vscode.window.showQuickPick(shown, { title, placeHolder, ignoreFocusOut: true });
    if (!chosen) return undefined;
    // Choosing a line that only informs leaves the question open.
    if (chosen.choice !== undefined) return chosen.choice;
  }
}
