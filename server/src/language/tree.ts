import { type Node, type ParseError, parseTree } from 'jsonc-parser';

export type { Node, ParseError } from 'jsonc-parser';

/** What a parser makes of a text: as much of a tree as could be read, and where it stumbled. */
export interface Tree {
  readonly root: Node | undefined;
  readonly syntaxErrors: readonly ParseError[];
}

/** Text → tree. It recurses once per level: ask `nestingOf` first. */
export function readTree(text: string): Tree {
  const tree = parsed(text);
  // Of a block comment that nothing closes, the parser counts one character more than there is where the text ends with its
  // first two characters or with CR LF. What stands in for those is as wrong, and counted right.
  const isOver = tree.syntaxErrors.some(({ offset, length }) => offset + length > text.length);
  return isOver ? parsed(text.replace(/\/\*$/, '//').replace(/\r\n$/, '  ')) : tree;
}

function parsed(text: string): Tree {
  const syntaxErrors: ParseError[] = [];
  const root = parseTree(withoutByteOrderMark(text), syntaxErrors, {
    disallowComments: true,
    allowTrailingComma: false,
    allowEmptyContent: false,
  });
  return { root, syntaxErrors };
}

/** A byte order mark is no JSON; as a blank it keeps every offset where it was. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

/** How deep the brackets of a text go, and how many of them nothing closes. Brackets within strings count for nothing. */
export function nestingOf(text: string): { deepest: number; open: number } {
  let open = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i);
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++open);
    else if ((code === 0x7d || code === 0x5d) && open > 0) open--;
  }
  return { deepest, open };
}

/** Offset of the quote that closes the string opened at `start`, or of the line's end where none does. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22 || code === 0x0a || code === 0x0d) return i;
  }
  return text.length;
}
