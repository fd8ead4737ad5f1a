import { decodePath } from '#language/text/decodePath';
import type { AgentSnapshot } from './agentSnapshot';

interface ClosedFile {
  readonly text: string;
  readonly agentId: string | undefined;
}

/** Finds the files that have the same agent ID. */
export class DuplicateIds {
  /** Canonical URI → closed file, and agent ID → canonical URIs. */
  private closed: ReadonlyMap<string, ClosedFile> = new Map();
  private closedById: ReadonlyMap<string, readonly string[]> = new Map();

  /** @param isWorkingCopy whether a URI is not that of another version of a file */
  constructor(private readonly isWorkingCopy: (uri: string) => boolean) {}

  /** Replaces the IDs of files that are not open. Unchanged texts are not parsed again. */
  setClosed(snapshots: readonly AgentSnapshot[]): void {
    for (const snapshot of snapshots) {
      const closedFile = this.closed.get(snapshot.canonicalUri);
      if (closedFile?.text === snapshot.text) snapshot.setAgentId(closedFile.agentId);
    }
    this.closed = new Map(
      snapshots.map(({ canonicalUri, text, agentId }) => [canonicalUri, { text, agentId }]),
    );
    this.closedById = groupById(this.closed);
  }

  /** Names of the other files with the same agent ID. Uses the editor content of open files. */
  othersWith({ agentId, canonicalUri, uri }: AgentSnapshot, open: readonly AgentSnapshot[]): string[] {
    if (agentId === undefined || !this.isWorkingCopy(uri)) return [];
    const others = new Set(this.closedById.get(agentId));
    for (const other of open) {
      if (!this.isWorkingCopy(other.uri)) continue;
      if (other.agentId === agentId) others.add(other.canonicalUri);
      else others.delete(other.canonicalUri);
    }
    others.delete(canonicalUri);
    return Array.from(others, uriLabel).sort();
  }
}

function groupById(files: ReadonlyMap<string, ClosedFile>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [uri, { agentId }] of files) {
    if (agentId === undefined) continue;
    const group = groups.get(agentId) ?? [];
    group.push(uri);
    groups.set(agentId, group);
  }
  return groups;
}

/** Folder and name: agents in different folders often have the same name. */
function uriLabel(uri: string): string {
  return uri.split('/').slice(-2).map(decodePath).join('/');
}
