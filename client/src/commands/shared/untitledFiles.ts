import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { memberOf } from '#language/syntax/json';
import { fileEnding } from '#server/protocol';
import { readAgentText } from '#sync/content/agentText';
import { Refusal } from '../../ui/userError';
import { columnOf } from '../../editor/tabs';
import { namesIn } from '../../editor/workspaceAgents';
import { fileNameFor } from './fileNames';

/** Whether a file was never saved and nobody has said yet where it belongs. */
export function isWithoutPlace({ isUntitled, uri }: vscode.TextDocument): boolean {
  return isUntitled && !uri.path.startsWith('/');
}

/**
 * Asks where a draft belongs, saves it there and shows it in the draft's stead; undefined when the user stops. VS Code's own question
 * starts in the home folder and knows no name: this one starts in the open folder, with a name made of the agent's.
 */
export async function placed(draft: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  const place = await vscode.window.showSaveDialog({
    title: l10n.t('Save Agent File'),
    filters: { 'Agent JSON': ['json'] },
    ...(await suggestionFor(draft)),
  });
  if (!place) return undefined;
  if (!place.path.toLowerCase().endsWith(fileEnding))
    throw new Refusal(l10n.t('Not saved: the file name must end in .agent.json.'));
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(draft.getText()));
  const document = await vscode.workspace.openTextDocument(place);
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: columnOf(draft) });
  await close(draft);
  return document;
}

async function suggestionFor(draft: vscode.TextDocument): Promise<{ readonly defaultUri?: vscode.Uri }> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return {};
  return { defaultUri: vscode.Uri.joinPath(folder, fileNameFor(nameIn(draft), await namesIn(folder))) };
}

function nameIn(draft: vscode.TextDocument): string {
  const read = readAgentText(draft.getText());
  const name = read.ok ? memberOf(read.agent, 'agent_name') : undefined;
  return typeof name === 'string' ? name : l10n.t('New agent');
}

/**
 * Closes a draft whose text is in a file by now. Once emptied it counts as unchanged and goes without a question, also while something else
 * has the focus, as the walkthrough does that a command was started from.
 */
async function close(draft: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.delete(draft.uri, new vscode.Range(0, 0, draft.lineCount, 0));
  await vscode.workspace.applyEdit(edit);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ input }) => isOf(input, draft)));
}

function isOf(input: unknown, { uri }: vscode.TextDocument): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
