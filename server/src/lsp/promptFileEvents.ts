import * as Lsp from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import { promptFilePattern } from '../protocol';
import { tokenLegend } from './convert';
import type { DiagnosticServices } from './diagnostics';

/** Follows prompt files in the editor and on disk, once an agent refers to one: few workspaces have any. */
export function followPromptFiles(connection: Connection, services: DiagnosticServices): void {
  const { documents, files } = services;
  const { promptFiles } = documents;
  documents.documents.onDidChangeContent(({ document }) => promptFiles.changed(document.uri));
  documents.documents.onDidClose(({ document }) => promptFiles.changed(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    files.filesChanged(changes);
    for (const { uri } of changes) promptFiles.changed(uri);
  });
  promptFiles.onFirstUse(() => registerForPromptFiles(connection, services));
}

/** Asks the client to report the text documents and files that can be prompt files, and to offer `{{variables}}` in them. */
function registerForPromptFiles(connection: Connection, { client, files }: DiagnosticServices): void {
  const documentSelector = files.schemes.map((scheme) => ({ scheme, pattern: promptFilePattern }));
  const syncKind = Lsp.TextDocumentSyncKind.Incremental;
  const prepareProvider = client.prepareRename;
  const registrations = Lsp.BulkRegistration.create();
  const offers = (capability: string) => client.dynamicRegistration.has(capability);
  if (offers('synchronization')) {
    registrations.add(Lsp.DidOpenTextDocumentNotification.type, { documentSelector });
    registrations.add(Lsp.DidChangeTextDocumentNotification.type, { documentSelector, syncKind });
    registrations.add(Lsp.DidCloseTextDocumentNotification.type, { documentSelector });
    if (offers('completion'))
      registrations.add(Lsp.CompletionRequest.type, { documentSelector, triggerCharacters: ['{'] });
    if (offers('references')) registrations.add(Lsp.ReferencesRequest.type, { documentSelector });
    if (offers('rename')) registrations.add(Lsp.RenameRequest.type, { documentSelector, prepareProvider });
    if (offers('semanticTokens'))
      registrations.add(Lsp.SemanticTokensRegistrationType.type, {
        documentSelector,
        legend: tokenLegend,
        full: true,
      });
  }
  if (client.watchedFilesRegistration) {
    const watchers = [{ globPattern: promptFilePattern }];
    registrations.add(Lsp.DidChangeWatchedFilesNotification.type, { watchers });
  }
  void connection.client.register(registrations);
}
