import * as l10n from '@vscode/l10n';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { version } from '../../package.json';
import { capabilitiesFor } from './lsp/serverCapabilities';
import { type Client, readClient } from './lsp/clientCapabilities';
import { ClientFiles } from './workspace/clientFiles';
import { Diagnostics } from './lsp/diagnostics';
import { pushDiagnostics, serveDiagnostics } from './lsp/diagnosticHandlers';
import type { Report } from './lsp/guard';
import { registerHandlers } from './lsp/handlers';
import type { Host } from './host';
import { createAgentLanguage } from '#language/index';
import { agentSchema } from '#language/schema/bundledSchema';
import { OpenAgents } from './workspace/documents';
import { agentFilePattern } from './protocol';
import { References } from './workspace/secretNames';
import { SameAgents } from './workspace/duplicateIds';
import { SettingsFeed } from './workspace/configuration';
import { WorkspaceAgents } from './workspace/agentFiles';

/** Serves one client until it hangs up. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize((params) => initialize(connection, params, host));
  connection.listen();
}

function initialize(connection: Connection, params: InitializeParams, host: Host): InitializeResult {
  const client = readClient(params);
  const contents = client.translations ?? host.translations(params.locale);
  if (contents) l10n.config({ contents });
  const report: Report = (line) => connection.console.error(line);
  const agents = new OpenAgents(client.encoding, createAgentLanguage(agentSchema));
  const same = new SameAgents(agents);
  const diagnostics = new Diagnostics(client, same, client.rulePages ?? host.rulePages);
  const references = new References(connection, client, host.environment);
  const settings = new SettingsFeed(connection, client, report, (current) => {
    agents.useLanguage(createAgentLanguage(agentSchema, current));
    diagnostics.useSettings(current);
  });
  const folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
  const filesOfClient = client.readsAgentFiles ? new ClientFiles(connection) : undefined;
  const files = new WorkspaceAgents(folders, client.registersWatchers, (uri) =>
    host.disk && uri.startsWith('file:') ? host.disk : filesOfClient,
  );
  const parts = { client, agents, files, same, references, diagnostics, report, settings };

  registerHandlers(connection, parts);
  if (client.pullsDiagnostics) serveDiagnostics(connection, parts);
  else pushDiagnostics(connection, parts);
  settings.start();
  agents.listen(connection);
  connection.onInitialized(() => {
    settings.ask();
    if (client.pullsDiagnostics) followFiles(connection, client, files);
  });
  return { serverInfo: { name: 'agent-json', version }, capabilities: capabilitiesFor(client) };
}

/** Keeps the list of agent files on disk up to date, as far as the client tells. */
function followFiles(connection: Connection, client: Client, files: WorkspaceAgents): void {
  connection.onDidChangeWatchedFiles(({ changes }) => files.filesChanged(changes));
  if (client.registersWatchers) {
    const watchers = [{ globPattern: agentFilePattern }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (client.hasFolderEvents) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
      files.foldersChanged(added, removed),
    );
  }
}
