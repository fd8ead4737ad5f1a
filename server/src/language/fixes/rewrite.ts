import type { AnnotatedAgent } from '../annotate';
import { textOf } from '../document';
import type { Problem } from '../problems';
import { type Fix, quickFix } from './fix';

/** Puts other text in place of the marked one. */
export function rewriteFixes({ document }: AnnotatedAgent, problem: Problem, text: string): Fix[] {
  const marked = textOf(document, problem.span);
  const title = text !== '' ? `Write ${text}` : marked === ',' ? 'Remove the comma' : 'Remove the comment';
  return [quickFix(problem, title, [{ ...problem.span, newText: text }], true)];
}

/** Puts a comma right behind what stands in front of the marked token. */
export function insertComma({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const offset = document.text.slice(0, problem.span.offset).trimEnd().length;
  return [quickFix(problem, 'Insert a comma', [{ offset, length: 0, newText: ',' }], true)];
}
