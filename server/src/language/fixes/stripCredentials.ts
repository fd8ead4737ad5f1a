import type { AnnotatedAgent } from '../annotate';
import { findValue } from '../document';
import { editAgent } from '../edit';
import type { Problem } from '../problems';
import { withoutCredentials } from '../problems/urls';
import { type Fix, quickFix } from './fix';

/** Leaves an address without the user and the password in it. */
export function stripCredentials({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const url: unknown = findValue(document, problem.path)?.value;
  if (typeof url !== 'string') return [];
  const edits = editAgent(document, [{ path: problem.path, value: withoutCredentials(url) }]);
  return [quickFix(problem, 'Take user and password out of the address', edits, true)];
}
