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
  private readonly cache = new RequestCache<FileContent | undefined>((content) => content !== undefined);
  private readonly promptFolders = new Map<string, ClientPromptFolder>();

  constructor(private readonly connection: Pick<Connection, 'sendRequest'>) {}

  async find(folder: string): Promise<readonly string[]> {
    const params: FindAgentFilesParams = { folder };
    const { uris } = await this.connection.sendRequest<FindAgentFilesResult>(findAgentFilesRequest, params);
    return uris;
  }

  /** Requested again only after a change: each request may go to a remote server. */
  read(uri: string): Promise<FileContent | undefined> {
    return this.cache.get(uri, () => this.request(uri));
  }

  canonicalUri(uri: string): Promise<string> {
    return Promise.resolve(uri);
  }

  promptFolder(folder: string): PromptFolder {
    const promptFolder = this.promptFolders.get(folder) ?? new ClientPromptFolder(this.connection, folder);
    this.promptFolders.set(folder, promptFolder);
    return promptFolder;
  }

  changed(uri: string): void {
    this.cache.delete(uri);
    this.promptFolders.clear();
  }

  retain(uris: ReadonlySet<string>): void {
    this.cache.retain(uris);
  }

  private async request(uri: string): Promise<FileContent | undefined> {
    const params: ReadAgentFileParams = { uri };
    const { text } = await this.connection.sendRequest<ReadAgentFileResult>(readAgentFileRequest, params);
    return text === null ? undefined : { canonicalUri: uri, text };
  }
}

/** Results, including those of pending requests. After a failure, the next call sends a new request. */
class RequestCache<T> {
  private readonly results = new Map<string, Promise<T>>();

  constructor(private readonly isSuccess: (result: T) => boolean) {}

  get(key: string, request: () => Promise<T>): Promise<T> {
    const cached = this.results.get(key);
    if (cached) return cached;
    const result = request();
    this.results.set(key, result);
    const forget = () => {
      // A newer request may have replaced this one.
      if (this.results.get(key) === result) this.results.delete(key);
    };
    result.then((value) => {
      if (!this.isSuccess(value)) forget();
    }, forget);
    return result;
  }

  delete(key: string): void {
    this.results.delete(key);
  }

  /** Removes all other keys. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of this.results.keys()) if (!keys.has(key)) this.results.delete(key);
  }
}

/** Prompt files that only the client can read. Requested once: each request may go to a remote server. */
class ClientPromptFolder implements PromptFolder {
  private readonly cache = new RequestCache<PromptFile>(({ kind }) => kind !== 'unreadable');

  constructor(
    private readonly connection: Pick<Connection, 'sendRequest'>,
    private readonly folder: string,
  ) {}

  read(path: string): Promise<PromptFile> {
    return this.cache.get(path, () => this.request(path));
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
