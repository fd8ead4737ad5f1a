import * as vscode from 'vscode';
import { parseAgent } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { editPromptText } from '#language/features/prompts';
import { fromPointer } from '#language/syntax/json';
import { promptScheme } from '../editor/agentFile';
import { readPageUri } from './pageUri';

/**
 * The text of an agent file with the unsaved edits of its open prompt pages. A page whose property was deleted from the file is ignored.
 */
export function textWithPages(document: vscode.TextDocument): string {
  return unsavedPages(document.uri).reduce((text, page) => {
    const path = fromPointer(readPageUri(page.uri).pointer);
    return applyEdits(text, editPromptText(parseAgent(text), path, page.getText()) ?? []);
  }, document.getText());
}

/** The open prompt pages of an agent file that have unsaved edits. */
export function unsavedPages(file: vscode.Uri): vscode.TextDocument[] {
  return openPages(file).filter(({ isDirty }) => isDirty);
}

/** The open prompt pages of an agent file. */
export function openPages(file: vscode.Uri): vscode.TextDocument[] {
  const pages = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === promptScheme);
  return pages.filter(({ uri }) => readPageUri(uri).file.toString() === file.toString());
}
