import { type Connection, type Position, TextDocuments } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { agentFileExtension } from '#language/agentFile';
import type { AgentLanguage } from '#language/index';
import { type AgentFiles, type FileContent, normalizeUri } from './agentFiles';
import { AgentSnapshot, RecentlyParsed, closedSnapshot } from './agentSnapshot';
import { type PromptFileDocument, PromptFiles } from './promptFiles';

/** The open agent files. */
export class AgentDocuments {
  readonly documents = new TextDocuments({ create: TextDocument.create, update: updateDocument });
  private snapshots = new Map<string, AgentSnapshot>();
  private recent = new RecentlyParsed();
  private readonly canonicalUris = new Map<string, Promise<string>>();
  readonly promptFiles: PromptFiles;

  constructor(
    private currentLanguage: AgentLanguage,
    private readonly files: AgentFiles,
  ) {
    this.promptFiles = new PromptFiles(files, (uri) => this.openDocument(uri));
  }

  get language(): AgentLanguage {
    return this.currentLanguage;
  }

  /** Called when the settings have changed. */
  setLanguage(language: AgentLanguage): void {
    this.currentLanguage = language;
    this.snapshots = new Map();
    this.recent = new RecentlyParsed();
  }

  listen(connection: Connection): void {
    this.documents.listen(connection);
    this.documents.onDidClose(({ document: { uri } }) => {
      this.forget(uri);
      this.canonicalUris.delete(uri);
    });
  }

  /** The agent at `uri`. Undefined if it is not open or is not an agent file. */
  async get(uri: string): Promise<AgentSnapshot | undefined> {
    const opened = this.documents.get(uri);
    if (!opened || !isAgentFile(opened)) return undefined;
    const canonicalUri = this.canonicalUris.get(uri) ?? this.files.canonicalUri(uri);
    this.canonicalUris.set(uri, canonicalUri);
    const resolved = await canonicalUri;
    for (;;) {
      // It may have been edited or closed meanwhile.
      const document = this.documents.get(uri);
      const snapshot = document && isAgentFile(document) ? this.snapshot(document, resolved) : undefined;
      if (!snapshot || !(await this.readPrompts(snapshot))) return snapshot;
      if (snapshot.isCurrent && this.documents.get(uri) === document) return snapshot;
    }
  }

  async all(): Promise<AgentSnapshot[]> {
    for (;;) {
      const snapshots = await Promise.all(this.documents.keys().map((uri) => this.get(uri)));
      const agents = snapshots.filter((snapshot) => snapshot !== undefined);
      // One may have been edited while the prompts of another were read.
      if (agents.every(({ isCurrent }) => isCurrent)) return agents;
    }
  }

  /** A file that is not open. */
  async closed(uri: string, content: FileContent): Promise<AgentSnapshot> {
    const snapshot = closedSnapshot(uri, content, this.language);
    await this.readPrompts(snapshot);
    return snapshot;
  }

  isOpen(uri: string): boolean {
    return this.documents.get(uri) !== undefined;
  }

  /** The open document with a URI, however the client escapes it. */
  openDocument(uri: string): TextDocument | undefined {
    const key = this.documents.keys().find((other) => normalizeUri(other) === uri);
    return key === undefined ? undefined : this.documents.get(key);
  }

  /** The prompt files of an agent that can be read. */
  promptsOf(agent: AgentSnapshot): PromptFileDocument[] {
    return agent.promptUses.flatMap((use) => {
      const file = agent.promptFile(use);
      return file.kind === 'text' ? (this.promptFiles.documentOf(agent.uri, use.file, file.text) ?? []) : [];
    });
  }

  /** Whether it has prompt files. */
  private async readPrompts(snapshot: AgentSnapshot): Promise<boolean> {
    const { promptUses, uri } = snapshot;
    if (promptUses.length === 0) return false;
    snapshot.setPrompts(await this.promptFiles.readAll(uri, promptUses));
    return true;
  }

  private snapshot(document: TextDocument, canonicalUri: string): AgentSnapshot {
    const latest = this.snapshots.get(document.uri);
    if (latest?.document === document && latest.isCurrent) return latest;
    const { parsed, parsedWithPrompts } = latest ?? {};
    const { language, recent } = this;
    this.forget(document.uri);
    const snapshot = new AgentSnapshot(document, canonicalUri, language, parsed, recent, parsedWithPrompts);
    this.snapshots.set(document.uri, snapshot);
    return snapshot;
  }

  private forget(uri: string): void {
    const snapshot = this.snapshots.get(uri);
    if (snapshot) this.recent.delete(snapshot);
    this.snapshots.delete(uri);
  }
}

/** Like `TextDocument.update`, which computes wrong lines after a range that starts beyond the end of the text. */
export function updateDocument(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  const inText = (position: Position) => document.positionAt(document.offsetAt(position));
  for (const change of changes) {
    const { text } = change;
    const inside =
      'range' in change
        ? { text, range: { start: inText(change.range.start), end: inText(change.range.end) } }
        : change;
    TextDocument.update(document, [inside], version);
  }
  return document;
}

/** Some editors register the server for all JSON files. */
function isAgentFile({ languageId, uri }: TextDocument): boolean {
  return languageId === 'agent-json' || normalizeUri(uri).endsWith(agentFileExtension);
}
