import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { type Diagnostics, full } from './diagnostics';
import { nextTurn } from './nextTurn';
import type { OpenAgent, OpenAgents } from './openAgents';
import type { SameAgents } from './sameAgents';
import { inOneForm } from './uris';
import type { WorkspaceAgents } from './workspaceAgents';

interface Parts {
  readonly agents: OpenAgents;
  readonly files: WorkspaceAgents;
  readonly same: SameAgents;
  readonly diagnostics: Diagnostics;
}

/**
 * A report on each agent of the workspace, open or not. What the client knows already comes back as unchanged and is
 * not checked again; files that are gone come back empty, so that nothing about them stays on the screen.
 */
export async function reportWorkspace(
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
  parts: Parts,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const previous = new Map(previousResultIds.map(({ uri, value }) => [inOneForm(uri), value]));
  const opened = new Map(parts.agents.all().map((open) => [inOneForm(open.uri), open]));
  const closed = await readClosed([...(await parts.files.uris()), ...previous.keys()], opened, token, parts);
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  for (const [uri, agent] of new Map([...closed, ...opened])) {
    // Lets what a person waits for, like a hover, go first.
    await nextTurn();
    if (token.isCancellationRequested) break;
    // Only what the editor has open has a version.
    const version = opened.has(uri) && agent ? agent.version : null;
    if (agent) reports.push({ uri, version, ...parts.diagnostics.report(agent, previous.get(uri)) });
    else if (previous.has(uri)) reports.push({ uri, version, ...full([]) });
    if (!agent) parts.diagnostics.forget(uri);
  }
  return reports;
}

/** How many files are read at a time. */
const batch = 64;

/** The agents that are not open, from disk; undefined where a file is gone. */
async function readClosed(
  all: readonly string[],
  opened: ReadonlyMap<string, OpenAgent>,
  token: CancellationToken,
  { agents, files, same }: Parts,
): Promise<Map<string, OpenAgent | undefined>> {
  const closed = new Map<string, OpenAgent | undefined>();
  const wanted = [...new Set(all)].filter((uri) => !opened.has(uri));
  for (let start = 0; start < wanted.length && !token.isCancellationRequested; start += batch) {
    const uris = wanted.slice(start, start + batch);
    const texts = await Promise.all(uris.map((uri) => files.textOf(uri)));
    for (const [index, uri] of uris.entries()) {
      const text = texts[index];
      closed.set(uri, text === undefined ? undefined : agents.readClosed(uri, text));
    }
  }
  await same.see(
    [...closed.values()].filter((agent) => agent !== undefined),
    token,
  );
  return closed;
}
