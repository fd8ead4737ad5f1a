import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { createAgentLanguage } from '#language/index';
import { agentSchema } from '#language/schema/bundledSchema';
import { languageId } from '../editor/agentFile';
import { columnForTexts } from '../editor/tabs';
import { namesIn } from '../editor/workspaceAgents';
import { fileNameFor } from './shared/fileNames';
import type { Started } from './shared/commandArgs';

/**
 * Asks for the provider and opens a new file that holds what such an agent needs, ready to be filled in.
 * Started on a folder, the file has its place there as soon as it is saved.
 */
export async function newAgent(_: unknown, { uri: folder }: Started): Promise<void> {
  const language = createAgentLanguage(agentSchema);
  const empty = language.annotate(language.parse(''));
  const skeletons = language
    .completions(empty, 0, { snippets: true })
    .filter(({ kind }) => kind === 'skeleton')
    .map(({ label, edit }) => ({ label, text: edit.newText }));
  const chosen = await vscode.window.showQuickPick(skeletons, {
    title: l10n.t('New Agent File'),
    placeHolder: l10n.t('Select a provider'),
    ignoreFocusOut: true,
  });
  if (!chosen) return;
  const document = folder
    ? await draftIn(vscode.Uri.parse(folder))
    : await vscode.workspace.openTextDocument({ language: languageId });
  const editor = await vscode.window.showTextDocument(document, { viewColumn: columnForTexts() });
  await editor.insertSnippet(new vscode.SnippetString(`${chosen.text}\n`));
}

/** An unsaved file with a name that is free in the folder, on disk and among the unsaved ones. */
async function draftIn(folder: vscode.Uri): Promise<vscode.TextDocument> {
  const unsaved = vscode.workspace.textDocuments.map(({ uri }) =>
    uri.path.slice(uri.path.lastIndexOf('/') + 1),
  );
  const name = fileNameFor(l10n.t('New agent'), [...(await namesIn(folder)), ...unsaved]);
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name).with({ scheme: 'untitled' }));
}
