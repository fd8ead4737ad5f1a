import * as vscode from 'vscode';
import { previewScheme } from '../editor/agentFile';
import { preferredColumn } from '../editor/tabs';

/** Read-only documents for comparisons: an agent as it is on the server, or as it would be after a push. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registration: vscode.Disposable;
  private readonly closing: vscode.Disposable;
  private count = 0;

  constructor() {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(previewScheme, this);
    this.closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString()));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** A read-only document with this text. `name` is the title of its tab. */
  add(name: string, text: string): vscode.Uri {
    this.count += 1;
    // The file extension gives it the highlighting of agent files; its scheme keeps the language server away.
    const path = `/${this.count}/${name.replace(/[/\\?#]+/g, ' ')}.agent.json`;
    const uri = vscode.Uri.from({ scheme: previewScheme, path });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  /** Opens the diff editor, two documents side by side. */
  async diff(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
    // Not a preview tab: that would replace a file that was opened by a single click.
    const options: vscode.TextDocumentShowOptions = { preview: false, viewColumn: preferredColumn() };
    await vscode.commands.executeCommand('vscode.diff', left, right, title, options);
  }

  /** Closes the extension's diff editors whose right side is `right`, and leaves those of others open. */
  async close(right: vscode.Uri): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff && isOurs(input, right));
    await vscode.window.tabGroups.close(tabs);
  }

  dispose(): void {
    this.registration.dispose();
    this.closing.dispose();
  }
}

function isOurs({ original, modified }: vscode.TabInputTextDiff, right: vscode.Uri): boolean {
  return original.scheme === previewScheme && modified.toString() === right.toString();
}
