import {
  type AnnotatedAgent,
  type LanguageOptions,
  annotate,
  annotatedNodeAt,
  defaultOptions,
} from './annotate';
import { type Capabilities, type ReferenceNames, type Completion, completionsAt } from './completion';
import { type AgentDocument, type Span, parseAgent } from './syntax/document';
import { foreignFileIn } from './foreign/detect';
import { matchesGlob } from './text/glob';
import type { TextEdit } from './syntax/edit';
import { type Fix, fixAll, fixesFor, refactorings } from './codeActions';
import { type FoldingRange, foldingRangesOf } from './features/foldingRanges';
import { type Formatting, formatted } from './syntax/format';
import { type Hover, type KnownReferences, hoverAt } from './features/hover';
import { type InlayHint, inlayHintsOf } from './features/inlayHints';
import { type CodeLens, codeLensesOf } from './features/codeLenses';
import { type DocumentLink, documentLinksOf } from './features/documentLinks';
import { type DocumentSymbol, documentSymbolsOf } from './features/documentSymbols';
import { type Problem, type RuleSettings, findProblems, findProblemsUncached } from './diagnostics';
import { agentIdOf, duplicateIdProblems } from './diagnostics/duplicateId';
import { type ExpandedAgent, expandPrompts } from './promptFiles/expand';
import { findProblemsWithPrompts } from './promptFiles/problems';
import type { PromptFile } from './promptFiles/promptText';
import type { AgentSchema } from './schema/schema';
import { isSecretAt } from './secrets/secrets';
import { positionIn } from './completion/position';
import { promptFolderIn } from './completion/promptFiles';
import { selectionAt } from './features/selectionRanges';
import { type SemanticToken, semanticTokensOf } from './features/semanticTokens';
import {
  type VariableUse,
  renameError,
  renameVariableAt,
  usesOfVariableAt,
  variableAt,
} from './features/variables';

export interface LanguageSettings extends LanguageOptions {
  readonly rules: RuleSettings;
  /** Globs of agent files that are not agents. */
  readonly excludedFiles: readonly string[];
}

export const defaultSettings: LanguageSettings = { ...defaultOptions, rules: {}, excludedFiles: [] };

/** The language features. Offsets are UTF-16 code units. No function throws, whatever the text is. */
export interface AgentLanguage {
  readonly schema: AgentSchema;
  /** `before`, an earlier version of the text, only makes parsing faster. */
  parse(text: string, before?: AgentDocument): AgentDocument;
  annotate(document: AgentDocument): AnnotatedAgent;
  problems(agent: AnnotatedAgent): Problem[];
  /** Like `problems`, but caches nothing for later versions of the text: faster for a file that is not edited. */
  problemsUncached(agent: AnnotatedAgent): Problem[];
  /** The agent with its prompts in place of the references to them. `files`: the path in the reference → the file. */
  expand(agent: AnnotatedAgent, files: ReadonlyMap<string, PromptFile>): ExpandedAgent;
  /** All problems of an agent and its prompts, at their positions in the agent file. `expandedAgent`: the expanded text, annotated. */
  problemsWithPrompts(expanded: ExpandedAgent, expandedAgent: AnnotatedAgent): Problem[];
  /** Whether it is a file of another format. */
  isForeign(agent: AnnotatedAgent): boolean;
  /** Whether the settings exclude the file, so that nothing is reported in it. */
  isExcluded(uri: string): boolean;
  /** The ID of the agent on Cekura; undefined if the file has none. */
  agentId(agent: AnnotatedAgent): string | undefined;
  /** The problem of an agent whose ID is also in `others` (file names). */
  sharedIdProblems(agent: AnnotatedAgent, others: readonly string[]): Problem[];
  completions(
    agent: AnnotatedAgent,
    offset: number,
    capabilities: Capabilities,
    references?: ReferenceNames,
  ): Completion[];
  hover(agent: AnnotatedAgent, offset: number, references?: KnownReferences): Hover | undefined;
  /** Whether there is a secret at the offset; only then does its hover depend on the known references. */
  isSecretOffset(agent: AnnotatedAgent, offset: number): boolean;
  /** Whether a secret can be typed at the offset; only then do the completions depend on the known references. */
  canTypeSecret(agent: AnnotatedAgent, offset: number): boolean;
  /** The folder of prompt files that completion at the offset needs, relative to the agent file: `./`, `./prompts/`. */
  promptFolderAt(agent: AnnotatedAgent, offset: number): string | undefined;
  /** Quick fixes of a problem in the current text, best first. */
  fixes(agent: AnnotatedAgent, problem: Problem): Fix[];
  /** All fixes that do not change the meaning of the agent. */
  fixAll(agent: AnnotatedAgent): Fix | undefined;
  refactorings(agent: AnnotatedAgent, span: Span, hasFixes?: boolean): Fix[];
  documentSymbols(agent: AnnotatedAgent): DocumentSymbol[];
  foldingRanges(agent: AnnotatedAgent): FoldingRange[];
  selection(agent: AnnotatedAgent, offset: number): Span[];
  format(agent: AnnotatedAgent, formatting: Formatting, within?: Span): TextEdit[];
  documentLinks(agent: AnnotatedAgent): DocumentLink[];
  inlayHints(agent: AnnotatedAgent, within: Span): InlayHint[];
  codeLenses(agent: AnnotatedAgent, commands: ReadonlySet<string>): CodeLens[];
  semanticTokens(agent: AnnotatedAgent): SemanticToken[];
  variable(agent: AnnotatedAgent, offset: number): VariableUse | undefined;
  variableUses(agent: AnnotatedAgent, offset: number): VariableUse[];
  /** Why the variable `name` can't be renamed to `newName`; undefined if it can. */
  renameError(agent: AnnotatedAgent, name: string, newName: string): string | undefined;
  renameVariable(agent: AnnotatedAgent, offset: number, newName: string): TextEdit[];
}

/** The language features of `*.agent.json` files for a schema and the user's settings. */
export function createAgentLanguage(
  schema: AgentSchema,
  settings: LanguageSettings = defaultSettings,
): AgentLanguage {
  return {
    schema,
    parse: parseAgent,
    annotate: (document) => annotate(document, schema, settings),
    isForeign: ({ document }) => foreignFileIn(schema, document) !== undefined,
    isExcluded: (uri) => settings.excludedFiles.some((glob) => matchesGlob(pathOf(uri), glob)),
    problems: (agent) => findProblems(agent, settings.rules),
    problemsUncached: (agent) => findProblemsUncached(agent, settings.rules),
    expand: ({ document }, files) =>
      expandPrompts(document, schema, (file) => files.get(file) ?? { kind: 'missing' }),
    problemsWithPrompts: (expanded, expandedAgent) =>
      findProblemsWithPrompts(expanded, expandedAgent, settings.rules),
    agentId: agentIdOf,
    sharedIdProblems: (agent, others) => duplicateIdProblems(agent, others, settings.rules),
    completions: completionsAt,
    hover: hoverAt,
    isSecretOffset: (agent, offset) => annotatedNodeAt(agent, offset)?.isSecret === true,
    canTypeSecret,
    promptFolderAt,
    fixes: fixesFor,
    fixAll: (agent) => fixAll(agent, settings.rules),
    refactorings,
    documentSymbols: documentSymbolsOf,
    foldingRanges: foldingRangesOf,
    selection: selectionAt,
    format: (agent, formatting, within) => formatted(agent.document, formatting, within),
    documentLinks: documentLinksOf,
    inlayHints: inlayHintsOf,
    codeLenses: codeLensesOf,
    semanticTokens: semanticTokensOf,
    variable: variableAt,
    variableUses: usesOfVariableAt,
    renameError,
    renameVariable: renameVariableAt,
  };
}

function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function canTypeSecret({ document, schema }: AnnotatedAgent, offset: number): boolean {
  const position = positionIn(document, offset);
  return position?.kind === 'value' && isSecretAt(schema, position.path);
}

function promptFolderAt({ document, schema }: AnnotatedAgent, offset: number): string | undefined {
  const position = positionIn(document, offset);
  return position && promptFolderIn(schema, position, document.text);
}
