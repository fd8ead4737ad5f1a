import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import type { Problem } from '../diagnostics';
import { type Span, endOf } from '../syntax/document';
import type { TextEdit } from '../syntax/edit';
import { fencedJson } from '../syntax/notJson';
import { endOfLine, startOfLine } from '../syntax/recovery';
import { rootErrors } from '../syntax/rootErrors';
import { type Fix, quickFix } from './fix';

/** Removes the comment, or all comments if there are several. */
export function removeComments({ document }: AnnotatedAgent, problem: Problem): Fix[] {
  const { text } = document;
  const all = rootErrors(document).filter(({ fix }) => fix?.kind === 'remove-comment');
  const removal = quickFix(problem, l10n.t('Remove comment'), [removalOf(text, problem.span)], true);
  if (all.length < 2) return [removal];
  const edits = all.map(({ span }) => removalOf(text, span));
  return [removal, quickFix(problem, l10n.t('Remove all comments'), edits)];
}

/** Includes the whole line if the comment is alone on it, otherwise the spaces before it. */
function removalOf(text: string, comment: Span): TextEdit {
  const start = startOfLine(text, comment.offset);
  const end = endOfLine(text, endOf(comment));
  const before = text.slice(start, comment.offset);
  if ((before + text.slice(endOf(comment), end)).trim() === '') {
    const lineBreak = text.startsWith('\r\n', end) ? 2 : 1;
    return { offset: start, length: Math.min(end + lineBreak, text.length) - start, newText: '' };
  }
  const offset = start + before.trimEnd().length;
  const joins = /\w/.test(text.charAt(offset - 1)) && /\w/.test(text.charAt(endOf(comment)));
  return { offset, length: endOf(comment) - offset, newText: joins ? ' ' : '' };
}

/** Keeps the JSON of a Markdown code block. Preferred if there is no other text. */
export function removeFence({ document: { text } }: AnnotatedAgent, problem: Problem): Fix[] {
  const fenced = fencedJson(text);
  if (!fenced) return [];
  const edit = { offset: 0, length: text.length, newText: fenced.json };
  return [quickFix(problem, l10n.t('Keep only the JSON in the code block'), [edit], fenced.isAll)];
}
