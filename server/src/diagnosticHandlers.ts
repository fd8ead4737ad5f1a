import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import type { Connection } from './connection';
import { type Diagnostics, DiagnosticsPusher, full } from './diagnostics';
import { guard, inBackground } from './guard';
import type { Parts } from './handlers';
import type { SameAgents } from './sameAgents';
import type { WorkspaceAgents } from './workspaceAgents';
import { reportWorkspace } from './workspaceDiagnostics';

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
  connection.onRequest(
    'textDocument/diagnostic',
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

  connection.onRequest(
    'workspace/diagnostic',
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

  agents.texts.onDidClose(({ uri }) => diagnostics.forget(uri));
  settings.onChange(() => {
    if (client.refreshesDiagnostics)
      inBackground(report, 'refreshing diagnostics', connection.sendRequest('workspace/diagnostic/refresh'));
  });
}

/** For clients that wait: sent after each edit, and taken back when the file is closed. */
export function pushDiagnostics(
  connection: Connection,
  { agents, diagnostics, report, settings }: DiagnosticParts,
): void {
  const pusher = new DiagnosticsPusher(
    (uri) => agents.get(uri),
    diagnostics,
    (params) =>
      inBackground(
        report,
        'publishing',
        connection.sendNotification('textDocument/publishDiagnostics', params),
      ),
  );
  agents.texts.onDidChange(({ uri }) => void settings.known.then(() => pusher.schedule(uri)));
  agents.texts.onDidClose(({ uri }) => pusher.clear(uri));
  settings.onChange(() => agents.all().forEach(({ uri }) => pusher.schedule(uri)));
}
