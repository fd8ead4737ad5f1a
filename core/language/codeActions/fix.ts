import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../syntax/edit';
import type { Problem } from '../diagnostics';

/** A code action: a quick fix for a problem, or a refactoring. */
export interface Fix {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline' | 'source.fixAll';
  /** In document order, without overlaps. Empty if a command makes the change. */
  readonly edits: readonly TextEdit[];
  /** The same edits with tab stops (LSP snippet syntax), for clients that support them. */
  readonly snippetEdits?: readonly TextEdit[];
  /** A file that must not exist yet, created before the edits. `path`: as in a reference of the agent. */
  readonly newFile?: { readonly path: string; readonly text: string };
  /** Executed by the client. Only offered to clients that have this command. */
  readonly command?: FixCommand;
  /** As in LSP. At most one fix of a problem is preferred. */
  readonly preferred: boolean;
  /** The problem it solves; undefined for refactorings. */
  readonly fixes?: Problem;
}

/** A command of the client with its arguments. They never contain the value of a secret: the client reads the file. */
export type FixCommand =
  | { readonly name: 'agentJson.moveSecret'; readonly pointer: string }
  | { readonly name: 'agentJson.editPrompt'; readonly pointer: string }
  | { readonly name: 'agentJson.ignoreFile' }
  | { readonly name: 'agentJson.updateSchema' }
  | { readonly name: 'agentJson.allowValue'; readonly property: string; readonly value: string };

/** Loads a newer API description, which may have additional properties and values. */
export function updateSchemaFix(problem: Problem): Fix {
  const command = { name: 'agentJson.updateSchema' } as const;
  return { ...quickFix(problem, l10n.t('Update Schema from Cekura'), []), command };
}

/** A quick fix that consists of edits. */
export function quickFix(
  problem: Problem,
  title: string,
  edits: readonly TextEdit[],
  preferred = false,
): Fix {
  return { title, kind: 'quickfix', edits, preferred, fixes: problem };
}
