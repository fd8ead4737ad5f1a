import type { TextEdit } from '../syntax/edit';
import type { Problem } from '../diagnostics';

/** Something a person can have done to the text: a quick fix of a problem, or a change of its own. */
export interface Fix {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.rewrite' | 'source.fixAll';
  /** In the order of the text, not overlapping. Empty where a command does the work. */
  readonly edits: readonly TextEdit[];
  /** The same edits with tab stops (LSP snippet syntax), for clients that can. */
  readonly snippetEdits?: readonly TextEdit[];
  /** What the server cannot do itself. Offer it only to clients that have this command. */
  readonly command?: FixCommand;
  /** The one to take without looking. At most one of a problem's fixes is. */
  readonly preferred: boolean;
  /** The problem it solves; undefined for refactorings. */
  readonly fixes?: Problem;
}

/** A command of the client and what it is about. A secret's value is no part of it: the client reads the file. */
export type FixCommand =
  | { readonly name: 'agentJson.moveSecret'; readonly pointer: string }
  | { readonly name: 'agentJson.editPrompt'; readonly pointer: string }
  | { readonly name: 'agentJson.ignoreFile' }
  | { readonly name: 'agentJson.allowValue'; readonly member: string; readonly value: string };

/** A quick fix that is one or more edits. */
export function quickFix(
  problem: Problem,
  title: string,
  edits: readonly TextEdit[],
  preferred = false,
): Fix {
  return { title, kind: 'quickfix', edits, preferred, fixes: problem };
}
