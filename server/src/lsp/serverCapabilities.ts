import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { Client } from './clientCapabilities';
import { triggerCharacters } from '#language/completion/index';
import { tokenLegend } from './convert';

const codeActionKinds = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  CodeActionKind.SourceFixAll,
];

/** What we offer this client. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: [...triggerCharacters], resolveProvider: false },
    ...(client.readsActions ? { codeActionProvider: { codeActionKinds } } : {}),
    hoverProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: { resolveProvider: false },
    renameProvider: client.preparesRenames ? { prepareProvider: true } : true,
    referencesProvider: true,
    documentHighlightProvider: true,
    semanticTokensProvider: { legend: tokenLegend, full: true },
    ...(client.commands.size > 0 ? { codeLensProvider: { resolveProvider: false } } : {}),
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: 'agent-json',
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
