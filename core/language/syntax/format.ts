import { type FormattingOptions, format, printParseErrorCode } from 'jsonc-parser';
import { type AgentDocument, type Span, endOf, parseAgent, propertiesOf, touches } from './document';
import { type TextEdit, applyEdits, layoutOf } from './edit';
import { isValidJsonc } from './jsonc';
import { endOfLine, startOfLine } from './recovery';
import type { GreenNode } from './syntaxTree';

/** The formatting options of a client. */
export interface Formatting {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean;
}

/**
 * Edits that format a document, or only the whitespace that touches `range`. They only change whitespace between tokens: numbers,
 * strings and their escapes are preserved byte for byte. Lines with syntax errors are not changed.
 */
export function formatDocument(document: AgentDocument, formatting: Formatting, range?: Span): TextEdit[] {
  if (document.exceededLimit) return [];
  const edits = allEdits(document, formatting);
  if (isValidJsonc(document)) return edits.filter((edit) => !range || touches(edit, range));
  if (document.syntaxErrors.some(({ error }) => bracketErrors.has(printParseErrorCode(error)))) return [];
  const linesWithErrors = errorLines(document);
  const safe = edits.filter((edit) => !linesWithErrors.some((lines) => touches(edit, lines)));
  return hasSameContent(document, applyEdits(document.text, safe))
    ? safe.filter((edit) => !range || touches(edit, range))
    : [];
}

/** With unmatched brackets, the depth of the lines is unknown. */
const bracketErrors: ReadonlySet<string> = new Set([
  'CloseBraceExpected',
  'CloseBracketExpected',
  'EndOfFileExpected',
]);

/** Formats the whole document, because the depth of a range depends on the text before it. */
function allEdits(document: AgentDocument, formatting: Formatting): TextEdit[] {
  const { text } = document;
  const edits = format(text, undefined, {
    ...indentationFor(document, formatting),
    // Otherwise jsonc-parser removes the final line break.
    insertFinalNewline:
      formatting.insertFinalNewline === true || text.slice(text.trimEnd().length).includes('\n'),
    eol: layoutOf(text).eol,
  });
  // jsonc-parser 3.3 fails for an indentation of exactly 200 characters.
  if (!edits.every(({ content }) => /^\s*$/.test(content))) return [];
  return edits
    .map(({ offset, length, content }) => ({ offset, length, newText: content }))
    .filter((edit) => isWhitespace(text, edit));
}

const maxTabSize = 16;

/** The indentation of the file if it has one, because many clients send a default that differs from it. */
function indentationFor(
  document: AgentDocument,
  { tabSize, insertSpaces }: Formatting,
): Pick<FormattingOptions, 'tabSize' | 'insertSpaces'> {
  const indentation = detectedIndentation(document);
  if (indentation !== undefined)
    return { tabSize: indentation === '\t' ? 1 : indentation.length, insertSpaces: indentation !== '\t' };
  const size = Number.isFinite(tabSize) ? Math.trunc(tabSize) : 2;
  return { tabSize: Math.min(Math.max(size, 1), maxTabSize), insertSpaces };
}

/** The indentation of the first property if it is first in its line: a tab or at most 16 spaces. */
function detectedIndentation({ text, root }: AgentDocument): string | undefined {
  const [first] = propertiesOf(root);
  if (!first || !root || startOfLine(text, root.offset) !== root.offset) return undefined;
  const indentation = text.slice(startOfLine(text, first.offset), first.offset);
  return /^(?:\t| {1,16})$/.test(indentation) ? indentation : undefined;
}

/** The lines of each syntax error, from the text before it to the text after it. */
function errorLines({ text, syntaxErrors }: AgentDocument): Span[] {
  return syntaxErrors.map((error) => {
    const before = text.slice(0, error.offset).trimEnd().length;
    const start = startOfLine(text, before);
    const following = text.slice(endOf(error)).search(/\S/);
    const end = endOfLine(text, endOf(error) + Math.max(0, following));
    return { offset: start, length: end - start };
  });
}

function hasSameContent(document: AgentDocument, after: string): boolean {
  const parsed = parseAgent(after);
  return (
    parsed.syntaxErrors.length === document.syntaxErrors.length &&
    isSameTree(parsed.root?.green, document.root?.green)
  );
}

function isSameTree(a: GreenNode | undefined, b: GreenNode | undefined): boolean {
  if (!a || !b) return a === b;
  const [children = [], others = []] = [a.children, b.children];
  return (
    a.type === b.type &&
    a.value === b.value &&
    children.length === others.length &&
    children.every((child, index) => isSameTree(child, others[index]))
  );
}

/**
 * JavaScript treats a byte order mark as whitespace, but it must not be removed. In an unclosed comment, jsonc-parser 3.3 returns a
 * negative length.
 */
function isWhitespace(text: string, { offset, length }: Span): boolean {
  return length >= 0 && /^[^\S\uFEFF]*$/.test(text.slice(offset, offset + length));
}
