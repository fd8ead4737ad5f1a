import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { openPromptFiles } from '../../editor/promptFolder';
import { saveIfDirty } from '../../editor/saveIfDirty';
import { openPromptDocuments } from '../../prompts/openPromptDocuments';
import type { Button } from '../../ui/notify';
import { CanceledByUser, UserError } from '../../ui/userError';
import { isUnsavedUntitled, saveUntitled } from './untitledFiles';

/** Whether an agent file, one of its prompt files or one of its prompt documents has unsaved edits. */
export function hasUnsavedEdits(document: vscode.TextDocument): boolean {
  const prompts = [...openPromptDocuments(document.uri), ...openPromptFiles(document)];
  return [document, ...prompts].some(({ isDirty }) => isDirty);
}

/**
 * Saves a file after its prompt documents and prompt files. Returns the saved document, which is a new one for an untitled file. Throws if
 * a document could not be saved.
 */
export async function saveDocument(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  for (const prompt of openPromptDocuments(document.uri)) await saveOrThrow(prompt);
  for (const prompt of openPromptFiles(document)) await saveOrThrow(prompt);
  if (isUnsavedUntitled(document)) return saveUntitled(document);
  if (document.isUntitled) return saveInPlace(document);
  await saveOrThrow(document);
  return document;
}

/** Uses VS Code's command, which shows why a file can't be saved and offers to overwrite read-only files. */
export function saveFileButton(uri: vscode.Uri): Button {
  const run = async () => {
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('workbench.action.files.save');
  };
  return { label: l10n.t('Save File'), run };
}

async function saveOrThrow(document: vscode.TextDocument): Promise<void> {
  if (await saveIfDirty(document)) return;
  const name = vscode.workspace.asRelativePath(document.uri);
  throw new UserError(l10n.t`${name} could not be saved. Save it, then try again.`, [
    saveFileButton(document.uri),
  ]);
}

/** Saves an untitled file that already has a name and a folder. */
async function saveInPlace({ uri }: vscode.TextDocument): Promise<vscode.TextDocument> {
  const saved = await vscode.workspace.save(uri);
  if (!saved) throw new CanceledByUser(l10n.t('Canceled: the file was not saved.'));
  return vscode.workspace.openTextDocument(saved);
}
