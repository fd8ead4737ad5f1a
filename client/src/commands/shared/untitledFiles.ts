import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { stringAt } from '#language/syntax/json';
import { agentFileExtension } from '#language/agentFile';
import { readAgentText } from '#sync/content/agentText';
import { CanceledByUser, UserError } from '../../ui/userError';
import { columnOf } from '../../editor/tabs';
import { fileNamesIn, writeText } from '../../editor/files';
import { fileNameFor } from '#sync/pull/fileNames';

/** Whether a document was never saved and has no path. */
export function isUnsavedUntitled({ isUntitled, uri }: vscode.TextDocument): boolean {
  return isUntitled && !uri.path.startsWith('/');
}

/**
 * Asks where to save an untitled file, saves it, and shows it instead of the untitled one. VS Code's own dialog starts in the home folder
 * without a name; this one starts in the open folder, with a name derived from the agent name.
 */
export async function saveUntitled(untitled: vscode.TextDocument): Promise<vscode.TextDocument> {
  const target = await vscode.window.showSaveDialog({
    title: l10n.t('Save Agent File'),
    filters: { 'Agent JSON': ['json'] },
    ...(await suggestedLocation(untitled)),
  });
  if (!target) throw new CanceledByUser(l10n.t('Canceled: the file was not saved.'));
  if (!target.path.toLowerCase().endsWith(agentFileExtension))
    throw new UserError(l10n.t('Not saved: the file name must end in .agent.json.'));
  await writeText(target, untitled.getText());
  const document = await vscode.workspace.openTextDocument(target);
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: columnOf(untitled) });
  await closeUntitled(untitled);
  return document;
}

async function suggestedLocation(
  untitled: vscode.TextDocument,
): Promise<{ readonly defaultUri?: vscode.Uri }> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return {};
  return {
    defaultUri: vscode.Uri.joinPath(folder, fileNameFor(agentNameIn(untitled), await fileNamesIn(folder))),
  };
}

function agentNameIn(untitled: vscode.TextDocument): string {
  const read = readAgentText(untitled.getText());
  const name = read.ok ? stringAt(read.agent, 'agent_name') : undefined;
  return name ?? l10n.t('New agent');
}

/**
 * Closes an untitled document whose text has been saved elsewhere. An empty one counts as unchanged, so VS Code closes it without asking.
 */
async function closeUntitled(untitled: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.delete(untitled.uri, new vscode.Range(0, 0, untitled.lineCount, 0));
  await vscode.workspace.applyEdit(edit);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ input }) => isOf(input, untitled)));
}

function isOf(input: unknown, { uri }: vscode.TextDocument): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
