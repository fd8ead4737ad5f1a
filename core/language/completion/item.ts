import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../syntax/document';
import type { TextEdit } from '../syntax/edit';
import type { Position } from './position';

export type CompletionKind = 'member' | 'value' | 'reference' | 'variable' | 'template';

/** One completion, in offsets (UTF-16 code units) of the text that was asked about. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Why it stands where it does, or what a value is called: a few words for its row in the list. */
  readonly note: string | undefined;
  /** Shown struck through: it was removed from the API. */
  readonly deprecated: boolean;
  /** Type and limits: one plain line. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What the editor matches against the text from the edit's beginning to the cursor. */
  readonly filterText: string;
  readonly sortText: string;
  /** Within the cursor's line and around the cursor. */
  readonly edit: TextEdit;
  /** Whether the edit's new text is a snippet (LSP's syntax), not plain text. */
  readonly snippet: boolean;
  /** Commas elsewhere; they don't touch `edit`. */
  readonly additionalEdits: readonly TextEdit[];
  /** Whether the editor should ask for completions again once this one is in. */
  readonly triggerSuggest: boolean;
}

/** What the client can do. */
export interface Capabilities {
  readonly snippets: boolean;
}

/** Names that references can be made to; never what they stand for. */
export interface ReferenceNames {
  readonly secrets: readonly string[];
  readonly env: readonly string[];
}

/** What a provider of completions is asked. */
export interface Request {
  /** The text as it stands, half-typed piece and all. */
  readonly text: string;
  /** The agent as it would be without the half-typed piece at the cursor. */
  readonly agent: AnnotatedAgent;
  readonly position: Position;
  readonly snippets: boolean;
  readonly references: ReferenceNames;
}

/** What a provider answers; where it goes and in which order is decided once for all. */
export interface CompletionCandidate extends Pick<
  Completion,
  'label' | 'kind' | 'note' | 'detail' | 'documentation'
> {
  /** What people may type to find it: its own name first. */
  readonly matches: readonly string[];
  readonly text: string;
  readonly snippet: boolean;
  readonly triggerSuggest: boolean;
  readonly deprecated?: boolean;
  /** What is replaced where that is only a part of the token at the cursor; commas are left alone then. */
  readonly within?: Span;
}
