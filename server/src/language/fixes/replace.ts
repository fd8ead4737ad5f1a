import type { AnnotatedAgent } from '../annotate';
import { dataOf, findValue } from '../document';
import { editAgent } from '../edit';
import { type Json, toJsonText } from '../json';
import type { Problem } from '../problems';
import { type Fix, quickFix } from './fix';

/** The values that may have been meant, best first. */
export function replaceFixes(agent: AnnotatedAgent, problem: Problem, values: readonly Json[]): Fix[] {
  return values.map((value, index) =>
    quickFix(
      problem,
      `Replace by ${toJsonText(value)}`,
      editAgent(agent.document, [{ path: problem.path, value }]),
      index === 0,
    ),
  );
}

/** The known values that may have been meant, and to make the present one known. */
export function chooseFixes(agent: AnnotatedAgent, problem: Problem, values: readonly string[]): Fix[] {
  return [...replaceFixes(agent, problem, values), ...allowValue(agent, problem)];
}

/** Cekura adds values faster than anyone updates a schema; a setting lets people go ahead. */
function allowValue({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const node = findValue(document, problem.path);
  const value = node && dataOf(document, node);
  if (typeof value !== 'string') return [];
  const member = String(problem.path.at(-1));
  const title = `Allow this value of ${member} in the settings`;
  return [{ ...quickFix(problem, title, []), command: { name: 'agentJson.allowValue', member, value } }];
}
