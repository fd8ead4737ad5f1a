import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FileEvent, FileChangeType } from 'vscode-languageserver/node';

/** Folders that hold other people's files, or no files of a person at all. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn']);

const fileEnding = '.agent.json';
export const agentFilePattern = `**/*${fileEnding}`;

/** Milliseconds after which folders are searched again even so: editors don't tell of files that came with their folder. */
const longestTrust = 30_000;

/** The agent files on disk below the workspace's folders. */
export class WorkspaceAgents {
  private found: Set<string> | undefined;
  private searchedAt = 0;
  private readonly texts = new Map<string, { readonly stamp: string; readonly text: string }>();

  /** `folders`: URIs; those that are no local folders are left out. `watched`: whether the client tells of changes. */
  constructor(
    private folders: readonly string[],
    private readonly watched: boolean,
  ) {}

  foldersChanged(added: readonly { uri: string }[], removed: readonly { uri: string }[]): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    const stayed = this.folders.filter((uri) => !gone.has(uri));
    this.folders = [...stayed, ...added.map(({ uri }) => uri)];
    this.found = undefined;
  }

  filesChanged(events: readonly FileEvent[]): void {
    for (const { uri, type } of events) {
      if (type === FileChangeType.Deleted) this.found?.delete(inOneForm(uri));
      else this.found?.add(inOneForm(uri));
    }
  }

  /** URIs of all agent files. Where the client tells of changes, the folders are searched only now and then. */
  async uris(): Promise<readonly string[]> {
    const trusted = this.watched && performance.now() - this.searchedAt < longestTrust;
    if (!this.found || !trusted) {
      this.searchedAt = performance.now();
      const folders = this.folders.map(pathOf).filter((path) => path !== undefined);
      const lists = await Promise.all(folders.map(agentFilesIn));
      this.found = new Set(lists.flat().map((file) => pathToFileURL(file).href));
    }
    return [...this.found];
  }

  /** The text on disk, read again only after the file has changed; undefined where it is gone or can't be read. */
  async textOf(uri: string): Promise<string | undefined> {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    try {
      const { mtimeMs, size } = await stat(file);
      const stamp = `${mtimeMs} ${size}`;
      const known = this.texts.get(uri);
      if (known?.stamp === stamp) return known.text;
      const text = await readFile(file, 'utf8');
      this.texts.set(uri, { stamp, text });
      return text;
    } catch {
      this.texts.delete(uri);
      this.found?.delete(uri);
      return undefined;
    }
  }
}

/** Editors escape differently (`(` or `%28`, `c:` or `c%3A`); one file has one form here. */
export function inOneForm(uri: string): string {
  const path = pathOf(uri);
  return path === undefined ? uri : pathToFileURL(path).href;
}

/** Path of a file on this machine; undefined for what is elsewhere or named like nothing here. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

async function agentFilesIn(folder: string): Promise<string[]> {
  // Folders that can't be read count as empty.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(fileEnding));
  // Links are no folders here: they could lead round in circles or out of the workspace.
  const folders = entries.filter((entry) => entry.isDirectory() && !skippedFolders.has(entry.name));
  const below = await Promise.all(folders.map(({ name }) => agentFilesIn(join(folder, name))));
  return [...files.map(({ name }) => join(folder, name)), ...below.flat()];
}
