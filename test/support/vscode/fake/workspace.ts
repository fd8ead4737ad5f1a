import { TextDocument as PlainDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import { EventEmitter, Position, type Range, type TextEdit, FileSystemError } from './primitives';

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath.bind(Utils) });

/** A document of the fake workspace. */
export class FakeDocument {
  isDirty = false;
  isClosed = false;
  version = 1;
  private plain: PlainDocument;
  private isEdited = false;

  constructor(
    private readonly workspace: FakeWorkspace,
    readonly uri: URI,
    readonly languageId: string,
    text: string,
  ) {
    this.plain = PlainDocument.create(uri.toString(), languageId, 1, text);
  }

  get isUntitled(): boolean {
    return this.uri.scheme === 'untitled';
  }

  get lineCount(): number {
    return this.plain.lineCount;
  }

  getText(): string {
    return this.plain.getText();
  }

  positionAt(offset: number): Position {
    const { line, character } = this.plain.positionAt(offset);
    return new Position(line, character);
  }

  offsetAt(position: Position): number {
    return this.plain.offsetAt(position);
  }

  /** Replaces the whole text as the user does. */
  setText(text: string): void {
    this.version += 1;
    this.plain = PlainDocument.create(this.uri.toString(), this.languageId, this.version, text);
    this.isDirty = true;
    this.isEdited = true;
    this.workspace.changed.fire({ document: this });
  }

  /** Reloads the file. */
  reload(text: string): void {
    this.setText(text);
    this.isDirty = false;
    this.isEdited = false;
  }

  /** Simulates VS Code after an automatic save of an earlier version: it reports no unsaved edits until the next one. */
  reportSaved(): void {
    this.isDirty = false;
  }

  apply(edits: readonly TextEdit[]): void {
    const plain = edits.map(({ range, newText }) => ({ range, newText }));
    this.setText(PlainDocument.applyEdits(this.plain, plain));
  }

  async save(): Promise<boolean> {
    if (!(this.isDirty || this.isEdited) || this.workspace.saveFails) return false;
    await this.workspace.write(this.uri, new TextEncoder().encode(this.getText()));
    this.isDirty = false;
    this.isEdited = false;
    return true;
  }
}

export interface FileSystem {
  readonly onDidChangeFile: (listener: (changes: readonly { readonly uri: URI }[]) => unknown) => unknown;
  readFile(uri: URI): Promise<Uint8Array>;
  writeFile(uri: URI, content: Uint8Array): Promise<void>;
}

export class WorkspaceEdit {
  readonly edits: (readonly [URI, readonly TextEdit[]])[] = [];
  readonly created: (readonly [URI, Uint8Array])[] = [];

  set(uri: URI, edits: readonly TextEdit[]): void {
    this.edits.push([uri, edits]);
  }

  replace(uri: URI, range: Range, newText: string): void {
    this.set(uri, [{ range, newText }]);
  }

  createFile(uri: URI, { contents }: { readonly contents: Uint8Array }): void {
    this.created.push([uri, contents]);
  }

  delete(uri: URI, range: Range): void {
    this.replace(uri, range, '');
  }
}

/** Files in memory and their documents. */
export class FakeWorkspace {
  readonly changed = new EventEmitter<{ document: FakeDocument }>();
  readonly opened = new EventEmitter<FakeDocument>();
  readonly closed = new EventEmitter<FakeDocument>();
  readonly files = new Map<string, Uint8Array>();
  readonly settings = new Map<string, unknown>();
  readonly providers = new Map<string, FileSystem>();
  readonly contents = new Map<string, { provideTextDocumentContent(uri: URI): unknown }>();
  documents: FakeDocument[] = [];
  isTrusted = true;
  saveFails = false;
  hasFolder = true;
  /** Simulates VS Code while a comparison of the file is active: it saves but returns undefined. */
  saveReturnsUndefined = false;

  reset(): void {
    for (const document of this.documents) {
      document.isClosed = true;
      this.closed.fire(document);
    }
    this.documents = [];
    this.files.clear();
    this.isTrusted = true;
    this.saveFails = false;
    this.hasFolder = true;
    this.saveReturnsUndefined = false;
  }

  /** Documents without unsaved edits are reloaded when their file changes, as in VS Code. */
  addProvider(scheme: string, provider: FileSystem): void {
    this.providers.set(scheme, provider);
    provider.onDidChangeFile(async (changes) => {
      for (const { uri } of changes) {
        const document = this.documents.find((candidate) => candidate.uri.toString() === uri.toString());
        if (document && !document.isDirty) document.reload(await this.textOf(uri));
      }
    });
  }

  async write(uri: URI, content: Uint8Array): Promise<void> {
    const provider = this.providers.get(uri.scheme);
    if (provider) await provider.writeFile(uri, content);
    else this.files.set(uri.toString(), content);
  }

  async read(uri: URI): Promise<Uint8Array> {
    const provider = this.providers.get(uri.scheme);
    if (provider) return provider.readFile(uri);
    const content = this.files.get(uri.toString());
    if (!content) throw FileSystemError.FileNotFound(uri);
    return content;
  }

  async open(target: URI | { language?: string; content?: string }): Promise<FakeDocument> {
    if (!(target instanceof URI)) {
      const uri = URI.from({ scheme: 'untitled', path: `Untitled-${this.documents.length + 1}` });
      const untitled = new FakeDocument(this, uri, target.language ?? 'plaintext', target.content ?? '');
      untitled.isDirty = untitled.getText() !== '';
      return this.add(untitled);
    }
    const existing = this.documents.find(({ uri }) => uri.toString() === target.toString());
    if (existing) return existing;
    const text = target.scheme === 'untitled' ? '' : await this.textOf(target);
    return this.add(new FakeDocument(this, target, languageOf(target), text));
  }

  async applyEdit({ edits, created }: WorkspaceEdit): Promise<boolean> {
    if (created.some(([uri]) => this.files.has(uri.toString()))) return false;
    for (const [uri, contents] of created) await this.write(uri, contents);
    for (const [uri, changes] of edits) (await this.open(uri)).apply(changes);
    return true;
  }

  async save(uri: URI): Promise<URI | undefined> {
    const document = await this.open(uri);
    const saved = await document.save();
    return saved && !this.saveReturnsUndefined ? uri : undefined;
  }

  private add(document: FakeDocument): FakeDocument {
    this.documents = [...this.documents, document];
    this.opened.fire(document);
    return document;
  }

  private async textOf(uri: URI): Promise<string> {
    const content = this.contents.get(uri.scheme);
    if (content) return String(await content.provideTextDocumentContent(uri));
    return new TextDecoder().decode(await this.read(uri));
  }
}

function languageOf({ path }: URI): string {
  if (path.endsWith('.agent.json')) return 'agent-json';
  return path.endsWith('.md') ? 'markdown' : 'plaintext';
}
