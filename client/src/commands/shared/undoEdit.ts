import * as vscode from 'vscode';
import { changedRange } from '#language/syntax/changedRange';
import { DocumentFile } from '../../editor/documentFile';
import { promptUrisIn } from '../../editor/promptFolder';

/**
 * Takes back the last edit of an agent file and saves: by the editor's own undo, or where it has prompt files, which have an undo of their
 * own, by one edit of all of them. `before`: the text with its prompts; false if that was not possible.
 */
export async function undoEdit(document: vscode.TextDocument, before: string): Promise<boolean> {
  await vscode.window.showTextDocument(document);
  if (promptUrisIn(document.uri, document.getText()).length === 0) {
    await vscode.commands.executeCommand('undo');
    await document.save();
    return true;
  }
  const file = new DocumentFile(document.uri);
  const now = await file.read();
  const { start, oldEnd, shift } = changedRange(now, before);
  const edit = { offset: start, length: oldEnd - start, newText: before.slice(start, oldEnd + shift) };
  return (await file.edit([edit], now)) === 'done';
}
