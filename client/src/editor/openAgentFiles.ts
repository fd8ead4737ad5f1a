import * as vscode from 'vscode';
import { fileEnding } from '#server/protocol';
import { readPageUri } from '../prompts/pageUri';
import { isAgentFile, isPreview, promptScheme } from './agentFile';
import { openTabs } from './tabs';

/** Set while an agent file is open, for the commands about one file. */
const contextKey = 'agentJson.agentFileOpen';

/** Keeps the palette's context key in step with the open editors, whichever of them is active. */
export function watchOpenAgentFiles(): vscode.Disposable {
  const refresh = () => {
    const isOpen = visibleAgentFiles().length > 0 || agentFilesInTabs().length > 0;
    void vscode.commands.executeCommand('setContext', contextKey, isOpen);
  };
  refresh();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(refresh),
    vscode.window.tabGroups.onDidChangeTabs(refresh),
    vscode.workspace.onDidOpenTextDocument(refresh),
    vscode.workspace.onDidCloseTextDocument(refresh),
  );
}

/** The agent file of a document: its own URI, or for a prompt page the file that it belongs to. */
export function agentFileOf(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === promptScheme ? readPageUri(uri).file : uri;
}

/** The agent files that can be seen, each once: alone, in a comparison, or as a prompt page. */
export function visibleAgentFiles(): vscode.Uri[] {
  const documents = vscode.window.visibleTextEditors.map(({ document }) => document);
  return unique(documents.filter(isAgentOrPage).map(({ uri }) => uri));
}

/** The agent files that have a tab, each once, those in front first. */
export function agentFilesInTabs(): vscode.Uri[] {
  return unique(openTabs().flatMap(({ uri }) => (isAgentUri(uri) ? [uri] : [])));
}

/** A tab that was not shown yet has no document: then the file name decides. */
function isAgentUri(uri: vscode.Uri): boolean {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  return document ? isAgentOrPage(document) : uri.path.endsWith(fileEnding) && !isPreview(uri);
}

function isAgentOrPage(document: vscode.TextDocument): boolean {
  return isAgentFile(document) || document.uri.scheme === promptScheme;
}

function unique(uris: readonly vscode.Uri[]): vscode.Uri[] {
  return [...new Map(uris.map((uri) => [agentFileOf(uri).toString(), agentFileOf(uri)])).values()];
}
