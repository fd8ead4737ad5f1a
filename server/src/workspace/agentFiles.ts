import { type FileEvent, FileChangeType } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { enclosingFolder } from '#language/promptFiles/locate';
import type { PromptFolder } from '#language/promptFiles/read';
import { agentFileExtension } from '#language/agentFile';
import { decodePath } from '#language/text/decodePath';

/** The saved content of a file. */
export interface FileContent {
  /** The same for all names of the file, such as links to it. */
  readonly canonicalUri: string;
  /** Undefined if the file is too large to be read. */
  readonly text: string | undefined;
}

/** Finds and reads agent files that are not open. */
export interface FileReader {
  /** URIs of the agent files in a folder and its subfolders. None if the folder can't be read. */
  find(folder: string): Promise<readonly string[]>;
  /** Undefined if the file was deleted, can't be read or is not a file in one of the folders. */
  read(uri: string, folders: readonly string[]): Promise<FileContent | undefined>;
  canonicalUri(uri: string): Promise<string>;
  /** The prompt files in a folder; undefined if it can't be read. */
  promptFolder(folder: string): PromptFolder | undefined;
  /** The client reported a change. */
  changed(uri: string): void;
  /** Removes all other files from the cache. */
  retain(uris: ReadonlySet<string>): void;
}

/** The folder that the prompts of an agent must be in: its workspace folder, or its own folder if it is outside the workspace. */
export interface AgentPromptFolder {
  readonly reader: PromptFolder;
  /** The path of the agent file relative to the folder. */
  readonly agent: string;
  /** The URI of a file by its path relative to the folder. */
  uriOf(path: string): string;
  /** The path of a file relative to the folder; undefined outside. */
  pathOf(uri: string): string | undefined;
}

/** Both are normalized. */
export function isUriInFolder(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Editors escape URIs differently (`(` or `%28`, `c:` or `c%3A`). */
export function normalizeUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(':'));
}

/** Clients that watch files may miss those in a new folder, so folders are searched again after this time. */
const rescanIntervalMs = 30_000;

/** The agent files in the workspace folders. */
export class AgentFiles {
  private folders: readonly string[];
  private knownUris: Set<string> | undefined;
  private scannedAt = 0;

  /**
   * @param folders their URIs
   * @param isWatched whether the client reports changes
   * @param readerOf the reader for a URI; undefined if there is none
   */
  constructor(
    folders: readonly string[],
    private readonly isWatched: boolean,
    private readonly readerOf: (uri: string) => FileReader | undefined,
  ) {
    this.folders = folders.map(normalizeUri);
  }

  foldersChanged(added: readonly { uri: string }[], removed: readonly { uri: string }[]): void {
    const removedUris = new Set(removed.map(({ uri }) => normalizeUri(uri)));
    const remainingFolders = this.folders.filter((uri) => !removedUris.has(uri));
    this.folders = [...remainingFolders, ...added.map(({ uri }) => normalizeUri(uri))];
    const remaining = new Set([...(this.knownUris ?? [])].filter((uri) => this.isInFolders(uri)));
    for (const uri of removedUris) this.readerOf(uri)?.retain(remaining);
    this.knownUris = undefined;
  }

  filesChanged(events: readonly FileEvent[]): void {
    for (const { uri: reported, type } of events) {
      const uri = normalizeUri(reported);
      this.readerOf(uri)?.changed(uri);
      if (type === FileChangeType.Deleted) this.knownUris?.delete(uri);
      else if (this.isInFolders(uri) && uri.endsWith(agentFileExtension)) this.knownUris?.add(uri);
    }
  }

  /** The URIs of all agent files. If the client watches files, the folders are only searched at intervals. */
  async uris(): Promise<readonly string[]> {
    const isUpToDate = this.isWatched && performance.now() - this.scannedAt < rescanIntervalMs;
    if (!this.knownUris || !isUpToDate) {
      this.scannedAt = performance.now();
      const { folders } = this;
      const uris = await Promise.all(
        folders.map(async (folder) => (await this.readerOf(folder)?.find(folder)) ?? []),
      );
      this.knownUris = new Set(uris.flat().map(normalizeUri));
      for (const reader of new Set(folders.map(this.readerOf))) reader?.retain(this.knownUris);
    }
    return [...this.knownUris];
  }

  /** The saved content. Undefined if the file was deleted, can't be read or is outside the folders. */
  async read(uri: string): Promise<FileContent | undefined> {
    const content = this.isInFolders(uri) ? await this.readerOf(uri)?.read(uri, this.folders) : undefined;
    if (content === undefined) this.knownUris?.delete(uri);
    return content;
  }

  /** The same for all names of a file, such as links to it. */
  async canonicalUri(uri: string): Promise<string> {
    const normalized = normalizeUri(uri);
    return (await this.readerOf(normalized)?.canonicalUri(normalized)) ?? normalized;
  }

  /** Undefined if the agent was never saved, so that it has no folder to read from. */
  promptFolder(uri: string): AgentPromptFolder | undefined {
    const agent = normalizeUri(uri);
    const folder = enclosingFolder(agent, this.folders) ?? agent.slice(0, agent.lastIndexOf('/'));
    const reader = folder.includes('/') ? this.readerOf(agent)?.promptFolder(folder) : undefined;
    return (
      reader && {
        reader,
        agent: decodePath(agent.slice(folder.length + 1)),
        pathOf: (file) =>
          file.startsWith(`${folder}/`) ? decodePath(file.slice(folder.length + 1)) : undefined,
        uriOf: (path) => normalizeUri(`${folder}/${path.split('/').map(encodeURIComponent).join('/')}`),
      }
    );
  }

  /** The URI schemes of editable files, not those of versions in Git (`git:`) or of a side of a diff. */
  get schemes(): readonly string[] {
    return [...new Set(['file', 'untitled', ...this.folders.map(schemeOf)])];
  }

  /** Whether it is an editable file, not a version in Git (`git:`) or a side of a diff. */
  isWorkingCopy(uri: string): boolean {
    return this.schemes.includes(schemeOf(uri));
  }

  private isInFolders(uri: string): boolean {
    return this.folders.some((folder) => isUriInFolder(uri, folder));
  }
}
