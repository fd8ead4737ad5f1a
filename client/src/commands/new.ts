import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { newAgents } from '#language/completion/templates';
import { languageId } from '../editor/agentFile';
import { preferredColumn } from '../editor/tabs';
import { fileNamesIn } from '../editor/files';
import { type Outcome, opened } from '../ui/outcome';
import { CanceledByUser } from '../ui/userError';
import type { CommandArgs } from './shared/commandArgs';
import { fileNameFor } from '#sync/pull/fileNames';

/**
 * Asks for the provider and opens an untitled file with the properties that it requires. If the command is run on a folder, the file is
 * saved there without asking.
 */
export async function newAgentFile(_: unknown, { uri: folder }: CommandArgs): Promise<Outcome> {
  const selection = await vscode.window.showQuickPick(items(), {
    title: l10n.t('New Agent File'),
    placeHolder: l10n.t('Select a provider'),
    ignoreFocusOut: true,
  });
  if (!selection) throw new CanceledByUser(l10n.t('Canceled. No file was created.'));
  const document = folder
    ? await untitledIn(vscode.Uri.parse(folder))
    : await vscode.workspace.openTextDocument({ language: languageId });
  const editor = await vscode.window.showTextDocument(document, { viewColumn: preferredColumn() });
  await editor.insertSnippet(new vscode.SnippetString(`${selection.snippet}\n`));
  return opened;
}

function items() {
  return newAgents(agentSchema).map(({ provider, snippet }) => ({
    label: provider ?? l10n.t('No provider'),
    snippet,
  }));
}

/** An untitled file with an unused name in the folder. */
async function untitledIn(folder: vscode.Uri): Promise<vscode.TextDocument> {
  const untitled = vscode.workspace.textDocuments.map(({ uri }) =>
    uri.path.slice(uri.path.lastIndexOf('/') + 1),
  );
  const name = fileNameFor(l10n.t('New agent'), [...(await fileNamesIn(folder)), ...untitled]);
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name).with({ scheme: 'untitled' }));
}
