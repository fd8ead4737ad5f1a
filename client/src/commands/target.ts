import * as vscode from 'vscode';
import { languageId } from '../vscode/agentFile';
import { Refusal } from '../vscode/refusal';

/** The agent file that a command is about: the one it was started on, else the one in the active editor. */
export async function targetFile(file: vscode.Uri | undefined): Promise<vscode.TextDocument> {
  const document = file
    ? await vscode.workspace.openTextDocument(file)
    : vscode.window.activeTextEditor?.document;
  if (document?.languageId !== languageId) {
    throw new Refusal('No agent file is open. Open a file whose name ends in .agent.json.');
  }
  return document;
}

/** Saves the file if it has unsaved changes; false when that didn't happen. */
export async function saved(document: vscode.TextDocument): Promise<boolean> {
  return !document.isDirty || (await document.save());
}

/** Throws a Refusal in a folder that the user doesn't trust. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new Refusal('This folder is not trusted, so nothing is sent. Trust it first if you know its files.', [
    'Manage Trust',
  ]);
}
