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
export async function saveUntitled(draft: vscode.TextDocument): Promise<vscode.TextDocument> {
  const target = await vscode.window.showSaveDialog({
    title: l10n.t('Save Agent File'),
    filters: { 'Agent JSON': ['json'] },
    ...(await suggestedPlace(draft)),
  });
  if (!target) throw new CanceledByUser(l10n.t('Canceled: the file was not saved.'));
  if (!target.path.toLowerCase().endsWith(agentFileExtension))
    throw new UserError(l10n.t('Not saved: the file name must end in .agent.json.'));
  await writeText(target, draft.getText());
  const document = await vscode.workspace.openTextDocument(target);
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: columnOf(draft) });
  await closeUntitled(draft);
  return document;
}

async function suggestedPlace(draft: vscode.TextDocument): Promise<{ readonly defaultUri?: vscode.Uri }> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return {};
  return {
    defaultUri: vscode.Uri.joinPath(folder, fileNameFor(agentNameIn(draft), await fileNamesIn(folder))),
  };
}

function agentNameIn(draft: vscode.TextDocument): string {
  const read = readAgentText(draft.getText());
  const name = read.ok ? stringAt(read.agent, 'agent_name') : undefined;
  return name ?? l10n.t('New agent');
}

/**
 * Closes an untitled document whose text has been saved elsewhere. An empty one counts as unchanged, so VS Code closes it without asking.
 */
async function closeUntitled(draft: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.delete(draft.uri, new vscode.Range(0, 0, draft.lineCount, 0));
  await vscode.workspace.applyEdit(edit);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ input }) => isOf(input, draft)));
}

function isOf(input: unknown, { uri }: vscode.TextDocument): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
