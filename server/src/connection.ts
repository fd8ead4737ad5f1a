import type { CancellationToken, Disposable, Event, RequestType, ResponseError } from 'vscode-jsonrpc';
import type * as Lsp from 'vscode-languageserver-protocol';
import type {
  FindAgentFilesParams,
  FindAgentFilesResult,
  ReadAgentFileParams,
  ReadAgentFileResult,
  SecretNamesResult,
  findAgentFilesRequest,
  readAgentFileRequest,
  secretNamesRequest,
} from './protocol';

// What travels between us and the client. Only the types come from the protocol's own library: what it holds besides would be
// read before the first answer, and takes longer than the answer.

/** What clients ask us. */
interface Requests {
  initialize: typeof Lsp.InitializeRequest.type;
  'textDocument/codeAction': typeof Lsp.CodeActionRequest.type;
  'textDocument/codeLens': typeof Lsp.CodeLensRequest.type;
  'textDocument/completion': typeof Lsp.CompletionRequest.type;
  'textDocument/diagnostic': typeof Lsp.DocumentDiagnosticRequest.type;
  'textDocument/documentHighlight': typeof Lsp.DocumentHighlightRequest.type;
  'textDocument/documentLink': typeof Lsp.DocumentLinkRequest.type;
  'textDocument/documentSymbol': typeof Lsp.DocumentSymbolRequest.type;
  'textDocument/foldingRange': typeof Lsp.FoldingRangeRequest.type;
  'textDocument/formatting': typeof Lsp.DocumentFormattingRequest.type;
  'textDocument/hover': typeof Lsp.HoverRequest.type;
  'textDocument/inlayHint': typeof Lsp.InlayHintRequest.type;
  'textDocument/prepareRename': typeof Lsp.PrepareRenameRequest.type;
  'textDocument/rangeFormatting': typeof Lsp.DocumentRangeFormattingRequest.type;
  'textDocument/references': typeof Lsp.ReferencesRequest.type;
  'textDocument/rename': typeof Lsp.RenameRequest.type;
  'textDocument/selectionRange': typeof Lsp.SelectionRangeRequest.type;
  'textDocument/semanticTokens/full': typeof Lsp.SemanticTokensRequest.type;
  'workspace/diagnostic': typeof Lsp.WorkspaceDiagnosticRequest.type;
}

/** What clients tell us. */
interface Notifications {
  initialized: typeof Lsp.InitializedNotification.type;
  'textDocument/didOpen': typeof Lsp.DidOpenTextDocumentNotification.type;
  'textDocument/didChange': typeof Lsp.DidChangeTextDocumentNotification.type;
  'textDocument/didClose': typeof Lsp.DidCloseTextDocumentNotification.type;
  'workspace/didChangeConfiguration': typeof Lsp.DidChangeConfigurationNotification.type;
  'workspace/didChangeWatchedFiles': typeof Lsp.DidChangeWatchedFilesNotification.type;
  'workspace/didChangeWorkspaceFolders': typeof Lsp.DidChangeWorkspaceFoldersNotification.type;
}

/** What we ask clients, and tell them. */
interface OwnRequests {
  'client/registerCapability': typeof Lsp.RegistrationRequest.type;
  'workspace/configuration': typeof Lsp.ConfigurationRequest.type;
  'workspace/diagnostic/refresh': RequestType<undefined, void, void>;
  [secretNamesRequest]: RequestType<undefined, SecretNamesResult, void>;
  [findAgentFilesRequest]: RequestType<FindAgentFilesParams, FindAgentFilesResult, void>;
  [readAgentFileRequest]: RequestType<ReadAgentFileParams, ReadAgentFileResult, void>;
}
interface OwnNotifications {
  'textDocument/publishDiagnostics': typeof Lsp.PublishDiagnosticsNotification.type;
  'window/logMessage': typeof Lsp.LogMessageNotification.type;
}

/** How the library's message types carry what belongs to them: parameters first, then the result. */
interface MessageType {
  readonly _: readonly [unknown, ...unknown[]] | undefined;
}
type ParamsOf<Type extends MessageType> = NonNullable<Type['_']>[0];
type ResultOf<Type extends MessageType> = NonNullable<Type['_']>[1];
/** Nothing to say, or just that. */
type Said<Params> = [Params] extends [undefined] ? [] : [params: Params];

type Answer<Result> = Result | ResponseError<never>;

/** A connection to the client, as vscode-jsonrpc makes them; here each message has its types. */
export interface Connection {
  onRequest<Method extends keyof Requests>(
    method: Method,
    answer: (
      params: ParamsOf<Requests[Method]>,
      token: CancellationToken,
    ) => Answer<ResultOf<Requests[Method]>> | Promise<Answer<ResultOf<Requests[Method]>>>,
  ): Disposable;
  onNotification<Method extends keyof Notifications>(
    method: Method,
    hear: (params: ParamsOf<Notifications[Method]>) => void,
  ): Disposable;
  sendRequest<Method extends keyof OwnRequests>(
    method: Method,
    ...said: Said<ParamsOf<OwnRequests[Method]>>
  ): Promise<ResultOf<OwnRequests[Method]>>;
  sendNotification<Method extends keyof OwnNotifications>(
    method: Method,
    params: ParamsOf<OwnNotifications[Method]>,
  ): Promise<void>;
  onRequest(method: 'shutdown', answer: () => null): Disposable;
  onNotification(method: 'exit', hear: () => void): Disposable;
  readonly onClose: Event<void>;
  listen(): void;
}
