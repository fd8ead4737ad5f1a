import { format } from 'jsonc-parser';
import { type AgentDocument, type Span, endOf } from './document';
import { type TextEdit, layoutOf } from './edit';

/** How a client wants text laid out. */
export interface Formatting {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean;
}

/**
 * Edits that lay a document out anew, all of it or the blanks that touch `within`. They change nothing but blanks and
 * line ends between tokens: numbers, strings and their escapes stay byte for byte.
 */
export function formatted(document: AgentDocument, formatting: Formatting, within?: Span): TextEdit[] {
  if (document.refusal) return [];
  const { text } = document;
  // A range is cut out of the whole layout: its own lines alone would not tell how deep they stand.
  const edits = format(text, undefined, {
    tabSize: formatting.tabSize,
    insertSpaces: formatting.insertSpaces,
    // Without it jsonc-parser drops the line end that a file has.
    insertFinalNewline: formatting.insertFinalNewline === true || /\n\s*$/.test(text),
    eol: layoutOf(text).eol,
  });
  // jsonc-parser 3.3 has no text for an indentation of exactly 200 characters: rather no layout than a broken file.
  if (!edits.every(({ content }) => /^\s*$/.test(content))) return [];
  return edits
    .map(({ offset, length, content }) => ({ offset, length, newText: content }))
    .filter((edit) => isBlank(text, edit) && (!within || touches(edit, within)));
}

/**
 * A byte order mark counts as blank in JavaScript, but it is not ours to remove. In a comment that never ends jsonc-parser 3.3 counts
 * a length below zero.
 */
function isBlank(text: string, { offset, length }: Span): boolean {
  return length >= 0 && /^[^\S\uFEFF]*$/.test(text.slice(offset, offset + length));
}

function touches(edit: Span, within: Span): boolean {
  return endOf(edit) >= within.offset && edit.offset <= endOf(within);
}
