import { type ParseError, visit } from 'jsonc-parser';
import { SyntaxNode, type NodeType, GreenNode } from './syntaxTree';

export type { ParseError } from 'jsonc-parser';

/** What a parser makes of a text: as much of a tree as could be read, and where it stumbled. */
export interface Tree {
  readonly root: SyntaxNode | undefined;
  readonly syntaxErrors: readonly ParseError[];
}

/** Text → tree. It recurses once per level: ask `nestingOf` first. */
export function parseTree(text: string): Tree {
  const tree = parsed(text);
  // Of a block comment that nothing closes, the parser counts one character more than there is where the text ends with its
  // first two characters or with CR LF. What stands in for those is as wrong, and counted right.
  const isOver = tree.syntaxErrors.some(({ offset, length }) => offset + length > text.length);
  return isOver ? parsed(text.replace(/\/\*$/, '//').replace(/\r\n$/, '  ')) : tree;
}

function parsed(text: string): Tree {
  const syntaxErrors: ParseError[] = [];
  const tree = new TreeBuilder();
  visit(
    withoutByteOrderMark(text),
    {
      onObjectBegin: (offset) => tree.begin('object', offset),
      onObjectProperty(name, offset, length) {
        tree.begin('property', offset);
        tree.add(new GreenNode('string', length, name), offset);
      },
      onObjectEnd: (offset, length) => tree.end(offset + length),
      onArrayBegin: (offset) => tree.begin('array', offset),
      onArrayEnd: (offset, length) => tree.end(offset + length),
      onLiteralValue: (value, offset, length) => tree.addValue(value, offset, length),
      onSeparator(separator, offset) {
        if (separator === ',') tree.endProperty(offset);
      },
      onError: (error, offset, length) => syntaxErrors.push({ error, offset, length }),
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return { root: tree.root, syntaxErrors };
}

/** What has begun and not ended yet. */
interface Open {
  readonly type: NodeType;
  readonly offset: number;
  readonly children: GreenNode[];
  readonly starts: number[];
}

/** The tree so far, while a text is read from left to right. */
class TreeBuilder {
  root: SyntaxNode | undefined;
  private readonly around: Open[] = [];
  private open: Open | undefined;

  begin(type: NodeType, offset: number): void {
    if (this.open) this.around.push(this.open);
    this.open = { type, offset, children: [], starts: [] };
  }

  add(node: GreenNode, offset: number): void {
    if (this.open) {
      this.open.children.push(node);
      this.open.starts.push(offset - this.open.offset);
    } else this.root ??= new SyntaxNode(node, offset, undefined);
  }

  addValue(value: unknown, offset: number, length: number): void {
    this.add(new GreenNode(typeOf(value), length, value), offset);
    this.endProperty(offset + length);
  }

  /** Ends an object or list, and with it a property that still lacks its value, or whose value it is. */
  end(offset: number): void {
    this.endProperty(offset);
    this.endInnermost(offset);
    this.endProperty(offset);
  }

  /** Ends the property, where that is what is open. */
  endProperty(offset: number): void {
    if (this.open?.type === 'property') this.endInnermost(offset);
  }

  private endInnermost(end: number): void {
    if (!this.open) return;
    const { type, offset, children, starts } = this.open;
    this.open = this.around.pop();
    this.add(new GreenNode(type, end - offset, undefined, children, starts), offset);
  }
}

function typeOf(value: unknown): NodeType {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'null';
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
