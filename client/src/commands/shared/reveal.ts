import * as vscode from 'vscode';
import { type Path, fromPointer } from '#language/syntax/json';
import type { BlockCause } from '#sync/model';
import { spanFor } from '../../editor/serverErrorMarks';
import { rangeOf } from '../../editor/agentFile';
import { columnOf } from '../../editor/tabs';

/** Moves the cursor to a range and scrolls it into view, in the column where the file is already open. */
export function reveal(document: vscode.TextDocument, { start }: vscode.Range): Promise<void> {
  return select(document, new vscode.Range(start, start));
}

/** The same with the range selected, so that typing replaces it. */
export async function select(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const viewColumn = columnOf(document);
  const editor = await vscode.window.showTextDocument(document, { preview: false, viewColumn });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Moves the cursor to a property, or to its nearest parent in the file. */
export async function revealPath(document: vscode.TextDocument, path: Path): Promise<void> {
  const { offset, length } = spanFor(document.getText(), path);
  await reveal(document, rangeOf(document, offset, length));
}

/** Moves the cursor to the cause of a block, if it is in the file. */
export async function revealCause(
  document: vscode.TextDocument,
  cause: BlockCause | undefined,
): Promise<void> {
  const span = cause && spanOfCause(document.getText(), cause);
  if (span) await reveal(document, rangeOf(document, span.offset, span.length));
}

/** The location of a cause in the file; undefined if it has none. */
function spanOfCause(text: string, cause: BlockCause) {
  switch (cause.kind) {
    case 'unreadable':
      return { offset: cause.offset, length: 0 };
    case 'bad-id':
      return spanFor(text, ['id']);
    default:
      return 'pointer' in cause ? spanFor(text, fromPointer(cause.pointer)) : undefined;
  }
}
