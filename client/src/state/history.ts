import * as vscode from 'vscode';
import type { DiffTexts } from '#sync/messages/renderDiff';
import { readTextIfPossible, writeText } from '../editor/files';

/** A change of an agent or a file from this workspace. Contains no values. */
export interface HistoryEntry {
  /** In ms. */
  readonly time: number;
  readonly action: 'create' | 'push' | 'pull' | 'roll-back' | 'roll-back-file';
  /** URI of the file. */
  readonly file: string;
  readonly agentId: string;
  readonly agentName: string;
  /** Project and host. */
  readonly destination: string;
  readonly properties: readonly string[];
  /** The last four characters of the API key. */
  readonly lastFour: string;
  /** From the response to the write. */
  readonly requestId?: string | undefined;
  /** URI of the stored texts before and after, if there are any. */
  readonly diff?: string | undefined;
}

const key = 'history';
const maxEntries = 100;
/** The maximum number of stored properties per entry. */
const maxProperties = 20;

/** The last pushes and pulls from this workspace, newest first. */
export class History {
  constructor(
    private readonly memento: vscode.Memento,
    private readonly storage: vscode.Uri,
  ) {}

  get entries(): readonly HistoryEntry[] {
    return this.memento.get<readonly HistoryEntry[]>(key, []);
  }

  /** `texts`: the agent or file before and after, without secrets. */
  async add(entry: Omit<HistoryEntry, 'diff'>, texts?: DiffTexts): Promise<void> {
    const diff = texts && (await this.store(texts, entry.time));
    const stored = { ...entry, properties: entry.properties.slice(0, maxProperties), diff };
    const all = [stored, ...this.entries];
    await this.memento.update(key, all.slice(0, maxEntries));
    for (const { diff: old } of all.slice(maxEntries)) if (old !== undefined) await deleteDiff(old);
  }

  /** The agent or file before and after; undefined if that was not stored. */
  async textsOf({ diff }: HistoryEntry): Promise<DiffTexts | undefined> {
    if (diff === undefined) return undefined;
    const [before, after] = await Promise.all(sidesOf(diff).map(readTextIfPossible));
    return before === undefined || after === undefined ? undefined : { before, after };
  }

  /** Undefined if it could not be stored. This is not an error, because the sync has already happened. */
  private async store({ before, after }: DiffTexts, time: number): Promise<string | undefined> {
    const baseUri = vscode.Uri.joinPath(this.storage, 'history', `${time}-${this.entries.length}`).toString();
    try {
      const [left, right] = sidesOf(baseUri);
      await writeText(left, before);
      await writeText(right, after);
      return baseUri;
    } catch {
      return undefined;
    }
  }
}

function sidesOf(baseUri: string): readonly [before: vscode.Uri, after: vscode.Uri] {
  return [vscode.Uri.parse(`${baseUri}-before.json`), vscode.Uri.parse(`${baseUri}-after.json`)];
}

async function deleteDiff(baseUri: string): Promise<void> {
  try {
    for (const uri of sidesOf(baseUri)) await vscode.workspace.fs.delete(uri);
  } catch {
    // It was already deleted.
  }
}
