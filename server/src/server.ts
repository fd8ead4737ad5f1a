import * as l10n from '@vscode/l10n';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  type ResponseError,
} from 'vscode-languageserver';
import { createAgentLanguage } from '#language/index';
import { agentSchema } from '#language/schema/bundledSchema';
import { version } from '#package';
import { type ClientSupport, readClientSupport } from './lsp/clientCapabilities';
import {
  type DiagnosticServices,
  Diagnostics,
  pushDiagnostics,
  refreshDiagnostics,
  serveDiagnostics,
} from './lsp/diagnostics';
import { type Lifecycle, type Logger, responseError } from './lsp/guard';
import { followPromptFiles } from './lsp/promptFileEvents';
import { registerHandlers } from './lsp/handlers';
import { serverCapabilities } from './lsp/serverCapabilities';
import { agentFilePattern } from './protocol';
import type { ServerHost } from './serverHost';
import { AgentFiles } from './workspace/agentFiles';
import { ClientFiles } from './workspace/clientFiles';
import { Configuration } from './workspace/configuration';
import { AgentDocuments } from './workspace/documents';
import { DuplicateIds } from './workspace/duplicateIds';
import { SecretNames } from './workspace/secretNames';

/** Serves one client until it disconnects. The result tells whether the client has shut the server down. */
export function startServer(connection: Connection, host: ServerHost): Readonly<Lifecycle> {
  const lifecycle: Lifecycle = { isShutDown: false };
  let isInitialized = false;
  connection.onInitialize((params): InitializeResult | ResponseError<never> => {
    if (isInitialized) return responseError(ErrorCodes.InvalidRequest, 'The server is already initialized.');
    isInitialized = true;
    return initialize(connection, params, host, lifecycle);
  });
  connection.onShutdown(() => {
    lifecycle.isShutDown = true;
  });
  // Requests without a handler: the handlers are registered when the server is initialized.
  connection.onRequest((method) => {
    if (!isInitialized)
      return responseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
    return lifecycle.isShutDown
      ? responseError(ErrorCodes.InvalidRequest, 'The server is shut down.')
      : responseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}.`);
  });
  connection.listen();
  return lifecycle;
}

function initialize(
  connection: Connection,
  params: InitializeParams,
  host: ServerHost,
  lifecycle: Lifecycle,
): InitializeResult {
  const client = readClientSupport(params);
  const contents = client.translations ?? host.translations(params.locale);
  if (contents) l10n.config({ contents });
  const services = createDiagnosticServices(connection, params, client, host, lifecycle);
  const pull = client.pullDiagnostics && !host.pushDiagnostics;

  registerHandlers(connection, services);
  if (pull) serveDiagnostics(connection, services);
  else pushDiagnostics(connection, services);
  services.configuration.listen();
  services.documents.listen(connection);
  followPromptFiles(connection, services);
  connection.onInitialized(() => {
    services.configuration.request();
    if (pull) watchFiles(connection, services);
  });
  return { serverInfo: { name: 'agent-json', version }, capabilities: serverCapabilities(client, pull) };
}

function createDiagnosticServices(
  connection: Connection,
  params: InitializeParams,
  client: ClientSupport,
  host: ServerHost,
  lifecycle: Lifecycle,
): DiagnosticServices {
  const log: Logger = (line) => connection.console.error(line);
  const clientFiles = client.agentFiles ? new ClientFiles(connection) : undefined;
  const files = new AgentFiles(foldersOf(params), client.watchedFilesRegistration, (uri) =>
    host.localFiles && uri.startsWith('file:') ? host.localFiles : clientFiles,
  );
  const documents = new AgentDocuments(createAgentLanguage(agentSchema), files);
  const duplicateIds = new DuplicateIds((uri) => files.isWorkingCopy(uri));
  const diagnostics = new Diagnostics(
    client,
    duplicateIds,
    client.rulePages ?? host.rulePages,
    documents.promptFiles,
  );
  const secretNames = new SecretNames(connection, client, host.environment);
  const configuration = new Configuration(connection, client, log, (schema, settings) => {
    documents.setLanguage(createAgentLanguage(schema, settings));
    diagnostics.setLanguage(schema, settings);
  });
  return { client, documents, files, duplicateIds, secretNames, diagnostics, configuration, log, lifecycle };
}

/** Clients without workspace folders have one root. */
function foldersOf({
  workspaceFolders,
  rootUri,
}: {
  workspaceFolders?: { uri: string }[] | null;
  rootUri: string | null;
}): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** Follows changes of folders and files as far as the client reports them. */
function watchFiles(connection: Connection, { client, files }: DiagnosticServices): void {
  if (client.watchedFilesRegistration) {
    const watchers = [{ globPattern: agentFilePattern }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      files.foldersChanged(added, removed);
      refreshDiagnostics(connection, client);
    });
  }
}
