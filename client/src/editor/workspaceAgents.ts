import * as vscode from 'vscode';
import { agentFilePattern } from '#server/protocol';
import type { AgentLink } from '#sync/ports';
import { textWithPages } from '../prompts/openPages';
import { isExcludedFile } from '../state/fileExclusions';
import { linkIn } from './linkIn';

/** An agent file of the workspace, and the agent that it is linked to. */
export interface WorkspaceAgent {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly link: AgentLink;
}

/** The workspace's agent files that are linked to an agent, in the order of their paths. */
export async function linkedFiles(origin: string): Promise<WorkspaceAgent[]> {
  const all = await vscode.workspace.findFiles(agentFilePattern, '**/node_modules/**');
  const uris = all.filter((uri) => !isExcludedFile(uri));
  const found: WorkspaceAgent[] = [];
  for (const uri of uris.sort((a, b) => a.path.localeCompare(b.path))) {
    const text = await textIfReadable(uri);
    const link = text === undefined ? undefined : linkIn(text, origin);
    if (text !== undefined && link) found.push({ uri, text, link });
  }
  return found;
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
