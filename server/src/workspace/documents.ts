import { type Connection, TextDocuments } from 'vscode-languageserver';
import type { AgentLanguage } from '#language/index';
import type { AnnotatedAgent } from '#language/annotate';
import type { AgentDocument } from '#language/syntax/document';
import type { Problem } from '#language/diagnostics/index';
import { type Encoding, Lines, changed } from '../lsp/positions';
import { somebodyWaits } from '../lsp/scheduling';
import { inOneForm } from './uris';
import { VersionedText } from './versionedText';

/** One version of one text, read when it is first asked about. It holds still: an edit makes a new one. */
export class OpenAgent {
  readonly uri: string;
  /** The same in one form. */
  readonly file: string;
  readonly version: number;
  readonly text: string;
  readonly lines: Lines;
  private read: AnnotatedAgent | undefined;
  private found: readonly Problem[] | undefined;
  private tie: { readonly agentId: string | undefined } | undefined;

  constructor(
    document: VersionedText,
    encoding: Encoding,
    private readonly language: AgentLanguage,
    /** An earlier version, from which reading is quicker; let go of once this one is read. */
    private before?: AgentDocument,
  ) {
    this.uri = document.uri;
    this.file = inOneForm(document.uri);
    this.version = document.version;
    this.text = document.getText();
    this.lines = new Lines(document, encoding);
  }

  get agent(): AnnotatedAgent {
    this.read ??= this.language.annotate(this.language.parse(this.text, this.before));
    this.before = undefined;
    return this.read;
  }

  /** The tree, where it has been read already. */
  get readDocument(): AgentDocument | undefined {
    return this.read?.document ?? this.before;
  }

  get problems(): readonly Problem[] {
    this.found ??= this.language.problems(this.agent);
    return this.found;
  }

  /** The id of its agent on Cekura; undefined where it has none. */
  get agentId(): string | undefined {
    this.tie ??= { agentId: this.language.agentId(this.agent) };
    return this.tie.agentId;
  }

  /** Tells it what is known of a text that was read before. */
  recall(agentId: string | undefined): this {
    this.tie = { agentId };
    return this;
  }

  /** What is wrong with it beside `others`: names of the files that have the same agent. */
  problemsBeside(others: readonly string[]): readonly Problem[] {
    if (others.length === 0) return this.problems;
    return [...this.problems, ...this.language.sharedIdProblems(this.agent, others)];
  }
}

/** The agents that the editor has open, each version read at most once and forgotten when it is replaced or closed. */
export class OpenAgents {
  readonly documents: TextDocuments<VersionedText>;
  private read = new WeakMap<VersionedText, OpenAgent>();
  /** The newest version of each that was asked about. */
  private readonly newest = new Map<string, OpenAgent>();

  constructor(
    private readonly encoding: Encoding,
    private currentLanguage: AgentLanguage,
  ) {
    this.documents = new TextDocuments({
      create: (uri, languageId, version, text) => new VersionedText(uri, languageId, version, text),
      update: (document, changes, version) => changed(document, changes, version, encoding),
    });
  }

  get language(): AgentLanguage {
    return this.currentLanguage;
  }

  /** Other settings: what was read before is read anew when it is asked for. */
  useLanguage(language: AgentLanguage): void {
    this.currentLanguage = language;
    this.read = new WeakMap();
  }

  listen(connection: Connection): void {
    this.documents.listen(connection);
    this.documents.onDidChangeContent(somebodyWaits);
    this.documents.onDidClose(({ document }) => this.newest.delete(document.uri));
  }

  /** The agent at `uri`; undefined where nothing is open or what is open is no agent. */
  get(uri: string): OpenAgent | undefined {
    const document = this.documents.get(uri);
    return document && isAgent(document) ? this.readOnce(document) : undefined;
  }

  all(): OpenAgent[] {
    return this.documents
      .all()
      .filter(isAgent)
      .map((document) => this.readOnce(document));
  }

  /** A text that is not open, read the same way. */
  readClosed(uri: string, text: string): OpenAgent {
    const document = new VersionedText(uri, 'agent-json', 0, text);
    return new OpenAgent(document, this.encoding, this.language);
  }

  private readOnce(document: VersionedText): OpenAgent {
    const known =
      this.read.get(document) ?? this.readNow(document, this.newest.get(document.uri)?.readDocument);
    this.read.set(document, known);
    this.newest.set(document.uri, known);
    return known;
  }

  private readNow(document: VersionedText, before?: AgentDocument): OpenAgent {
    return new OpenAgent(document, this.encoding, this.language, before);
  }
}

/** Some editors can only say "all JSON files are yours"; the others among them are none of our business. */
function isAgent({ languageId, uri }: VersionedText): boolean {
  return languageId === 'agent-json' || uri.endsWith('.agent.json');
}
