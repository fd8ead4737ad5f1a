import { type Connection, type Position, TextDocuments } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { AgentLanguage } from '#language/index';
import type { AnnotatedAgent } from '#language/annotate';
import { type AgentDocument, tooLargeDocument } from '#language/syntax/document';
import type { Problem } from '#language/diagnostics/index';
import { type FileContent, normalizeUri } from './agentFiles';

/** One version of an agent file, open or not. Results are computed once. */
export class AgentSnapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  private cachedAgent: AnnotatedAgent | undefined;
  private cachedProblems: readonly Problem[] | undefined;
  private cachedId: { readonly value: string | undefined } | undefined;

  /**
   * @param document converts offsets; it changes with the next edit
   * @param canonicalUri the same for all names of a file
   * @param previous an earlier version, to parse incrementally
   * @param recent the open agents whose trees are kept; undefined for a file that is not open
   */
  constructor(
    readonly document: TextDocument,
    readonly canonicalUri: string,
    private readonly language: AgentLanguage,
    private previous?: AgentDocument,
    private readonly recent?: RecentlyParsed,
  ) {
    this.uri = document.uri;
    this.version = document.version;
    this.text = document.getText();
  }

  /** Whether it is still the current version. */
  get isCurrent(): boolean {
    return this.document.version === this.version;
  }

  get agent(): AnnotatedAgent {
    this.recent?.add(this);
    this.cachedAgent ??= this.language.annotate(this.language.parse(this.text, this.previous));
    this.previous = undefined;
    return this.cachedAgent;
  }

  /** Frees the tree, which takes several times the memory of the text. It is parsed again when it is needed. */
  releaseTree(): void {
    this.cachedAgent = undefined;
  }

  /** The latest version that has been parsed: this or an earlier one. */
  get parsed(): AgentDocument | undefined {
    return this.cachedAgent?.document ?? this.previous;
  }

  get problems(): readonly Problem[] {
    this.cachedProblems ??= this.language.isExcluded(this.uri) ? [] : this.findProblems();
    return this.cachedProblems;
  }

  private findProblems(): readonly Problem[] {
    return this.recent ? this.language.problems(this.agent) : this.language.problemsOnce(this.agent);
  }

  /** Whether it is excluded or a file of another format: then it is not one of the workspace's agents. */
  get isForeign(): boolean {
    return this.language.isExcluded(this.uri) || this.language.isForeign(this.agent);
  }

  /** The ID of the agent on Cekura. Undefined if the file has none. */
  get agentId(): string | undefined {
    this.cachedId ??= { value: this.isForeign ? undefined : this.language.agentId(this.agent) };
    return this.cachedId.value;
  }

  /** Sets an ID that is known from the same text. */
  setAgentId(value: string | undefined): void {
    this.cachedId = { value };
  }

  /** Its problems, if `others` (file names) have the same agent ID. */
  problemsBeside(others: readonly string[]): readonly Problem[] {
    if (others.length === 0) return this.problems;
    return [...this.problems, ...this.language.sharedIdProblems(this.agent, others)];
  }
}

/** The open agents whose trees are kept: those used last, as an editor only shows a few of its tabs. */
export class RecentlyParsed {
  private readonly snapshots = new Set<AgentSnapshot>();

  constructor(private readonly limit = 10) {}

  add(snapshot: AgentSnapshot): void {
    this.snapshots.delete(snapshot);
    this.snapshots.add(snapshot);
    const [oldest] = this.snapshots;
    if (!oldest || this.snapshots.size <= this.limit) return;
    oldest.releaseTree();
    this.snapshots.delete(oldest);
  }

  delete(snapshot: AgentSnapshot): void {
    this.snapshots.delete(snapshot);
  }
}

/** The open agent files. */
export class AgentDocuments {
  readonly documents = new TextDocuments({ create: TextDocument.create, update: updateDocument });
  private snapshots = new Map<string, AgentSnapshot>();
  private recent = new RecentlyParsed();
  private readonly canonicalUris = new Map<string, Promise<string>>();

  constructor(
    private currentLanguage: AgentLanguage,
    private readonly canonicalUriOf: (uri: string) => Promise<string>,
  ) {}

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
    if (!this.documents.get(uri)) return undefined;
    const canonicalUri = this.canonicalUris.get(uri) ?? this.canonicalUriOf(uri);
    this.canonicalUris.set(uri, canonicalUri);
    const resolved = await canonicalUri;
    // It may have been edited or closed meanwhile.
    const document = this.documents.get(uri);
    return document && isAgentFile(document) ? this.snapshot(document, resolved) : undefined;
  }

  async all(): Promise<AgentSnapshot[]> {
    const snapshots = await Promise.all(this.documents.keys().map((uri) => this.get(uri)));
    return snapshots.filter((snapshot) => snapshot !== undefined);
  }

  private snapshot(document: TextDocument, canonicalUri: string): AgentSnapshot {
    const latest = this.snapshots.get(document.uri);
    if (latest?.document === document && latest.isCurrent) return latest;
    const { parsed } = latest ?? {};
    this.forget(document.uri);
    const snapshot = new AgentSnapshot(document, canonicalUri, this.language, parsed, this.recent);
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

/** A file that is not open. */
export function closedSnapshot(
  uri: string,
  { text, canonicalUri }: FileContent,
  language: AgentLanguage,
): AgentSnapshot {
  const document = TextDocument.create(uri, 'agent-json', 0, text ?? '');
  return new AgentSnapshot(
    document,
    canonicalUri,
    language,
    text === undefined ? tooLargeDocument : undefined,
  );
}

/** Some editors register the server for all JSON files. */
function isAgentFile({ languageId, uri }: TextDocument): boolean {
  return languageId === 'agent-json' || normalizeUri(uri).endsWith('.agent.json');
}
