import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { toJson } from '../syntax/document';
import type { Problem } from '../diagnostics';
import { readJson } from '../diagnostics/strings';
import { type Fix, quickFix } from './fix';
import { markedPlace, markedText, replaceMarked } from './locate';

/** Takes an object or a list out of the quotes it was pasted in. */
export function unwrapFixes(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const value = readJson(markedText(agent, problem) ?? '');
  if (value === undefined) return [];
  return [quickFix(problem, l10n.t('Convert string to JSON'), replaceMarked(agent, problem, value), true)];
}

/** Makes a list of the one value that stands where a list belongs. */
export function wrapFixes(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const node = markedPlace(agent, problem)?.value;
  if (!node) return [];
  const list = [toJson(agent.document, node)];
  return [quickFix(problem, l10n.t('Wrap in array'), replaceMarked(agent, problem, list), true)];
}
