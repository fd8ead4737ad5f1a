import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { previewScheme } from '../editor/agentFile';
import { preferredColumn } from '../editor/tabs';

/** Read-only documents for comparisons: the agent on the server, or the expected agent after a push. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registration: vscode.Disposable;
  private readonly closing: vscode.Disposable;
  /** Callbacks that continue open reviews, by the right side of their diff. */
  private readonly reviews = new Map<string, () => void>();
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
    // The file extension gives it the highlighting of agent files; its scheme excludes it from the language server.
    const path = `/${this.count}/${name.replace(/[/\\?#]+/g, ' ')}.agent.json`;
    const uri = vscode.Uri.from({ scheme: previewScheme, path });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  /** Opens the diff editor, two documents side by side. */
  async diff(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
    // Not a preview editor, which would replace a file that was opened with a single click.
    const options: vscode.TextDocumentShowOptions = { preview: false, viewColumn: preferredColumn() };
    await vscode.commands.executeCommand('vscode.diff', left, right, title, options);
  }

  /** Waits until the user continues after reviewing an open diff; false if they close it. */
  async review(right: vscode.Uri): Promise<boolean> {
    const key = right.toString();
    const listeners: vscode.Disposable[] = [];
    try {
      return await new Promise<boolean>((resolve) => {
        this.reviews.set(key, () => resolve(true));
        const { tabGroups } = vscode.window;
        listeners.push(tabGroups.onDidChangeTabs(() => diffsWith(right).length === 0 && resolve(false)));
        const next = l10n.t('Continue…');
        const text = l10n.t("Review the changes, then select Continue… here or in the editor's title bar.");
        void vscode.window.showInformationMessage(text, next).then((label) => label && resolve(true));
        this.updateContext();
      });
    } finally {
      for (const listener of listeners) listener.dispose();
      this.reviews.delete(key);
      this.updateContext();
      // The message is no longer needed.
      void vscode.commands.executeCommand('notifications.hideToasts');
    }
  }

  /** Continues the review of a diff, or the only review. Returns whether there is one. */
  continueReview(right: string | undefined): boolean {
    const [only] = this.reviews.values();
    const next = this.reviews.get(right ?? '') ?? (this.reviews.size === 1 ? only : undefined);
    next?.();
    return next !== undefined;
  }

  /** Closes the extension's diff editors whose right side is `right`, and no other diff editors. */
  async close(right: vscode.Uri): Promise<void> {
    await vscode.window.tabGroups.close(diffsWith(right));
  }

  dispose(): void {
    this.registration.dispose();
    this.closing.dispose();
  }

  private updateContext(): void {
    void vscode.commands.executeCommand('setContext', 'agentJson.isReviewing', this.reviews.size > 0);
  }
}

function diffsWith(right: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && isPreviewDiff(input, right));
}

function isPreviewDiff({ original, modified }: vscode.TabInputTextDiff, right: vscode.Uri): boolean {
  return original.scheme === previewScheme && modified.toString() === right.toString();
}
