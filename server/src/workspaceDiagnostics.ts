import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { type Diagnostics, full } from './diagnostics';
import type { OpenAgent, OpenAgents } from './openAgents';
import { type WorkspaceAgents, inOneForm } from './workspaceAgents';

/**
 * A report on each agent of the workspace, open or not. What the client knows already comes back as unchanged and is
 * not even parsed; files that are gone come back empty, so that nothing about them stays on the screen.
 */
export async function reportWorkspace(
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
  { agents, files, diagnostics }: { agents: OpenAgents; files: WorkspaceAgents; diagnostics: Diagnostics },
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const previous = new Map(previousResultIds.map(({ uri, value }) => [inOneForm(uri), value]));
  const opened = new Map(agents.all().map((open) => [inOneForm(open.uri), open]));
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  for (const uri of new Set([...(await files.uris()), ...previous.keys()])) {
    if (token.isCancellationRequested) break;
    const open = opened.get(uri);
    const agent = open ?? (await readFromDisk(uri, agents, files));
    // Only what the editor has open has a version.
    const version = open?.version ?? null;
    if (agent) reports.push({ uri, version, ...diagnostics.report(agent, previous.get(uri)) });
    else if (previous.has(uri)) reports.push({ uri, version, ...full([]) });
  }
  return reports;
}

async function readFromDisk(
  uri: string,
  agents: OpenAgents,
  files: WorkspaceAgents,
): Promise<OpenAgent | undefined> {
  const text = await files.textOf(uri);
  return text === undefined ? undefined : agents.readClosed(uri, text);
}
