import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { type Diagnostics, full } from './diagnostics';
import type { OpenAgent, OpenAgents } from './openAgents';
import type { WorkspaceAgents } from './workspaceAgents';

/**
 * A report on each agent of the workspace, open or not. What the client knows already comes back as unchanged and is
 * not even parsed; files that are gone come back empty, so that nothing about them stays on the screen.
 */
export async function reportWorkspace(
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
  { agents, files, diagnostics }: { agents: OpenAgents; files: WorkspaceAgents; diagnostics: Diagnostics },
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  const onDisk = await files.uris();
  for (const uri of new Set([...onDisk, ...previous.keys()])) {
    if (token.isCancellationRequested) break;
    const open = agents.get(uri) ?? (await readFromDisk(uri, agents, files));
    if (open)
      reports.push({ uri, version: versionOf(open, agents), ...diagnostics.report(open, previous.get(uri)) });
    else if (previous.has(uri)) reports.push({ uri, version: null, ...full([]) });
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

/** Only what the editor has open has a version. */
function versionOf({ uri, version }: OpenAgent, agents: OpenAgents): number | null {
  return agents.get(uri) ? version : null;
}
