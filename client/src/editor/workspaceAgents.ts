import * as vscode from 'vscode';
import { agentFilePattern } from '#server/protocol';
import type { AgentLink } from '#sync/ports';
import { textWithPages } from '../prompts/openPages';
import { isExcludedFile } from '../state/fileExclusions';
import { linkIn } from './linkIn';

/** An agent file of the workspace. */
export interface WorkspaceFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** One that is linked to an agent. */
export interface WorkspaceAgent extends WorkspaceFile {
  readonly link: AgentLink;
}

/** The workspace's agent files that can be read, in the order of their paths. */
export async function agentFiles(): Promise<WorkspaceFile[]> {
  const all = await vscode.workspace.findFiles(agentFilePattern, '**/node_modules/**');
  const uris = all.filter((uri) => !isExcludedFile(uri)).sort((a, b) => a.path.localeCompare(b.path));
  const files = await Promise.all(uris.map(async (uri) => ({ uri, text: await textIfReadable(uri) })));
  return files.flatMap(({ uri, text }) => (text === undefined ? [] : [{ uri, text }]));
}

/** Those of them that are linked to an agent. */
export async function linkedFiles(origin: string): Promise<WorkspaceAgent[]> {
  return (await agentFiles()).flatMap((file) => {
    const link = linkIn(file.text, origin);
    return link ? [{ ...file, link }] : [];
  });
}

/** A file that was deleted meanwhile, or can't be read, is skipped. */
async function textIfReadable(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return await textOf(uri);
  } catch {
    return undefined;
  }
}

/** The text in the editor with that of open prompt pages, else on disk; opening every file would keep all of them in memory. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open ? textWithPages(open) : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The names of the files and folders in a folder. */
export async function namesIn(folder: vscode.Uri): Promise<string[]> {
  return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
}
