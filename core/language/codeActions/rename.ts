import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { toJsonText } from '../syntax/json';
import type { Problem } from '../diagnostics';
import { type Fix, quickFix, updateSchemaFix } from './fix';
import { removeProperty } from './remove';

/** Rename to one of the suggested names, best first, or remove the property. Without suggestions, a newer schema may contain it. */
export function renameFixes(agent: AnnotatedAgent, problem: Problem, names: readonly string[]): Fix[] {
  const renames = names.map((name, index) =>
    quickFix(
      problem,
      l10n.t`Rename to "${name}"`,
      [{ ...problem.span, newText: toJsonText(name) }],
      index === 0,
    ),
  );
  const update = names.length === 0 ? [updateSchemaFix(problem)] : [];
  return [...renames, ...removeProperty(agent, problem), ...update];
}
