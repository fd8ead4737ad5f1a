import * as vscode from 'vscode';
import { type Path, fromPointer } from '../../../server/src/language/json';
import type { BlockCause } from '../sync/plan';
import { spanFor } from '../vscode/rejectionMarks';
import { rangeOf } from '../vscode/agentFile';
import { openTabs } from '../vscode/tabs';

/** Puts the cursor on a place and brings it into view, in the column where the file is open already. */
export async function reveal(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, {
    preview: false,
    viewColumn: columnOf(document),
  });
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function columnOf({ uri }: vscode.TextDocument): vscode.ViewColumn {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor?.document.uri.toString() === uri.toString()) return vscode.ViewColumn.Active;
  const tab = openTabs().find((one) => one.uri.toString() === uri.toString());
  return tab?.column ?? vscode.ViewColumn.Active;
}

/** Puts the cursor on a member, or on what stands around it where the file doesn't have it. */
export async function revealPlace(document: vscode.TextDocument, path: Path): Promise<void> {
  const { offset, length } = spanFor(document.getText(), path);
  await reveal(document, rangeOf(document, offset, length));
}

/** Shows where in the file the cause stands, if it stands anywhere. */
export async function revealCause(
  document: vscode.TextDocument,
  cause: BlockCause | undefined,
): Promise<void> {
  if (!cause || cause.kind === 'unlinked') return;
  const { offset, length } = spanOf(document.getText(), cause);
  await reveal(document, rangeOf(document, offset, length));
}

function spanOf(text: string, cause: Exclude<BlockCause, { kind: 'unlinked' }>) {
  switch (cause.kind) {
    case 'unreadable':
      return { offset: cause.offset, length: 0 };
    case 'bad-id':
      return spanFor(text, ['id']);
    default:
      return spanFor(text, fromPointer(cause.pointer));
  }
}
