import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ClientCapabilities, DidOpenTextDocumentNotification } from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import type { TestClient } from '#support/testClient';

/** A client that edits: the folders of completion need snippets. */
export const editingCapabilities: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    hover: { contentFormat: ['markdown'] },
  },
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    fileOperations: { willRename: true },
  },
};

/** An agent whose prompt is in a file. */
export const agentText = (reference = './support.prompt.md') =>
  `{"agent_name": "Desk", "description": "\${file:${reference}}", "inbound": true}`;

/** Its parent. */
export const folder = tempFolder('prompt-files');
export const workspace = join(folder, 'workspace');
export const uriOf = (name: string) => pathToFileURL(join(workspace, name)).href;
export const agentUri = uriOf('support.agent.json');
export const promptUri = uriOf('support.prompt.md');
mkdirSync(workspace);
export const workspaceFolders = [{ uri: pathToFileURL(workspace).href, name: 'workspace' }];

/** Writes a file in the workspace. */
export const save = (name: string, text: string) => writeFile(join(workspace, name), text);

/** Opens the prompt file with unsaved text. */
export async function openPrompt(client: TestClient, text: string): Promise<void> {
  const textDocument = { uri: promptUri, languageId: 'markdown', version: 1, text };
  await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
}
