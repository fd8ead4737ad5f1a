import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { textOf } from '../document';
import type { Problem } from '../problems';
import { type Fix, quickFix } from './fix';

/** Puts other text in place of the marked one. */
export function rewriteFixes({ document }: AnnotatedAgent, problem: Problem, text: string): Fix[] {
  const marked = textOf(document, problem.span);
  const title =
    text !== ''
      ? l10n.t`Write ${text}`
      : marked === ','
        ? l10n.t('Remove the comma')
        : l10n.t('Remove the comment');
  return [quickFix(problem, title, [{ ...problem.span, newText: text }], true)];
}

/** Puts a comma right behind what stands in front of the marked token. */
export function insertComma({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const offset = document.text.slice(0, problem.span.offset).trimEnd().length;
  return [quickFix(problem, l10n.t('Insert a comma'), [{ offset, length: 0, newText: ',' }], true)];
}

/** Puts the closing quote where a text that nothing closes is likely to end. The title must not repeat it: it may be a secret. */
export function closeText({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const { span } = problem;
  const text = textOf(document, span);
  const isValue = document.text.slice(0, span.offset).trimEnd().endsWith(':');
  // A name ends at its colon; all else ends with its line, but for what may follow a value there.
  const name = isValue ? undefined : /^"[\w-]+(?=\s*:)/.exec(text)?.[0];
  const length = (name ?? text.replace(/[\s,}\]]+$/, '')).length;
  const edit = { offset: span.offset + length, length: 0, newText: '"' };
  return [quickFix(problem, l10n.t('Close the quote'), [edit], true)];
}
