import type { Connection } from 'vscode-languageserver';
import type { PromptFile } from '#language/promptFiles/promptText';
import type { FolderEntry, PromptFolder } from '#language/promptFiles/read';
import {
  type FindAgentFilesParams,
  type FindAgentFilesResult,
  type ListPromptFolderResult,
  type PromptPathParams,
  type ReadAgentFileParams,
  type ReadAgentFileResult,
  type ReadPromptFileResult,
  findAgentFilesRequest,
  listPromptFolderRequest,
  readAgentFileRequest,
  readPromptFileRequest,
} from '../protocol';
import type { FileContent, FileReader } from './agentFiles';

/** Agent files that only the client can read, such as those of a virtual workspace. */
export class ClientFiles implements FileReader {
  /** Results, including those of pending requests. */
  private readonly cache = new Map<string, Promise<FileContent | undefined>>();
  private readonly promptFolders = new Map<string, ClientPromptFolder>();

  constructor(private readonly connection: Pick<Connection, 'sendRequest'>) {}

  async find(folder: string): Promise<readonly string[]> {
    const params: FindAgentFilesParams = { folder };
    const { uris } = await this.connection.sendRequest<FindAgentFilesResult>(findAgentFilesRequest, params);
    return uris;
  }

  /** Requested again only after a change: each request may go to a remote server. */
  read(uri: string): Promise<FileContent | undefined> {
    const content = this.cache.get(uri) ?? this.request(uri);
    this.cache.set(uri, content);
    return content;
  }

  canonicalUri(uri: string): Promise<string> {
    return Promise.resolve(uri);
  }

  promptFolder(folder: string): PromptFolder {
    const known = this.promptFolders.get(folder) ?? new ClientPromptFolder(this.connection, folder);
    this.promptFolders.set(folder, known);
    return known;
  }

  changed(uri: string): void {
    this.cache.delete(uri);
    this.promptFolders.clear();
  }

  retain(uris: ReadonlySet<string>): void {
    for (const uri of this.cache.keys()) if (!uris.has(uri)) this.cache.delete(uri);
  }

  private async request(uri: string): Promise<FileContent | undefined> {
    const params: ReadAgentFileParams = { uri };
    const { text } = await this.connection.sendRequest<ReadAgentFileResult>(readAgentFileRequest, params);
    return text === null ? undefined : { canonicalUri: uri, text };
  }
}

/** Prompt files that only the client can read. Requested once: each request may go to a remote server. */
class ClientPromptFolder implements PromptFolder {
  private readonly cache = new Map<string, Promise<PromptFile>>();

  constructor(
    private readonly connection: Pick<Connection, 'sendRequest'>,
    private readonly folder: string,
  ) {}

  read(path: string): Promise<PromptFile> {
    const file = this.cache.get(path) ?? this.request(path);
    this.cache.set(path, file);
    return file;
  }

  private request(path: string): Promise<PromptFile> {
    const params: PromptPathParams = { folder: this.folder, path };
    return this.connection
      .sendRequest<ReadPromptFileResult>(readPromptFileRequest, params)
      .then(({ file }) => file)
      .catch(() => ({ kind: 'unreadable' }));
  }

  list(path: string): Promise<readonly FolderEntry[]> {
    const params: PromptPathParams = { folder: this.folder, path };
    const listed = this.connection.sendRequest<ListPromptFolderResult>(listPromptFolderRequest, params);
    return listed.then(({ entries }) => entries).catch(() => []);
  }
}
