import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { normalizeUri } from '../workspace/agentFiles';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import { type DiagnosticServices, fullReport } from './diagnostics';
import { isCanceled, yieldToEventLoop } from './guard';

/**
 * A report per agent file of the workspace, open or not. Unchanged files are not checked again. Deleted files get an
 * empty report, so that the client removes their diagnostics.
 */
export async function workspaceReports(
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
  services: DiagnosticServices,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const { documents, duplicateIds, diagnostics } = services;
  const previous = new Map(previousResultIds.map(({ uri, value }) => [normalizeUri(uri), value]));
  const open = await documents.all();
  const closed = await closedFiles(token, open, services);
  if (isCanceled(token)) return [];
  duplicateIds.setClosed(closed);

  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  for (const snapshot of [...closed, ...open]) {
    await yieldToEventLoop();
    if (isCanceled(token)) return [];
    const uri = normalizeUri(snapshot.uri);
    // Closed files have no version.
    const version = open.includes(snapshot) ? snapshot.version : null;
    reports.push({ uri, version, ...diagnostics.report(snapshot, open, previous.get(uri)) });
    previous.delete(uri);
  }
  for (const uri of previous.keys()) {
    diagnostics.forget(uri);
    reports.push({ uri, version: null, ...fullReport([]) });
  }
  return reports;
}

/** The files that are not open, without duplicates by other names. */
async function closedFiles(
  token: CancellationToken,
  open: readonly AgentSnapshot[],
  { documents, files }: DiagnosticServices,
): Promise<AgentSnapshot[]> {
  const seen = new Set(open.map(({ canonicalUri }) => canonicalUri));
  const snapshots: AgentSnapshot[] = [];
  for (const uri of await files.uris()) {
    if (isCanceled(token)) return [];
    const content = await files.read(uri);
    if (!content || seen.has(content.canonicalUri)) continue;
    seen.add(content.canonicalUri);
    const snapshot = await documents.closed(uri, content);
    if (!snapshot.isForeign) snapshots.push(snapshot);
  }
  return snapshots;
}
