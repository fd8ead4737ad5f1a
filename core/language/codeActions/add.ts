import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { fromPointer } from '../syntax/json';
import { conjunctionList, displayPath, oneLine, quoteNames } from '../diagnostics/messages';
import type { Problem } from '../diagnostics';
import { insertPlaceholders } from './placeholders';
import { type Fix, quickFix } from './fix';

/** Adds all missing properties at once, with placeholders. */
export function addFixes(agent: AnnotatedAgent, problem: Problem, pointers: readonly string[]): Fix[] {
  const names = pointers.map((pointer) => displayPath(fromPointer(pointer)));
  const filled = insertPlaceholders(agent, pointers);
  if (filled.edits.length === 0) return [];
  return [
    {
      ...quickFix(problem, oneLine(l10n.t`Add ${conjunctionList(quoteNames(names), 'and')}`), [], true),
      ...filled,
    },
  ];
}
