import * as vscode from 'vscode';

export const languageId = 'agent-json';

/** The scheme of read-only documents: sides of a comparison, and the last synced version of a file. */
export const previewScheme = 'agent-json-preview';
export const syncedScheme = 'agent-json-synced';
/** Prompts of agent files as Markdown documents. */
export const promptScheme = 'agent-json-prompt';

/** Whether a document is an agent file that can be edited, not a read-only preview of one. */
export function isAgentFile(document: vscode.TextDocument): boolean {
  return document.languageId === languageId && !isPreview(document.uri);
}

export function isPreview({ scheme }: vscode.Uri): boolean {
  return scheme === previewScheme || scheme === syncedScheme;
}

export function rangeOf(document: vscode.TextDocument, offset: number, length: number): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
