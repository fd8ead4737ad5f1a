import { TextDocument } from 'vscode-languageserver-textdocument';
import { isEmptyDraft } from '#language/agentFile';
import type { AgentLanguage } from '#language/index';
import type { AnnotatedAgent } from '#language/annotate';
import { type AgentDocument, tooLargeDocument } from '#language/syntax/document';
import { type ExpandedAgent, type PromptUse, promptUsesIn } from '#language/promptFiles/expand';
import { promptReferenceStart } from '#language/promptFiles/reference';
import type { PromptFile } from '#language/promptFiles/promptText';
import type { Problem } from '#language/diagnostics/index';
import type { FileContent } from './agentFiles';

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
    this.cachedProblems ??=
      isEmptyDraft(this.uri, this.text) || this.language.isExcluded(this.uri) ? [] : this.findProblems();
    return this.cachedProblems;
  }

  get promptUses(): readonly PromptUse[] {
    // Most agents have none, and the text may not be parsed yet.
    this.cachedPromptUses ??= this.text.includes(promptReferenceStart)
      ? promptUsesIn(this.agent.document, this.language.schema)
      : [];
    return this.cachedPromptUses;
  }

  /** The prompt file that a reference refers to, as last read. */
  promptFile({ file }: PromptUse): PromptFile {
    return this.prompts.get(file) ?? { kind: 'missing' };
  }

  /** Changes with its text and with the text of its prompt files. */
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
    if (haveSameContent(prompts, this.prompts)) return;
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

/** How many open agents keep their tree. */
export const maxTrees = 10;

/** The open agents whose trees are kept: those used last, as an editor only shows a few of its tabs. */
export class RecentlyParsed {
  private readonly snapshots = new Set<AgentSnapshot>();

  add(snapshot: AgentSnapshot): void {
    this.snapshots.delete(snapshot);
    this.snapshots.add(snapshot);
    const [oldest] = this.snapshots;
    if (!oldest || this.snapshots.size <= maxTrees) return;
    oldest.releaseTree();
    this.snapshots.delete(oldest);
  }

  delete(snapshot: AgentSnapshot): void {
    this.snapshots.delete(snapshot);
  }
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

function haveSameContent(a: ReadonlyMap<string, PromptFile>, b: ReadonlyMap<string, PromptFile>): boolean {
  return a.size === b.size && [...a].every(([path, file]) => isSameFile(file, b.get(path)));
}

function isSameFile(a: PromptFile, b: PromptFile | undefined): boolean {
  return a.kind === 'text' && b?.kind === 'text' ? a.text === b.text : a.kind === b?.kind;
}
