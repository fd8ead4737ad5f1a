import { type FileEvent, FileChangeType } from 'vscode-languageserver';
import { inOneForm } from './uris';

/** Where the texts of agent files come from that no editor has open. */
export interface AgentFiles {
  /** URIs of the agent files below a folder, given by its URI; none where it can't be searched. */
  below(folder: string): Promise<readonly string[]>;
  /** Undefined where the file is gone or can't be read. */
  textOf(uri: string): Promise<string | undefined>;
  /** The client says that a file is another one now, has come or has gone. */
  changed?(uri: string): void;
}

/** Milliseconds after which folders are searched again even so: editors don't tell of files that came with their folder. */
const longestTrust = 30_000;

/** The agent files below the workspace's folders. */
export class WorkspaceAgents {
  private found: Set<string> | undefined;
  private searchedAt = 0;

  /**
   * @param folders URIs
   * @param watched whether the client tells of changes
   * @param filesAt who reads what a URI names; undefined for what nobody reads
   */
  constructor(
    private folders: readonly string[],
    private readonly watched: boolean,
    private readonly filesAt: (uri: string) => AgentFiles | undefined,
  ) {}

  foldersChanged(added: readonly { uri: string }[], removed: readonly { uri: string }[]): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    const stayed = this.folders.filter((uri) => !gone.has(uri));
    this.folders = [...stayed, ...added.map(({ uri }) => uri)];
    this.found = undefined;
  }

  filesChanged(events: readonly FileEvent[]): void {
    for (const { uri: told, type } of events) {
      const uri = inOneForm(told);
      this.filesAt(uri)?.changed?.(uri);
      if (type === FileChangeType.Deleted) this.found?.delete(uri);
      else this.found?.add(uri);
    }
  }

  /** URIs of all agent files. Where the client tells of changes, the folders are searched only now and then. */
  async uris(): Promise<readonly string[]> {
    const trusted = this.watched && performance.now() - this.searchedAt < longestTrust;
    if (!this.found || !trusted) {
      this.searchedAt = performance.now();
      const lists = await Promise.all(
        this.folders.map(async (folder) => (await this.filesAt(folder)?.below(folder)) ?? []),
      );
      this.found = new Set(lists.flat().map(inOneForm));
    }
    return [...this.found];
  }

  /** The text as it was saved; undefined where the file is gone or can't be read. */
  async textOf(uri: string): Promise<string | undefined> {
    const text = await this.filesAt(uri)?.textOf(uri);
    if (text === undefined) this.found?.delete(uri);
    return text;
  }
}
