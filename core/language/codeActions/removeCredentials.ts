import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import type { Problem } from '../diagnostics';
import { withoutCredentials } from '../diagnostics/urls';
import { type Fix, quickFix } from './fix';
import { stringOfProblem, replaceProblemValue } from './locate';

/** Removes user and password from a URL. */
export function removeCredentials(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const url = stringOfProblem(agent, problem);
  if (url === undefined) return [];
  const edits = replaceProblemValue(agent, problem, withoutCredentials(url));
  return [quickFix(problem, l10n.t('Remove credentials from URL'), edits, true)];
}
