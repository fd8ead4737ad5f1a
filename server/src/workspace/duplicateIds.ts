import type { OpenAgent, OpenAgents } from './documents';

interface SeenFile {
  readonly text: string;
  readonly agentId: string | undefined;
}

/** Which files hold which agent, so that each can be told of the others that hold the same. */
export class SameAgents {
  private onDisk: ReadonlyMap<string, SeenFile> = new Map();
  private byId: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(private readonly agents: OpenAgents) {}

  /** A file that is not open, after it has found out which agent it holds. A text that was seen before is not read again. */
  identified(closed: OpenAgent): OpenAgent {
    const known = this.onDisk.get(closed.file);
    return closed.recall(known?.text === closed.text ? known.agentId : closed.agentId);
  }

  /** Takes note of all files that are not open. */
  see(closed: Iterable<OpenAgent>): void {
    this.onDisk = new Map(Array.from(closed, ({ file, text, agentId }) => [file, { text, agentId }]));
    this.byId = grouped(this.onDisk);
  }

  /** Names of the other files that hold the same agent, as far as they are open or were seen on disk. */
  beside(agent: OpenAgent): string[] {
    const { agentId, file } = agent;
    if (agentId === undefined) return [];
    const files = new Set(this.byId.get(agentId));
    for (const open of this.agents.all()) {
      // What an editor has open counts as it stands there, not as it was saved.
      if (open.agentId === agentId) files.add(open.file);
      else files.delete(open.file);
    }
    files.delete(file);
    return Array.from(files, nameOf).sort();
  }
}

function grouped(files: ReadonlyMap<string, SeenFile>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [uri, { agentId }] of files) {
    if (agentId === undefined) continue;
    const group = groups.get(agentId) ?? [];
    group.push(uri);
    groups.set(agentId, group);
  }
  return groups;
}

/** Folder and name: agents are often called alike in different folders. */
function nameOf(uri: string): string {
  return uri.split('/').slice(-2).map(decoded).join('/');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
