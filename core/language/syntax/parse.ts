import { type ParseError, visit } from 'jsonc-parser';
import { SyntaxNode, type NodeType, GreenNode } from './syntaxTree';

export type { ParseError } from 'jsonc-parser';

/** The result of parsing: a tree, which may be incomplete, and the syntax errors. */
export interface Tree {
  readonly root: SyntaxNode | undefined;
  readonly syntaxErrors: readonly ParseError[];
}

/** Text → tree. Undefined if objects and arrays are nested deeper than `maxDepth`: the parser recurses once per level. */
export function parseTree(text: string, maxDepth: number): Tree | undefined {
  try {
    const tree = parseText(text, maxDepth);
    // If the text ends with `/*`, or with CR LF in an unclosed comment, jsonc-parser 3.3 returns an error beyond the end of the text.
    // The replacement has the same errors with correct lengths.
    const exceedsText = tree.syntaxErrors.some(({ offset, length }) => offset + length > text.length);
    return exceedsText ? parseText(text.replace(/\/\*$/, '//').replace(/\r\n$/, '  '), maxDepth) : tree;
  } catch (error) {
    if (error instanceof NestingError) return undefined;
    throw error;
  }
}

/** Thrown by callbacks to end the parser. */
class NestingError extends Error {}

function parseText(text: string, maxDepth: number): Tree {
  const syntaxErrors: ParseError[] = [];
  const tree = new TreeBuilder(maxDepth);
  visit(
    withoutByteOrderMark(text),
    {
      onObjectBegin: (offset) => tree.beginContainer('object', offset),
      onObjectProperty(name, offset, length) {
        tree.begin('property', offset);
        tree.add(new GreenNode('string', length, name), offset);
      },
      onObjectEnd: (offset, length) => tree.end(offset + length),
      onArrayBegin: (offset) => tree.beginContainer('array', offset),
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
  /** The index of its first child among those of all open nodes. */
  readonly firstChild: number;
}

/** Builds the tree while the text is parsed from left to right. */
class TreeBuilder {
  root: SyntaxNode | undefined;
  private readonly ancestors: OpenNode[] = [];
  private open: OpenNode | undefined;
  /** The children of all open nodes, those of the innermost last. */
  private readonly children: GreenNode[] = [];
  /** The offset of each child from the start of its parent. */
  private readonly starts: number[] = [];
  /** How many objects and arrays are open. */
  private depth = 0;

  constructor(private readonly maxDepth: number) {}

  /** Throws a `NestingError`. */
  beginContainer(type: 'object' | 'array', offset: number): void {
    if (++this.depth > this.maxDepth) throw new NestingError();
    this.begin(type, offset);
  }

  begin(type: NodeType, offset: number): void {
    if (this.open) this.ancestors.push(this.open);
    this.open = { type, offset, firstChild: this.children.length };
  }

  add(node: GreenNode, offset: number): void {
    if (this.open) {
      this.children.push(node);
      this.starts.push(offset - this.open.offset);
    } else this.root ??= new SyntaxNode(node, offset, undefined);
  }

  addValue(value: unknown, offset: number, length: number): void {
    this.add(new GreenNode(scalarType(value), length, value), offset);
    this.endProperty(offset + length);
  }

  /** Ends an object or array, a property without a value in it, and the property whose value it is. */
  end(offset: number): void {
    this.depth--;
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
    const { type, offset, firstChild } = this.open;
    const children = this.children.splice(firstChild);
    const starts = this.starts.splice(firstChild);
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
