import type * as vscode from 'vscode';

/** A push or pull from this workspace. Contains no values. */
export interface HistoryEntry {
  /** In ms. */
  readonly time: number;
  readonly action: 'push' | 'pull' | 'roll-back';
  /** URI of the file. */
  readonly file: string;
  readonly agentId: string;
  readonly agentName: string;
  /** Project and host. */
  readonly destination: string;
  /** The properties that changed. */
  readonly properties: readonly string[];
  /** The last four characters of the API key. */
  readonly lastFour: string;
  /** As the server sent it with the answer to the write. */
  readonly requestId?: string | undefined;
}

const key = 'history';
const maxEntries = 100;
/** So many properties of an entry are stored. */
const maxProperties = 20;

/** The last pushes and pulls from this workspace, newest first. */
export class History {
  constructor(private readonly memory: vscode.Memento) {}

  get entries(): readonly HistoryEntry[] {
    return this.memory.get<readonly HistoryEntry[]>(key, []);
  }

  async add(entry: HistoryEntry): Promise<void> {
    const stored = { ...entry, properties: entry.properties.slice(0, maxProperties) };
    await this.memory.update(key, [stored, ...this.entries].slice(0, maxEntries));
  }
}
