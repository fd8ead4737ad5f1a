import * as vscode from 'vscode';
import { parseAgent } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { editPromptText } from '#language/features/prompts';
import { fromPointer } from '#language/syntax/json';
import { promptScheme } from '../editor/agentFile';
import { readPromptDocumentUri } from './promptDocumentUri';

/**
 * The text of an agent file with the unsaved edits of its open prompts. A prompt whose property was deleted from the file is ignored.
 */
export function textWithOpenPrompts(document: vscode.TextDocument): string {
  const unsavedPrompts = openPromptDocuments(document.uri).filter(({ isDirty }) => isDirty);
  return unsavedPrompts.reduce((text, prompt) => {
    const path = fromPointer(readPromptDocumentUri(prompt.uri).pointer);
    return applyEdits(text, editPromptText(parseAgent(text), path, prompt.getText()) ?? []);
  }, document.getText());
}

/** The open prompt documents of an agent file. */
export function openPromptDocuments(file: vscode.Uri): vscode.TextDocument[] {
  const prompts = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === promptScheme);
  return prompts.filter(({ uri }) => readPromptDocumentUri(uri).file.toString() === file.toString());
}
