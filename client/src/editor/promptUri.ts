import * as vscode from 'vscode';
import { promptUsesIn } from '#language/promptFiles/expand';
import { locatePrompt } from '#language/promptFiles/locate';
import { agentSchema } from '#language/schema/bundledSchema';
import { parseAgent } from '#language/syntax/document';

/** The folder that the prompts of an agent file must be in: its workspace folder, else its own. */
export function promptFolderOf(agent: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(agent)?.uri ?? vscode.Uri.joinPath(agent, '..');
}

/** The path of a file in that folder, with forward slashes. */
export function pathInFolder(folder: vscode.Uri, { path }: vscode.Uri): string {
  return path.slice(folder.path.replace(/\/$/, '').length + 1);
}

/** The file that a reference in an agent file refers to; undefined if it can't be a prompt file. */
export function promptUri(agent: vscode.Uri, file: string): vscode.Uri | undefined {
  const folder = promptFolderOf(agent);
  const location = locatePrompt(pathInFolder(folder, agent), file);
  return location.kind === 'path' ? vscode.Uri.joinPath(folder, location.path) : undefined;
}

/** The prompt files that the text of an agent file refers to, whether or not they exist. */
export function promptUrisIn(agent: vscode.Uri, text: string): vscode.Uri[] {
  if (!text.includes('file:')) return [];
  return promptUsesIn(parseAgent(text), agentSchema).flatMap(({ file }) => promptUri(agent, file) ?? []);
}
