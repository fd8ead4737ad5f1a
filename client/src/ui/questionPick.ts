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

/** A long detail takes several rows, as a row is cut off where the list ends. */
function detailRows(detail: string): DetailItem[] {
  const rows = sanitizeLabel(detail).match(/.{1,80}(?:\s|$)|\S+/g) ?? [];
  return rows.map((row, index) => ({
    label: `${index === 0 ? '$(info)' : '$(blank)'} ${row.trim()}`,
    alwaysShow: true,
  }));
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
  const lines = details.flatMap(detailRows);
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
