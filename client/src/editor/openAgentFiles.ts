import * as vscode from 'vscode';
import { agentFileExtension } from '#language/agentFile';
import { readPromptDocumentUri } from '../prompts/promptDocumentUri';
import { isAgentFile, isPreview, promptScheme } from './agentFile';
import { openDocumentOf } from './files';
import { openTabs } from './tabs';

/** Set while an agent file is open, for the commands about one file. */
const contextKey = 'agentJson.agentFileOpen';

/** Updates the context key for the Command Palette when editors are opened or closed. */
export function watchOpenAgentFiles(): vscode.Disposable {
  const updateContextKey = () => {
    const isOpen = visibleAgentFiles().length > 0 || agentFilesInTabs().length > 0;
    void vscode.commands.executeCommand('setContext', contextKey, isOpen);
  };
  updateContextKey();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(updateContextKey),
    vscode.window.tabGroups.onDidChangeTabs(updateContextKey),
    vscode.workspace.onDidOpenTextDocument(updateContextKey),
    vscode.workspace.onDidCloseTextDocument(updateContextKey),
  );
}

/** The agent file of a document: the document itself, or the file of a prompt document. */
export function agentFileOf(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === promptScheme ? readPromptDocumentUri(uri).file : uri;
}

/** The visible agent files, without duplicates: in an editor, in a comparison, or as a prompt document. */
export function visibleAgentFiles(): vscode.Uri[] {
  const documents = vscode.window.visibleTextEditors.map(({ document }) => document);
  return unique(documents.filter(isAgentOrPrompt).map(({ uri }) => uri));
}

/** The agent files with a tab, without duplicates, active tabs first. */
export function agentFilesInTabs(): vscode.Uri[] {
  return unique(openTabs().flatMap(({ uri }) => (isAgentUri(uri) ? [uri] : [])));
}

/** A tab that was not shown yet has no document: then the file name decides. */
function isAgentUri(uri: vscode.Uri): boolean {
  const document = openDocumentOf(uri);
  return document ? isAgentOrPrompt(document) : uri.path.endsWith(agentFileExtension) && !isPreview(uri);
}

function isAgentOrPrompt(document: vscode.TextDocument): boolean {
  return isAgentFile(document) || document.uri.scheme === promptScheme;
}

function unique(uris: readonly vscode.Uri[]): vscode.Uri[] {
  return [...new Map(uris.map((uri) => [agentFileOf(uri).toString(), agentFileOf(uri)])).values()];
}
