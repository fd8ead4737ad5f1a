import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { isExcludedFile } from '../state/fileExclusions';
import {
  type FindAgentFilesParams,
  type FindAgentFilesResult,
  type ReadAgentFileParams,
  type ReadAgentFileResult,
  agentFilePattern,
  findAgentFilesRequest,
  readAgentFileRequest,
} from '#server/protocol';

/** Finds and reads agent files that only the editor can access, in remote repositories and in a browser, for the server. */
export function answerForFiles(client: BaseLanguageClient): void {
  client.onRequest(
    findAgentFilesRequest,
    async ({ folder }: FindAgentFilesParams): Promise<FindAgentFilesResult> => {
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder), agentFilePattern);
      const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
      return { uris: found.filter((uri) => !isExcludedFile(uri)).map((uri) => uri.toString()) };
    },
  );
  client.onRequest(
    readAgentFileRequest,
    async ({ uri }: ReadAgentFileParams): Promise<ReadAgentFileResult> => {
      const bytes = await vscode.workspace.fs
        .readFile(vscode.Uri.parse(uri))
        .then(undefined, () => undefined);
      return { text: bytes ? new TextDecoder().decode(bytes) : null };
    },
  );
}
