import {
  CodeActionKind,
  FileOperationPatternKind,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { triggerCharacters } from '#language/completion/index';
import { agentFilePattern, promptFilePattern } from '../protocol';
import type { ClientSupport } from './clientCapabilities';
import { tokenLegend } from './convert';

/** The files and folders that references to prompt files depend on. */
const renamedFiles = [
  { pattern: { glob: promptFilePattern, matches: FileOperationPatternKind.file } },
  { pattern: { glob: agentFilePattern, matches: FileOperationPatternKind.file } },
  { pattern: { glob: '**', matches: FileOperationPatternKind.folder } },
];

/** The capabilities of the server. `pullDiagnostics`: whether it supports pull diagnostics. */
export function serverCapabilities(client: ClientSupport, pullDiagnostics: boolean): ServerCapabilities {
  const capabilities: ServerCapabilities = {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: {
      triggerCharacters: [...triggerCharacters],
      resolveProvider: client.completionResolve,
    },
    hoverProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    definitionProvider: true,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: { resolveProvider: false },
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    referencesProvider: true,
    documentHighlightProvider: true,
    semanticTokensProvider: { legend: tokenLegend, full: true },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(client.willRenameFiles ? { fileOperations: { willRename: { filters: renamedFiles } } } : {}),
    },
  };
  if (client.codeActionLiterals)
    capabilities.codeActionProvider = {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.SourceFixAll,
      ],
    };
  if (client.commands.size > 0) capabilities.codeLensProvider = { resolveProvider: false };
  if (pullDiagnostics)
    capabilities.diagnosticProvider = {
      identifier: 'agent-json',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    };
  return capabilities;
}
