import type { AnnotatedAgent, LanguageOptions } from '../annotate';
import type { FolderEntry } from '../promptFiles/read';
import type { AgentSchema } from '../schema/schema';
import type { Span } from '../syntax/document';
import type { TextEdit } from '../syntax/edit';
import type { CompletionPosition } from './position';

export type CompletionKind = 'property' | 'value' | 'reference' | 'variable' | 'template' | 'file' | 'folder';

/** A completion, with offsets (UTF-16 code units) in the requested text. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Why it is listed at this position, or the label of a value: a few words for its row in the list. */
  readonly note: string | undefined;
  /** Shown with a strikethrough: it was removed from the API. */
  readonly deprecated: boolean;
  /** Type and limits: one plain line. */
  readonly detail: string;
  /** Markdown. Most of it is never shown, so it is computed on demand. */
  readonly documentation: () => string;
  /** Matched by the editor with the text from the start of the edit to the cursor. */
  readonly filterText: string;
  readonly sortText: string;
  /** Within the cursor's line and around the cursor. */
  readonly edit: TextEdit;
  /** Whether the edit's new text is a snippet (LSP's syntax), not plain text. */
  readonly snippet: boolean;
  /** Commas elsewhere; they don't touch `edit`. */
  readonly additionalEdits: readonly TextEdit[];
  /** Whether the editor should request completions again after accepting this one. */
  readonly triggerSuggest: boolean;
}

/** Capabilities of the client. */
export interface Capabilities {
  readonly snippets: boolean;
}

/** Names that references can use, never their values. */
export interface ReferenceNames {
  readonly secrets: readonly string[];
  readonly env: readonly string[];
  /** The entries of the folder that `promptFolderAt` returns. */
  readonly promptFolder?: readonly FolderEntry[];
  /** Variables that the agent's prompt files use. */
  readonly variables?: readonly string[];
}

/** The request to a completion provider. */
export interface Request {
  /** The current text, which may be half-typed. */
  readonly text: string;
  readonly schema: AgentSchema;
  readonly options: LanguageOptions;
  /** The agent with a neutral value instead of the half-typed text at the cursor, parsed on first use. */
  readonly agent: AnnotatedAgent;
  readonly position: CompletionPosition;
  readonly snippets: boolean;
  readonly references: ReferenceNames;
}

/** The result of a provider. Its position and order are added for all providers together. */
export interface CompletionCandidate extends Pick<
  Completion,
  'label' | 'kind' | 'note' | 'detail' | 'documentation'
> {
  /** Different strings that match it, its own name first. */
  readonly matches: readonly string[];
  readonly text: string;
  readonly snippet: boolean;
  readonly triggerSuggest: boolean;
  readonly deprecated?: boolean;
  /** The replaced text if it is only a part of the token at the cursor. Commas are not changed then. */
  readonly within?: Span;
}
