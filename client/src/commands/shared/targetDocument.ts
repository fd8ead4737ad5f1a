import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAgentFile, promptScheme } from '../../editor/agentFile';
import { pagesOf, readPageUri } from '../../prompts/promptPages';
import { openTabs } from '../../editor/tabs';
import { Refusal } from '../../ui/userError';
import { isWithoutPlace, placed } from './untitledFiles';
import type { Started } from './commandArgs';

/**
 * The agent file that a command is about: the one it was started on, else the one in the active editor, or whose page that is.
 * Where no text is active, as in the walkthrough, it is the one that can be seen beside, or that is open at all.
 */
export async function targetFile({ uri }: Started): Promise<vscode.TextDocument> {
  const { activeTextEditor } = vscode.window;
  const started = uri ? vscode.Uri.parse(uri) : (activeTextEditor?.document.uri ?? theOneAtHand());
  const file = started?.scheme === promptScheme ? readPageUri(started).file : started;
  const document = file && (await vscode.workspace.openTextDocument(file));
  if (!isAgentFile(document)) {
    throw new Refusal(l10n.t('No agent file is open. Open an .agent.json file first.'));
  }
  return document;
}

function theOneAtHand(): vscode.Uri | undefined {
  // One file may show twice: by itself and in a comparison.
  const inView = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
  const visible = [...inView].filter(isAgentFile);
  const isOpen = new Set(openTabs().map(({ uri }) => uri.toString()));
  const open = vscode.workspace.textDocuments.filter(
    (document) => isAgentFile(document) && isOpen.has(document.uri.toString()),
  );
  const [only, ...others] = visible.length > 0 ? visible : open;
  return others.length === 0 ? only?.uri : undefined;
}

/** The file with its changes saved, those in pages of its prompts too; undefined when that didn't happen. One without a name is another document then. */
export async function saved(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  for (const page of pagesOf(document.uri)) {
    if (page.isDirty && !(await page.save())) return undefined;
  }
  if (!document.isDirty && !document.isUntitled) return document;
  if (isWithoutPlace(document)) return placed(document);
  const uri = await vscode.workspace.save(document.uri);
  return uri && vscode.workspace.openTextDocument(uri);
}

/** Throws a Refusal in a folder that the user doesn't trust. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  const message = l10n.t('Push and pull require a trusted workspace.');
  throw new Refusal(message, ['manage-trust']);
}
