import * as vscode from 'vscode';
import { previewScheme } from '../editor/agentFile';
import { plainWords } from './sanitize';
import { columnForTexts } from '../editor/tabs';

/** Texts that exist only to be compared: an agent as it is on the server, or as it would be after a push. */
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

  /**
   * A document with this text that nobody can edit. `name` is what its tab says; `head` stands above the text as
   * comments, so that a question has room for all there is to know, and a list over the diff covers no value.
   */
  add(name: string, text: string, head: readonly string[] = []): vscode.Uri {
    this.count += 1;
    // The ending gives it the colours and the line wrapping of agent files; its scheme keeps the language server off.
    const path = `/${this.count}/${name.replace(/[/\\?#]+/g, ' ')}.agent.json`;
    const uri = vscode.Uri.from({ scheme: previewScheme, path });
    const comments = head.map((line) => `// ${plainWords(line)}\n`).join('');
    this.texts.set(uri.toString(), comments === '' ? text : `${comments}\n${text}`);
    return uri;
  }

  /** Opens the diff editor, two documents side by side. */
  async diff(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
    // A tab of its own: as a preview it would take the place of a file that somebody opened by a single click.
    const options: vscode.TextDocumentShowOptions = { preview: false, viewColumn: columnForTexts() };
    await vscode.commands.executeCommand('vscode.diff', left, right, title, options);
  }

  /** Closes our diff editors that show `right`; those that others opened stay. */
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
