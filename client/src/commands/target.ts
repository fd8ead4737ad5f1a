import * as vscode from 'vscode';
import { isAgentFile } from '../vscode/agentFile';
import { Refusal } from '../vscode/refusal';
import type { Started } from './started';

/** The agent file that a command is about: the one it was started on, else the one in the active editor. */
export async function targetFile({ uri }: Started): Promise<vscode.TextDocument> {
  const document = uri
    ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
    : vscode.window.activeTextEditor?.document;
  if (!isAgentFile(document)) {
    throw new Refusal('No agent file is open. Open a file whose name ends in .agent.json.');
  }
  return document;
}

/** The file with its changes saved; undefined when that didn't happen. One without a name is another document then. */
export async function saved(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (!document.isDirty && !document.isUntitled) return document;
  const uri = await vscode.workspace.save(document.uri);
  return uri && vscode.workspace.openTextDocument(uri);
}

/** Throws a Refusal in a folder that the user doesn't trust. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new Refusal('This folder is not trusted, so nothing is sent. Trust it first if you know its files.', [
    'Manage Trust',
  ]);
}
