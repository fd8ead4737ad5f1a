import * as vscode from 'vscode';
import type { ExpandedAgent } from '#language/promptFiles/expand';
import { agentSchema } from '#language/schema/bundledSchema';
import { agentFilePattern } from '#server/protocol';
import type { AgentLink } from '#sync/ports';
import { readExpanded } from '#sync/promptFiles/agentWithPrompts';
import { type SharedPrompt, sharedPrompts } from '#sync/promptFiles/sharedPrompts';
import { textWithOpenPrompts } from '../prompts/openPromptDocuments';
import { isExcludedFile } from '../state/fileExclusions';
import { findLink } from './agentLink';
import { openDocumentOf, readText } from './files';
import { readPrompt } from './promptFolder';
import { pathInFolder, promptFolderOf } from './promptUri';

/** An agent file of the workspace. `source` is its own text, `text` the one with its prompts. */
export interface WorkspaceFile extends ExpandedAgent {
  readonly uri: vscode.Uri;
}

export interface WorkspaceAgent extends WorkspaceFile {
  readonly link: AgentLink;
}

/** The workspace's agent files that can be read, in the order of their paths. */
export async function agentFiles(): Promise<WorkspaceFile[]> {
  const all = await vscode.workspace.findFiles(agentFilePattern, '**/node_modules/**');
  const uris = all.filter((uri) => !isExcludedFile(uri)).sort((a, b) => a.path.localeCompare(b.path));
  const files = await Promise.all(
    uris.map(async (uri) => {
      const source = await textIfReadable(uri);
      return source === undefined ? [] : [await workspaceFile(uri, source)];
    }),
  );
  return files.flat();
}

/** An open agent file, with the unsaved edits of its prompt documents. */
export function documentWithPrompts(document: vscode.TextDocument): Promise<WorkspaceFile> {
  return workspaceFile(document.uri, textWithOpenPrompts(document));
}

async function workspaceFile(uri: vscode.Uri, source: string): Promise<WorkspaceFile> {
  return { uri, ...(await readExpanded(agentSchema, source, (file) => readPrompt(uri, file))) };
}

/** The prompt files of an agent file that other agents use as well. */
export async function promptsSharedWithOthers(
  agent: vscode.Uri,
  files: readonly vscode.Uri[],
): Promise<SharedPrompt[]> {
  const folder = promptFolderOf(agent);
  const others = (await agentFiles()).filter(
    ({ uri }) => uri.toString() !== agent.toString() && promptFolderOf(uri).toString() === folder.toString(),
  );
  return sharedPrompts(
    agentSchema,
    files.map((file) => pathInFolder(folder, file)),
    others.map(({ uri, source }) => ({ path: pathInFolder(folder, uri), text: source })),
  );
}

/** Those of them that are linked to an agent. */
export async function linkedFiles(origin: string): Promise<WorkspaceAgent[]> {
  return (await agentFiles()).flatMap((file) => {
    const link = findLink(file.text, origin);
    return link ? [{ ...file, link }] : [];
  });
}

/** A file that was deleted meanwhile, or can't be read, is skipped. */
async function textIfReadable(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return await currentText(uri);
  } catch {
    return undefined;
  }
}

/** The text in the editor with open prompt documents, or else on disk, because opening all files would keep them in memory. */
async function currentText(uri: vscode.Uri): Promise<string> {
  const openDocument = openDocumentOf(uri);
  return openDocument ? textWithOpenPrompts(openDocument) : readText(uri);
}
