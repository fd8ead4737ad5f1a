import * as vscode from 'vscode';
import broken from '../../../samples/broken.agent.json';
import { languageId } from '../vscode/agentFile';

/** Opens an unsaved agent full of faults, to try what the editor does about them. It has no `id`: nothing can be pushed by accident. */
export async function openSample(): Promise<void> {
  const content = `${JSON.stringify(broken, null, 2)}\n`;
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: languageId, content }),
  );
}
