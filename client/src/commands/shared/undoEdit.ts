import * as vscode from 'vscode';
import { textReplacement } from '#language/syntax/edit';
import { DocumentFile } from '../../editor/documentFile';
import { promptUrisIn } from '../../editor/promptUri';

/**
 * Reverts the last edit of an agent file and saves it: with the editor's undo or, if it has prompt files, which have separate undo stacks,
 * with one edit of all files. `before`: the text with its prompts. Returns false if that was not possible.
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
  return (await file.edit(textReplacement(now, before), now)) === 'done';
}
