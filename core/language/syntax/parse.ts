import { type ParseError, visit } from 'jsonc-parser';
import { SyntaxNode, type NodeType, GreenNode } from './syntaxTree';

export type { ParseError } from 'jsonc-parser';

/** The result of parsing: a tree, which may be incomplete, and the syntax errors. */
export interface Tree {
  readonly root: SyntaxNode | undefined;
  readonly syntaxErrors: readonly ParseError[];
}

/** Text → tree. Recurses once per level, so check `nestingOf` first. */
export function parseTree(text: string): Tree {
  const tree = parseText(text);
  // If the text ends with `/*`, or with CR LF in an unclosed comment, jsonc-parser 3.3 returns an error beyond the end of the text.
  // The replacement has the same errors with correct lengths.
  const exceedsText = tree.syntaxErrors.some(({ offset, length }) => offset + length > text.length);
  return exceedsText ? parseText(text.replace(/\/\*$/, '//').replace(/\r\n$/, '  ')) : tree;
}

function parseText(text: string): Tree {
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

/** A node whose end has not been parsed yet. */
interface OpenNode {
  readonly type: NodeType;
  readonly offset: number;
  readonly children: GreenNode[];
  readonly starts: number[];
}

/** Builds the tree while the text is parsed from left to right. */
class TreeBuilder {
  root: SyntaxNode | undefined;
  private readonly ancestors: OpenNode[] = [];
  private open: OpenNode | undefined;

  begin(type: NodeType, offset: number): void {
    if (this.open) this.ancestors.push(this.open);
    this.open = { type, offset, children: [], starts: [] };
  }

  add(node: GreenNode, offset: number): void {
    if (this.open) {
      this.open.children.push(node);
      this.open.starts.push(offset - this.open.offset);
    } else this.root ??= new SyntaxNode(node, offset, undefined);
  }

  addValue(value: unknown, offset: number, length: number): void {
    this.add(new GreenNode(scalarType(value), length, value), offset);
    this.endProperty(offset + length);
  }

  /** Ends an object or array, a property without a value in it, and the property whose value it is. */
  end(offset: number): void {
    this.endProperty(offset);
    this.endInnermost(offset);
    this.endProperty(offset);
  }

  /** Ends the innermost open node if it is a property. */
  endProperty(offset: number): void {
    if (this.open?.type === 'property') this.endInnermost(offset);
  }

  private endInnermost(end: number): void {
    if (!this.open) return;
    const { type, offset, children, starts } = this.open;
    this.open = this.ancestors.pop();
    this.add(new GreenNode(type, end - offset, undefined, children, starts), offset);
  }
}

function scalarType(value: unknown): NodeType {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'null';
}

/** Replaces a byte order mark with a space, which keeps all offsets. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

/** The nesting depth of a text and the number of unclosed brackets, without brackets in strings. */
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

/** Offset of the closing quote of the string at `start`, or of the end of the line if it has none. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22 || code === 0x0a || code === 0x0d) return i;
  }
  return text.length;
}
