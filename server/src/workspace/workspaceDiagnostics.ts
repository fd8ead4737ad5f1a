import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { type Diagnostics, full } from '../lsp/diagnostics';
import type { OpenAgent, OpenAgents } from './documents';
import type { SameAgents } from './duplicateIds';
import { SpareTurns } from '../lsp/scheduling';
import { inOneForm } from './uris';
import type { WorkspaceAgents } from './agentFiles';

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
  { agents, files, same, diagnostics }: Parts,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const previous = new Map(previousResultIds.map(({ uri, value }) => [inOneForm(uri), value]));
  const opened = new Map(agents.all().map((agent) => [agent.file, agent]));
  const wanted = new Set([...(await files.uris()), ...previous.keys()]);
  for (const uri of opened.keys()) wanted.delete(uri);

  const turns = new SpareTurns();
  const closed = new Map<string, OpenAgent>();
  for await (const texts of textsOf([...wanted], files)) {
    for (const [uri, text] of texts) {
      await turns.share();
      if (token.isCancellationRequested) return [];
      if (text !== undefined) closed.set(uri, same.identified(agents.readClosed(uri, text)));
    }
  }
  same.see(closed.values());

  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  for (const uri of [...wanted, ...opened.keys()]) {
    await turns.share();
    if (token.isCancellationRequested) return [];
    const known = previous.get(uri);
    const open = opened.get(uri);
    const agent = open ?? closed.get(uri);
    // Only what the editor has open has a version.
    const version = open?.version ?? null;
    if (agent) reports.push({ uri, version, ...diagnostics.report(agent, known) });
    else if (known !== undefined) reports.push({ uri, version, ...full([]) });
    if (!agent) diagnostics.forget(uri);
  }
  return reports;
}

/** How many files are read at a time. */
const batch = 64;

type Texts = readonly (readonly [string, string | undefined])[];

/** Each URI with what stands there, undefined where nothing does. While the caller is at one batch, the next is being read. */
async function* textsOf(uris: readonly string[], files: WorkspaceAgents): AsyncGenerator<Texts> {
  const read = (start: number): Promise<Texts> =>
    Promise.all(uris.slice(start, start + batch).map(async (uri) => [uri, await files.textOf(uri)] as const));
  let next = read(0);
  for (let start = 0; start < uris.length; start += batch) {
    const texts = await next;
    next = read(start + batch);
    // Where it fails, it does so when it is awaited, or nobody needs it any more.
    next.catch(() => undefined);
    yield texts;
  }
}
