import type { CancellationToken } from 'vscode-languageserver';
import { nextTurn } from './nextTurn';
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
  async see(closed: readonly OpenAgent[], token: CancellationToken): Promise<void> {
    const onDisk = new Map<string, SeenFile>();
    for (const file of closed) {
      if (token.isCancellationRequested) return;
      onDisk.set(inOneForm(file.uri), await this.seen(file));
    }
    this.onDisk = onDisk;
    this.byId = grouped(onDisk);
  }

  private async seen(file: OpenAgent): Promise<SeenFile> {
    const known = this.onDisk.get(inOneForm(file.uri));
    if (known?.text === file.text) {
      file.recall(known.id);
      return known;
    }
    // Lets what a person waits for, like a hover, go first.
    await nextTurn();
    return { text: file.text, id: file.essence.id };
  }

  /** Names of the other files that hold the same agent, as far as they are open or were seen on disk. */
  beside(agent: OpenAgent): string[] {
    const { agentId } = agent;
    if (agentId === undefined) return [];
    const opened = new Map(this.agents.all().map((open) => [inOneForm(open.uri), open]));
    const others = [
      ...[...opened].filter(([, open]) => open.agentId === agentId).map(([uri]) => uri),
      // What an editor has open counts as it stands there, not as it was saved.
      ...(this.byId.get(agentId) ?? []).filter((uri) => !opened.has(uri)),
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
