import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type Span, endOf, textOf } from '../syntax/document';
import { intendedStringAt } from '../syntax/intendedString';
import { escapeContents, stringEndingAt, toQuoted } from '../syntax/recovery';
import type { Problem } from '../diagnostics';
import { type Fix, quickFix } from './fix';

/** Replaces the marked text. */
export function rewriteFixes(problem: Problem, text: string): Fix[] {
  const title = text === '' ? l10n.t('Remove comma') : l10n.t`Replace with ${text}`;
  return [quickFix(problem, title, [{ ...problem.span, newText: text }], true)];
}

/** Inserts a comma after the token before the marked one. */
export function insertComma({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const offset = document.text.slice(0, problem.span.offset).trimEnd().length;
  return [quickFix(problem, l10n.t('Insert comma'), [{ offset, length: 0, newText: ',' }], true)];
}

/** Adds the closing quote at the probable end of an unterminated string. The title must not contain the string: it may be a secret. */
export function closeString({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const { span } = problem;
  const text = textOf(document, span);
  const isValue = document.text.slice(0, span.offset).trimEnd().endsWith(':');
  // A name ends at its colon; a value ends with its line, before any comma or closing bracket.
  const name = isValue ? undefined : /^"[\w-]+(?=\s*:)/.exec(text)?.[0];
  const length = (name ?? text.replace(/(?<![\s,}\]])[\s,}\]]+$/, '')).length;
  const edit = { offset: span.offset + length, length: 0, newText: '"' };
  return [quickFix(problem, l10n.t('Add closing quote'), [edit], true)];
}

/** Puts the marked text in double quotes. The title must not contain it: it may be a secret. */
export function addQuotes({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const edit = { ...problem.span, newText: toQuoted(textOf(document, problem.span)) };
  return [quickFix(problem, l10n.t('Add double quotes'), [edit], true)];
}

/** Escapes the line breaks, tabs, quotes and backslashes in a string. */
export function escapeString({ document: { text } }: AnnotatedAgent, problem: Problem): Fix[] {
  const string = stringAtProblem(text, problem.span);
  if (!string) return [];
  const newText = `"${escapeContents(text.slice(string.offset + 1, endOf(string) - 1))}"`;
  return [quickFix(problem, l10n.t('Escape invalid characters'), [{ ...string, newText }], true)];
}

/** The string that is marked, or that seems to end just before the mark. */
function stringAtProblem(text: string, span: Span): Span | undefined {
  const start = text.charAt(span.offset) === '"' ? span.offset : stringEndingAt(text, span.offset)?.offset;
  const isClosed = start === span.offset && /^"(?:\\.|[^"\\\r\n])+"$/.test(text.slice(start, endOf(span)));
  return isClosed ? span : start === undefined ? undefined : intendedStringAt(text, start);
}
