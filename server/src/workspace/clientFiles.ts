import type { Connection } from 'vscode-languageserver';
import {
  type FindAgentFilesParams,
  type FindAgentFilesResult,
  type ReadAgentFileParams,
  type ReadAgentFileResult,
  findAgentFilesRequest,
  readAgentFileRequest,
} from '../protocol';
import type { AgentFiles } from './agentFiles';

/** Agent files that only the client can read: in a repository elsewhere, or in a page's own file system. */
export class ClientFiles implements AgentFiles {
  /** Answers, also those that are still on their way. */
  private readonly texts = new Map<string, Promise<string | undefined>>();

  constructor(private readonly connection: Pick<Connection, 'sendRequest'>) {}

  async below(folder: string): Promise<readonly string[]> {
    const params: FindAgentFilesParams = { folder };
    const { uris } = await this.connection.sendRequest<FindAgentFilesResult>(findAgentFilesRequest, params);
    return uris;
  }

  /** Asked for again only after the client has told of a change: each question may be one to a server far away. */
  textOf(uri: string): Promise<string | undefined> {
    const text = this.texts.get(uri) ?? this.ask(uri);
    this.texts.set(uri, text);
    return text;
  }

  changed(uri: string): void {
    this.texts.delete(uri);
  }

  private async ask(uri: string): Promise<string | undefined> {
    const params: ReadAgentFileParams = { uri };
    const { text } = await this.connection.sendRequest<ReadAgentFileResult>(readAgentFileRequest, params);
    return text ?? undefined;
  }
}
