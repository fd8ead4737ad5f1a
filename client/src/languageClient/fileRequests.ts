import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { readTextIfPossible } from '../editor/files';
import { SavedPromptFolder } from '../editor/savedPromptFolder';
import { isExcludedFile } from '../state/fileExclusions';
import {
  type FindAgentFilesParams,
  type FindAgentFilesResult,
  type ListPromptFolderResult,
  type PromptPathParams,
  type ReadAgentFileParams,
  type ReadAgentFileResult,
  type ReadPromptFileResult,
  agentFilePattern,
  findAgentFilesRequest,
  listPromptFolderRequest,
  readAgentFileRequest,
  readPromptFileRequest,
} from '#server/protocol';

/** Finds and reads agent files that only the editor can access, in remote repositories and in a browser, for the server. */
export function handleFileRequests(client: BaseLanguageClient): void {
  client.onRequest(
    findAgentFilesRequest,
    async ({ folder }: FindAgentFilesParams): Promise<FindAgentFilesResult> => {
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder), agentFilePattern);
      const uris = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
      return { uris: uris.filter((uri) => !isExcludedFile(uri)).map((uri) => uri.toString()) };
    },
  );
  client.onRequest(
    readAgentFileRequest,
    async ({ uri }: ReadAgentFileParams): Promise<ReadAgentFileResult> => ({
      text: (await readTextIfPossible(vscode.Uri.parse(uri))) ?? null,
    }),
  );
  client.onRequest(
    readPromptFileRequest,
    async ({ folder, path }: PromptPathParams): Promise<ReadPromptFileResult> => ({
      file: await new SavedPromptFolder(vscode.Uri.parse(folder)).read(path),
    }),
  );
  client.onRequest(
    listPromptFolderRequest,
    async ({ folder, path }: PromptPathParams): Promise<ListPromptFolderResult> => ({
      entries: await new SavedPromptFolder(vscode.Uri.parse(folder)).list(path),
    }),
  );
}
