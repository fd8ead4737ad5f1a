import * as vscode from 'vscode';
import { promptScheme } from '../editor/agentFile';

/** The URI of the document for the prompt at `pointer` in an agent file. */
export function promptDocumentUri(file: vscode.Uri, pointer: string): vscode.Uri {
  const agent = file.path.split('/').at(-1) ?? '';
  const query = JSON.stringify({ file: file.toString(), pointer });
  // The extension makes it Markdown. The path is the title of the tab: the agent file and the property.
  const path = `/${agent.replace(/\.agent\.json$/, '')} · ${pointer.slice(1).replaceAll('/', '.')}.md`;
  return vscode.Uri.from({ scheme: promptScheme, path, query });
}

/** The agent file of a prompt document, and the JSON pointer of its prompt. */
export function readPromptDocumentUri(uri: vscode.Uri): { file: vscode.Uri; pointer: string } {
  const read: unknown = JSON.parse(uri.query);
  if (typeof read === 'object' && read !== null && 'file' in read && 'pointer' in read) {
    return { file: vscode.Uri.parse(String(read.file)), pointer: String(read.pointer) };
  }
  throw vscode.FileSystemError.FileNotFound(uri);
}
