import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { toJson } from '../syntax/document';
import type { Problem } from '../diagnostics';
import { tryParseJson } from '../diagnostics/strings';
import { type Fix, quickFix } from './fix';
import { nodeOfProblem, stringOfProblem, replaceProblemValue } from './locate';

/** Replaces a string that contains an object or an array with that JSON. */
export function parseString(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const value = tryParseJson(stringOfProblem(agent, problem) ?? '');
  if (value === undefined) return [];
  return [
    quickFix(problem, l10n.t('Convert string to JSON'), replaceProblemValue(agent, problem, value), true),
  ];
}

/** Wraps a value in an array where an array is expected. */
export function wrapInArray(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const node = nodeOfProblem(agent, problem)?.value;
  if (!node) return [];
  const array = [toJson(agent.document, node)];
  return [quickFix(problem, l10n.t('Wrap in array'), replaceProblemValue(agent, problem, array), true)];
}
