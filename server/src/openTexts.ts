import { Emitter } from 'vscode-jsonrpc';
import type { Connection } from './connection';
import { type Encoding, changed } from './positions';
import { VersionedText } from './versionedText';

/** The texts that the client has open, each in its newest version. */
export class OpenTexts {
  private readonly texts = new Map<string, VersionedText>();
  private readonly changes = new Emitter<VersionedText>();
  private readonly closings = new Emitter<VersionedText>();

  /** A text was opened or edited; here is what it is now. */
  readonly onDidChange = this.changes.event;
  readonly onDidClose = this.closings.event;

  constructor(private readonly encoding: Encoding) {}

  listen(connection: Connection): void {
    connection.onNotification('textDocument/didOpen', ({ textDocument }) => {
      const { uri, languageId, version, text } = textDocument;
      this.put(new VersionedText(uri, languageId, version, text));
    });
    connection.onNotification(
      'textDocument/didChange',
      ({ textDocument: { uri, version }, contentChanges }) => {
        const text = this.texts.get(uri);
        if (text && contentChanges.length > 0)
          this.put(changed(text, contentChanges, version, this.encoding));
      },
    );
    connection.onNotification('textDocument/didClose', ({ textDocument: { uri } }) => {
      const text = this.texts.get(uri);
      this.texts.delete(uri);
      if (text) this.closings.fire(text);
    });
  }

  get(uri: string): VersionedText | undefined {
    return this.texts.get(uri);
  }

  all(): VersionedText[] {
    return [...this.texts.values()];
  }

  private put(text: VersionedText): void {
    this.texts.set(text.uri, text);
    this.changes.fire(text);
  }
}
