import * as vscode from 'vscode';
import broken from '../../../samples/broken.agent.json';
import { languageId } from '../editor/agentFile';
import { columnForTexts } from '../editor/tabs';

/** Opens an unsaved agent full of faults, to try what the editor does about them. It has no `id`: nothing can be pushed by accident. */
export async function openSample(): Promise<void> {
  const content = `${JSON.stringify(broken, null, 2)}\n`;
  const document = await vscode.workspace.openTextDocument({ language: languageId, content });
  await vscode.window.showTextDocument(document, { viewColumn: columnForTexts() });
}
