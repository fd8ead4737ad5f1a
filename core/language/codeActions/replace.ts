import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type Json, toJsonText } from '../syntax/json';
import type { Problem } from '../diagnostics';
import { findCredential } from '../secrets/credentialPatterns';
import { oneLine } from '../diagnostics/messages';
import { type Fix, quickFix } from './fix';
import { markedText, replaceMarked } from './locate';

/** The values that may have been meant, best first. */
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
      replaceMarked(agent, problem, value),
      index === 0 && !isGuess,
    ),
  );
}

/** The known values that may have been meant, and to make the present one known. */
export function chooseFixes(agent: AnnotatedAgent, problem: Problem, values: readonly string[]): Fix[] {
  return [...replaceFixes(agent, problem, values), ...allowValue(agent, problem)];
}

/** Longer ones are no values of an enum, but something that went astray. */
const longestValue = 64;

/** Cekura adds values faster than anyone updates a schema; a setting lets people go ahead. Not for what looks like a key. */
function allowValue(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const value = markedText(agent, problem);
  if (!value || value.length > longestValue || findCredential(value)) return [];
  const member = String(problem.path.at(-1));
  const title = l10n.t`Allow this value for "${member}" in settings`;
  return [{ ...quickFix(problem, title, []), command: { name: 'agentJson.allowValue', member, value } }];
}
