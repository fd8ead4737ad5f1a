import type {
  Connection,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { type Diagnostics, DiagnosticsPusher, full } from './diagnostics';
import { guard } from './guard';
import type { Parts } from './handlers';
import type { SameAgents } from '../workspace/duplicateIds';
import type { WorkspaceAgents } from '../workspace/agentFiles';
import { reportWorkspace } from '../workspace/workspaceDiagnostics';

type DiagnosticParts = Parts & {
  readonly diagnostics: Diagnostics;
  readonly files: WorkspaceAgents;
  readonly same: SameAgents;
};

/** For clients that ask: about one document, and about all agents of the workspace. */
export function serveDiagnostics(
  connection: Connection,
  { client, agents, files, same, diagnostics, report, settings }: DiagnosticParts,
): void {
  connection.languages.diagnostics.on(
    guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      report,
      'diagnostic',
      full([]),
      async (params) => {
        await settings.known;
        const open = agents.get(params.textDocument.uri);
        return open ? diagnostics.report(open, params.previousResultId) : full([]);
      },
    ),
  );

  connection.languages.diagnostics.onWorkspace(
    guard<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      report,
      'workspaceDiagnostic',
      { items: [] },
      async (params, token) => {
        await settings.known;
        return { items: await reportWorkspace(params, token, { agents, files, same, diagnostics }) };
      },
    ),
  );

  agents.documents.onDidClose(({ document }) => diagnostics.forget(document.uri));
  settings.onChange(() => {
    if (client.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
  });
}

/** For clients that wait: sent after each edit, and taken back when the file is closed. */
export function pushDiagnostics(
  connection: Connection,
  { agents, diagnostics, settings }: DiagnosticParts,
): void {
  const pusher = new DiagnosticsPusher(
    (uri) => agents.get(uri),
    diagnostics,
    (params) => void connection.sendDiagnostics(params),
  );
  agents.documents.onDidChangeContent(
    ({ document }) => void settings.known.then(() => pusher.schedule(document.uri)),
  );
  agents.documents.onDidClose(({ document }) => pusher.clear(document.uri));
  settings.onChange(() => agents.all().forEach(({ uri }) => pusher.schedule(uri)));
}
