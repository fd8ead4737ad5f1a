import { type Connection, type Position, TextDocuments } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { AgentLanguage } from '#language/index';
import type { AnnotatedAgent } from '#language/annotate';
import { type AgentDocument, tooLargeDocument } from '#language/syntax/document';
import { type ExpandedAgent, type PromptUse, promptUsesIn } from '#language/promptFiles/expand';
import { promptReferenceStart } from '#language/promptFiles/reference';
import type { PromptFile } from '#language/promptFiles/promptText';
import type { Problem } from '#language/diagnostics/index';
import { type AgentFiles, type FileContent, normalizeUri } from './agentFiles';
import { type PromptDocument, PromptFiles } from './promptFiles';

/** One version of an agent file, open or not. Results are computed once. */
export class AgentSnapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  private cachedAgent: AnnotatedAgent | undefined;
  private cachedProblems: readonly Problem[] | undefined;
  private cachedPromptUses: readonly PromptUse[] | undefined;
  private cachedExpanded: ExpandedAgent | undefined;
  private cachedWithPrompts: AnnotatedAgent | undefined;
  private prompts: ReadonlyMap<string, PromptFile> = new Map();
  private cachedId: { readonly value: string | undefined } | undefined;

  /**
   * @param document converts offsets; it changes with the next edit
   * @param canonicalUri the same for all names of a file
   * @param previous an earlier version, to parse incrementally
   * @param recent the open agents whose trees are kept; undefined for a file that is not open
   * @param previousWithPrompts an earlier version with its prompts
   */
  constructor(
    readonly document: TextDocument,
    readonly canonicalUri: string,
    private readonly language: AgentLanguage,
    private previous?: AgentDocument,
    private readonly recent?: RecentlyParsed,
    private previousWithPrompts?: AgentDocument,
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
    this.cachedWithPrompts = undefined;
  }

  /** The latest version that has been parsed: this or an earlier one. */
  get parsed(): AgentDocument | undefined {
    return this.cachedAgent?.document ?? this.previous;
  }

  get problems(): readonly Problem[] {
    this.cachedProblems ??= this.language.isExcluded(this.uri) ? [] : this.findProblems();
    return this.cachedProblems;
  }

  /** Its references to prompt files. */
  get promptUses(): readonly PromptUse[] {
    // Most agents have none, and the text may not be parsed yet.
    this.cachedPromptUses ??= this.text.includes(promptReferenceStart)
      ? promptUsesIn(this.agent.document, this.language.schema)
      : [];
    return this.cachedPromptUses;
  }

  /** The prompt file that a reference means, as it was read last. */
  promptFile({ file }: PromptUse): PromptFile {
    return this.prompts.get(file) ?? { kind: 'missing' };
  }

  /** Changes with its text and with what is read for its prompts. */
  get content(): string {
    if (this.prompts.size === 0) return this.text;
    const { text, unresolved } = this.expanded;
    return [this.text, text, ...unresolved.map(({ error }) => error)].join('\0');
  }

  /** Its text with the prompts in place of the references to them. */
  get expanded(): ExpandedAgent {
    this.cachedExpanded ??= this.language.expand(this.agent, this.prompts);
    return this.cachedExpanded;
  }

  /** The agent with its prompts. */
  get agentWithPrompts(): AnnotatedAgent {
    if (this.prompts.size === 0) return this.agent;
    const { text } = this.expanded;
    this.cachedWithPrompts ??=
      text === this.text
        ? this.agent
        : this.language.annotate(this.language.parse(text, this.previousWithPrompts));
    this.previousWithPrompts = undefined;
    return this.cachedWithPrompts;
  }

  /** The latest version of the whole text that has been parsed. */
  get parsedWithPrompts(): AgentDocument | undefined {
    return this.cachedWithPrompts?.document ?? this.previousWithPrompts;
  }

  /** Sets what its prompt files contain now: the path in the reference → the file. */
  setPrompts(prompts: ReadonlyMap<string, PromptFile>): void {
    if (isSame(prompts, this.prompts)) return;
    this.previousWithPrompts = this.parsedWithPrompts;
    this.prompts = prompts;
    this.cachedExpanded = undefined;
    this.cachedWithPrompts = undefined;
    this.cachedProblems = undefined;
  }

  private findProblems(): readonly Problem[] {
    if (this.prompts.size > 0) return this.language.problemsWithPrompts(this.expanded, this.agentWithPrompts);
    return this.recent ? this.language.problems(this.agent) : this.language.problemsUncached(this.agent);
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
  problemsWithSharedId(others: readonly string[]): readonly Problem[] {
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
  promptsOf(agent: AgentSnapshot): PromptDocument[] {
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

function isSame(a: ReadonlyMap<string, PromptFile>, b: ReadonlyMap<string, PromptFile>): boolean {
  return a.size === b.size && [...a].every(([path, file]) => isSameFile(file, b.get(path)));
}

function isSameFile(a: PromptFile, b: PromptFile | undefined): boolean {
  return a.kind === 'text' && b?.kind === 'text' ? a.text === b.text : a.kind === b?.kind;
}

/** A file that is not open, without its prompts. */
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
