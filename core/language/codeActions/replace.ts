import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type Json, toJsonText } from '../syntax/json';
import type { Problem } from '../diagnostics';
import { findCredential } from '../secrets/credentialPatterns';
import { isEnumLike, oneLine } from '../diagnostics/messages';
import { type Fix, quickFix, updateSchemaFix } from './fix';
import { stringOfProblem, replaceProblemValue } from './locate';

/** Replace with one of the suggested values, best first. */
export function replaceFixes(
  agent: AnnotatedAgent,
  problem: Problem,
  values: readonly Json[],
  isGuess = false,
): Fix[] {
  return values.map((value, index) =>
    quickFix(
      problem,
      oneLine(l10n.t`Replace with ${toJsonText(value)}`),
      replaceProblemValue(agent, problem, value),
      index === 0 && !isGuess,
    ),
  );
}

/** Replace with a known value, or add the current value to the known ones. */
export function pickValueFixes(agent: AnnotatedAgent, problem: Problem, values: readonly string[]): Fix[] {
  const accept = acceptValueFixes(agent, problem);
  return [...replaceFixes(agent, problem, values), ...(values.length === 0 ? accept : accept.slice(-1))];
}

/** A longer string is not a value of an enum. */
const maxValueLength = 64;

/** Cekura may accept values that the schema does not list yet: a newer schema or a setting adds them. Not offered for a credential. */
function acceptValueFixes(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const value = stringOfProblem(agent, problem);
  if (!value || value.length > maxValueLength || findCredential(value)) return [];
  const property = String(problem.path.at(-1));
  const title = isEnumLike(value)
    ? l10n.t`Allow "${value}" in settings`
    : l10n.t`Allow this value for "${property}" in settings`;
  return [
    updateSchemaFix(problem),
    { ...quickFix(problem, title, []), command: { name: 'agentJson.allowValue', property, value } },
  ];
}
