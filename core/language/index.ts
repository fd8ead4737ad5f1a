import {
  type AnnotatedAgent,
  type LanguageOptions,
  annotate,
  annotatedNodeAt,
  defaultOptions,
} from './annotate';
import { completionsAt } from './completion';
import { type AgentDocument, type Span, parseAgent } from './syntax/document';
import { foreignFileIn } from './foreign/detect';
import { decodePath } from './text/decodePath';
import { matchesGlob } from './text/glob';
import { fixAll, fixesFor, refactorings } from './codeActions';
import { foldingRangesOf } from './features/foldingRanges';
import { type Formatting, formatDocument } from './syntax/format';
import { hoverAt } from './features/hover';
import { inlayHintsOf } from './features/inlayHints';
import { codeLensesOf } from './features/codeLenses';
import { documentLinksOf } from './features/documentLinks';
import { documentSymbolsOf } from './features/documentSymbols';
import { type RuleSettings, findProblems, findProblemsUncached } from './diagnostics';
import { agentIdOf, duplicateIdProblems } from './diagnostics/duplicateId';
import { type ExpandedAgent, expandPrompts } from './promptFiles/expand';
import { findProblemsWithPrompts } from './promptFiles/problems';
import type { PromptFile } from './promptFiles/promptText';
import type { AgentSchema } from './schema/schema';
import { isSecretAt } from './secrets/secrets';
import { positionIn } from './completion/position';
import { promptFolderIn } from './completion/promptFiles';
import { selectionAt } from './features/selectionRanges';
import { semanticTokensOf } from './features/semanticTokens';
import { renameError, usesOfVariableAt, variableAt } from './features/variables';

export interface LanguageSettings extends LanguageOptions {
  readonly rules: RuleSettings;
  /** Globs of agent files that are not agents. */
  readonly excludedFiles: readonly string[];
}

export const defaultSettings: LanguageSettings = { ...defaultOptions, rules: {}, excludedFiles: [] };

/**
 * The language features of `*.agent.json` files for a schema and the user's settings. Offsets are UTF-16 code units. No function throws,
 * whatever the text is.
 */
export function createAgentLanguage(schema: AgentSchema, settings: LanguageSettings = defaultSettings) {
  const { rules, excludedFiles } = settings;
  return {
    schema,
    /** `before`, an earlier version of the text, only makes parsing faster. */
    parse: parseAgent,
    annotate: (document: AgentDocument) => annotate(document, schema, settings),
    /** Whether it is a file of another format. */
    isForeign: ({ document }: AnnotatedAgent) => foreignFileIn(schema, document) !== undefined,
    /** Whether the settings exclude the file, so that nothing is reported in it. */
    isExcluded: (uri: string) => excludedFiles.some((glob) => matchesGlob(decodePath(uri), glob)),
    problems: (agent: AnnotatedAgent) => findProblems(agent, rules),
    /** Like `problems`, but caches nothing for later versions of the text: faster for a file that is not edited. */
    problemsUncached: (agent: AnnotatedAgent) => findProblemsUncached(agent, rules),
    /** The agent with its prompts in place of the references to them. `files`: the path in the reference → the file. */
    expand: ({ document }: AnnotatedAgent, files: ReadonlyMap<string, PromptFile>) =>
      expandPrompts(document, schema, (file) => files.get(file) ?? { kind: 'missing' }),
    /** All problems of an agent and its prompts, at their positions in the agent file. `expandedAgent`: the expanded text, annotated. */
    problemsWithPrompts: (expanded: ExpandedAgent, expandedAgent: AnnotatedAgent) =>
      findProblemsWithPrompts(expanded, expandedAgent, rules),
    agentId: agentIdOf,
    /** The problem of an agent whose ID is also in `others` (file names). */
    sharedIdProblems: (agent: AnnotatedAgent, others: readonly string[]) =>
      duplicateIdProblems(agent, others, rules),
    completions: completionsAt,
    hover: hoverAt,
    /** Whether there is a secret at the offset; only then does its hover depend on the known references. */
    isSecretOffset: (agent: AnnotatedAgent, offset: number) =>
      annotatedNodeAt(agent, offset)?.isSecret === true,
    canTypeSecret,
    promptFolderAt,
    fixes: fixesFor,
    fixAll: (agent: AnnotatedAgent) => fixAll(agent, rules),
    refactorings,
    documentSymbols: documentSymbolsOf,
    foldingRanges: foldingRangesOf,
    selection: selectionAt,
    format: ({ document }: AnnotatedAgent, formatting: Formatting, within?: Span) =>
      formatDocument(document, formatting, within),
    documentLinks: documentLinksOf,
    inlayHints: inlayHintsOf,
    codeLenses: codeLensesOf,
    semanticTokens: semanticTokensOf,
    variable: variableAt,
    variableUses: usesOfVariableAt,
    renameError,
  };
}

export type AgentLanguage = Readonly<ReturnType<typeof createAgentLanguage>>;

/** Whether a secret can be typed at the offset; only then do the completions depend on the known references. */
function canTypeSecret({ document, schema }: AnnotatedAgent, offset: number): boolean {
  const position = positionIn(document, offset);
  return position?.kind === 'value' && isSecretAt(schema, position.path);
}

/** The folder of prompt files that completion at the offset needs, relative to the agent file: `./`, `./prompts/`. */
function promptFolderAt({ document, schema }: AnnotatedAgent, offset: number): string | undefined {
  const position = positionIn(document, offset);
  return position && promptFolderIn(schema, position, document.text);
}
