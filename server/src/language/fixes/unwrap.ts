import type { AnnotatedAgent } from '../annotate';
import { findValue } from '../document';
import { editAgent } from '../edit';
import type { Problem } from '../problems';
import { readJson } from '../problems/rules/jsonInString';
import { type Fix, quickFix } from './fix';

/** Takes an object or a list out of the quotes it was pasted in. */
export function unwrapFixes({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const text: unknown = findValue(document, problem.path)?.value;
  const value = typeof text === 'string' ? readJson(text) : undefined;
  if (value === undefined) return [];
  return [
    quickFix(
      problem,
      'Take it out of the quotes',
      editAgent(document, [{ path: problem.path, value }]),
      true,
    ),
  ];
}
