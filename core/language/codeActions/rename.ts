import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { toJsonText } from '../syntax/json';
import type { Problem } from '../diagnostics';
import { type Fix, quickFix } from './fix';
import { removeMember } from './remove';

/** The names that may have been meant, best first, and to take the member out. */
export function renameFixes(agent: AnnotatedAgent, problem: Problem, names: readonly string[]): Fix[] {
  const renames = names.map((name, index) =>
    quickFix(
      problem,
      l10n.t`Rename to "${name}"`,
      [{ ...problem.span, newText: toJsonText(name) }],
      index === 0,
    ),
  );
  return [...renames, ...removeMember(agent, problem)];
}
