import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAgentFile, promptScheme } from '../vscode/agentFile';
import { pagesOf, readPageUri } from '../vscode/promptPages';
import { Refusal } from '../vscode/refusal';
import type { Started } from './started';

/** The agent file that a command is about: the one it was started on, else the one in the active editor, or whose page that is. */
export async function targetFile({ uri }: Started): Promise<vscode.TextDocument> {
  const started = uri ? vscode.Uri.parse(uri) : vscode.window.activeTextEditor?.document.uri;
  const file = started?.scheme === promptScheme ? readPageUri(started).file : started;
  const document = file && (await vscode.workspace.openTextDocument(file));
  if (!isAgentFile(document)) {
    throw new Refusal(l10n.t('No agent file is open. Open a file whose name ends in .agent.json.'));
  }
  return document;
}

/** The file with its changes saved, those in pages of its prompts too; undefined when that didn't happen. One without a name is another document then. */
export async function saved(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  for (const page of pagesOf(document.uri)) {
    if (page.isDirty && !(await page.save())) return undefined;
  }
  if (!document.isDirty && !document.isUntitled) return document;
  const uri = await vscode.workspace.save(document.uri);
  return uri && vscode.workspace.openTextDocument(uri);
}

/** Throws a Refusal in a folder that the user doesn't trust. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  const message = l10n.t(
    'This folder is not trusted, so nothing is pushed or pulled. Trust it first if you know its files.',
  );
  throw new Refusal(message, ['manage-trust']);
}
