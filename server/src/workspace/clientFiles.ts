import type { Connection } from 'vscode-languageserver';
import {
  type FindAgentFilesParams,
  type FindAgentFilesResult,
  type ReadAgentFileParams,
  type ReadAgentFileResult,
  findAgentFilesRequest,
  readAgentFileRequest,
} from '../protocol';
import type { FileContent, FileReader } from './agentFiles';

/** Agent files that only the client can read, such as those of a virtual workspace. */
export class ClientFiles implements FileReader {
  /** Results, including those of pending requests. */
  private readonly cache = new Map<string, Promise<FileContent | undefined>>();

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

  changed(uri: string): void {
    this.cache.delete(uri);
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
