import type { OpenAgent, OpenAgents } from './openAgents';
import { inOneForm } from './uris';

interface SeenFile {
  readonly text: string;
  readonly id: string | undefined;
}

/** Which files hold which agent, so that each can be told of the others that hold the same. */
export class SameAgents {
  private onDisk: ReadonlyMap<string, SeenFile> = new Map();
  private byId: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(private readonly agents: OpenAgents) {}

  /** Takes note of all files that are not open. One whose text is known is not read again. */
  see(closed: readonly OpenAgent[]): void {
    this.onDisk = new Map(closed.map((file) => [inOneForm(file.uri), this.seen(file)]));
    this.byId = grouped(this.onDisk);
  }

  private seen(file: OpenAgent): SeenFile {
    const known = this.onDisk.get(inOneForm(file.uri));
    if (known?.text === file.text) return known;
    const { text, agentId: id } = file;
    file.letGo();
    return { text, id };
  }

  /** Names of the other files that hold the same agent, as far as they are open or were seen on disk. */
  beside(agent: OpenAgent): string[] {
    const { agentId } = agent;
    if (agentId === undefined) return [];
    const opened = this.agents.all();
    const isOpen = new Set(opened.map(({ uri }) => inOneForm(uri)));
    const others = [
      ...opened.filter((open) => open.agentId === agentId).map(({ uri }) => inOneForm(uri)),
      // What an editor has open counts as it stands there, not as it was saved.
      ...(this.byId.get(agentId) ?? []).filter((uri) => !isOpen.has(uri)),
    ];
    const own = inOneForm(agent.uri);
    return others
      .filter((uri) => uri !== own)
      .map(nameOf)
      .sort();
  }
}

function grouped(files: ReadonlyMap<string, SeenFile>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [uri, { id }] of files) {
    if (id === undefined) continue;
    const group = groups.get(id) ?? [];
    group.push(uri);
    groups.set(id, group);
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
