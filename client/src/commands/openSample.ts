import * as vscode from 'vscode';
import sample from '#samples/broken.agent.json';
import { languageId } from '../editor/agentFile';
import { preferredColumn } from '../editor/tabs';
import { type Outcome, opened } from '../ui/outcome';

/** Opens an untitled agent with problems, to try the quick fixes. It has no `id`, so that it can't be pushed by accident. */
export async function openSample(): Promise<Outcome> {
  const content = `${JSON.stringify(sample, null, 2)}\n`;
  const document = await vscode.workspace.openTextDocument({ language: languageId, content });
  await vscode.window.showTextDocument(document, { viewColumn: preferredColumn() });
  return opened;
}
