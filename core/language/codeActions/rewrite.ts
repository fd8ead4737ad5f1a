import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type Span, endOf, textOf } from '../syntax/document';
import { intendedStringAt } from '../syntax/intendedString';
import { escapeContents, stringEndingAt, toQuoted } from '../syntax/recovery';
import type { Problem } from '../diagnostics';
import { type Fix, quickFix } from './fix';

/** Puts other text in place of the marked one. */
export function rewriteFixes(_: AnnotatedAgent, problem: Problem, text: string): Fix[] {
  const title = text === '' ? l10n.t('Remove comma') : l10n.t`Replace with ${text}`;
  return [quickFix(problem, title, [{ ...problem.span, newText: text }], true)];
}

/** Puts a comma right behind what stands in front of the marked token. */
export function insertComma({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const offset = document.text.slice(0, problem.span.offset).trimEnd().length;
  return [quickFix(problem, l10n.t('Insert comma'), [{ offset, length: 0, newText: ',' }], true)];
}

/** Puts the closing quote where a text that nothing closes is likely to end. The title must not repeat it: it may be a secret. */
export function closeText({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const { span } = problem;
  const text = textOf(document, span);
  const isValue = document.text.slice(0, span.offset).trimEnd().endsWith(':');
  // A name ends at its colon; all else ends with its line, but for what may follow a value there.
  const name = isValue ? undefined : /^"[\w-]+(?=\s*:)/.exec(text)?.[0];
  const length = (name ?? text.replace(/(?<![\s,}\]])[\s,}\]]+$/, '')).length;
  const edit = { offset: span.offset + length, length: 0, newText: '"' };
  return [quickFix(problem, l10n.t('Add closing quote'), [edit], true)];
}

/** Puts the marked text in the quotes that JSON knows. The title must not repeat it. */
export function quoteText({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const edit = { ...problem.span, newText: toQuoted(textOf(document, problem.span)) };
  return [quickFix(problem, l10n.t('Add double quotes'), [edit], true)];
}

/** Escapes what a text must not hold as it is: line breaks, tabs, quotes and backslashes. */
export function escapeText({ document: { text } }: AnnotatedAgent, problem: Problem): Fix[] {
  const whole = wholeText(text, problem.span);
  if (!whole) return [];
  const newText = `"${escapeContents(text.slice(whole.offset + 1, endOf(whole) - 1))}"`;
  return [quickFix(problem, l10n.t('Escape invalid characters'), [{ ...whole, newText }], true)];
}

/** The text that is marked, or whose closing quote seems to stand in front of the mark. */
function wholeText(text: string, span: Span): Span | undefined {
  const start = text.charAt(span.offset) === '"' ? span.offset : stringEndingAt(text, span.offset)?.offset;
  const isClosed = start === span.offset && /^"(?:\\.|[^"\\\r\n])+"$/.test(text.slice(start, endOf(span)));
  return isClosed ? span : start === undefined ? undefined : intendedStringAt(text, start);
}
