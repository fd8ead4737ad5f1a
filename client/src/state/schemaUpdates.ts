import * as vscode from 'vscode';
import type { SchemaUpdate } from '#language/schema/schemaUpdate';
import { readTextIfPossible, writeText } from '../editor/files';

/** The user's last schema update: a file in the extension's storage, which all windows share. */
export class SchemaUpdates implements vscode.Disposable {
  /** Settled when the file has been read. */
  readonly loaded: Promise<void>;
  private readonly file: vscode.Uri;
  private readonly changes = new vscode.EventEmitter<void>();
  /** Fires when an update is stored or removed, in this window or in another one. */
  readonly onDidChange = this.changes.event;
  private readonly subscriptions: vscode.Disposable;
  private text = '';

  constructor(storage: vscode.Uri) {
    const name = 'schema-update.json';
    this.file = vscode.Uri.joinPath(storage, name);
    this.loaded = this.read();
    // Only existing folders can be watched.
    void vscode.workspace.fs.createDirectory(storage).then(undefined, () => undefined);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(storage, name));
    const refresh = () => void this.read();
    this.subscriptions = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(refresh),
      watcher.onDidChange(refresh),
      watcher.onDidDelete(refresh),
      // Some file systems, especially in a browser, don't report changes of other windows.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && refresh()),
    );
  }

  /** The stored update as parsed JSON without validation. Undefined if there is none. */
  get stored(): unknown {
    try {
      return JSON.parse(this.text) as unknown;
    } catch {
      return undefined;
    }
  }

  /** Stores an update for all windows; undefined removes the stored one. */
  async store(update: SchemaUpdate | undefined): Promise<void> {
    await writeText(this.file, update ? JSON.stringify(update) : '');
    await this.read();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changes.dispose();
  }

  private async read(): Promise<void> {
    const text = (await readTextIfPossible(this.file)) ?? '';
    if (text === this.text) return;
    this.text = text;
    this.changes.fire();
  }
}
