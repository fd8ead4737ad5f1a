import * as vscode from 'vscode';
import type { PromptReference } from '#language/promptFiles/expand';
import { textReplacement } from '#language/syntax/edit';
import { DocumentFile } from '../../editor/documentFile';
import { promptUrisIn } from '../../editor/promptUri';

/** The text of an agent with its prompts, and which of them are in prompt files. */
export interface AgentText {
  readonly text: string;
  readonly references: readonly PromptReference[];
}

/**
 * Reverts the last edit of an agent file and saves it: with the editor's undo or, if it has prompt files, which have separate undo stacks,
 * with one edit of all files. `before`, `after`: the agent around that edit. Returns false if it was edited since.
 */
export async function undoEdit(
  document: vscode.TextDocument,
  before: AgentText,
  after: string,
): Promise<boolean> {
  await vscode.window.showTextDocument(document);
  const file = new DocumentFile(document.uri);
  if ((await file.read()) !== after) return false;
  if (promptUrisIn(document.uri, document.getText()).length === 0) {
    await vscode.commands.executeCommand('undo');
    await document.save();
    return true;
  }
  return (await file.edit(textReplacement(after, before.text), after, before.references)) === 'done';
}
