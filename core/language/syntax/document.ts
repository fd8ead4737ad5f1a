import { upperBound } from './binarySearch';
import { changedRange } from './changedRange';
import { EditedText, type SlicedText } from './editedText';
import { type Json, type Path, numberFromText, objectOf } from './json';
import type { SyntaxNode } from './syntaxTree';
import { parseIncrementally } from './incremental';
import { type ParseError, parseTree } from './parse';

export type { SyntaxNode } from './syntaxTree';

/** A range of text in UTF-16 code units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** The text of an agent and its syntax tree, which may be incomplete. Immutable. */
export class AgentDocument {
  private byName: ReadonlyMap<string, SyntaxNode> | undefined;

  constructor(
    private readonly source: SlicedText,
    /** The root value; undefined in an empty file and if the text was not parsed. */
    readonly root: SyntaxNode | undefined,
    readonly syntaxErrors: readonly ParseError[],
    /** Why the text was not parsed. All features then return nothing. */
    readonly exceededLimit: 'too-large' | 'too-deep' | undefined,
  ) {}

  get text(): string {
    return this.source.toString();
  }

  /** Top-level properties by name, computed on first use. Of duplicates, the last one. */
  get properties(): ReadonlyMap<string, SyntaxNode> {
    this.byName ??= new Map(propertiesOf(this.root).map((property) => [propertyName(property), property]));
    return this.byName;
  }
}

/** In UTF-16 code units. Typical agents have 2 to 100 KB. */
const maxLength = 16 * 1024 * 1024;
/** The parser recurses once per level. Far below the stack limit and far above the depth of real agents. */
const maxDepth = 200;

/**
 * Text → document. Half-typed text has an incomplete tree. Never throws. `before`: an earlier version of the text, which only makes
 * parsing faster.
 */
export function parseAgent(text: string, before?: AgentDocument): AgentDocument {
  if (before?.text === text) return before;
  if (text.length > maxLength) return unparsedDocument(text, 'too-large');
  const edited = before && parseIncrementally(before, text, changedRange(before.text, text), maxDepth);
  if (edited) return new AgentDocument(text, edited.root, edited.syntaxErrors, undefined);
  const tree = parseTree(text, maxDepth);
  return tree
    ? new AgentDocument(text, tree.root, tree.syntaxErrors, undefined)
    : unparsedDocument(text, 'too-deep');
}

/** The document after `newText` has replaced a range of it. Its text is only built if it is read. */
export function parseEdited(before: AgentDocument, { offset, length }: Span, newText: string): AgentDocument {
  const change = { start: offset, oldEnd: offset + length, shift: newText.length - length };
  const text = new EditedText(before.text, change, newText);
  const edited = parseIncrementally(before, text, change, maxDepth);
  if (!edited) return parseAgent(text.toString());
  return new AgentDocument(text, edited.root, edited.syntaxErrors, undefined);
}

function unparsedDocument(text: string, exceededLimit: AgentDocument['exceededLimit']): AgentDocument {
  return new AgentDocument(text, undefined, [], exceededLimit);
}

/** The document of a file that was not read because of its size. */
export const tooLargeDocument: AgentDocument = unparsedDocument('', 'too-large');

/** The innermost node that contains `offset` or ends at it; of two adjacent nodes the first. */
export function nodeAt({ root }: AgentDocument, offset: number): SyntaxNode | undefined {
  let innermost = root && containsOffset(root, offset) ? root : undefined;
  for (let node = innermost; node; node = childAt(node, offset)) innermost = node;
  return innermost;
}

function childAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  const last = upperBound(node.green.starts, offset - node.offset) - 1;
  return node.children?.slice(Math.max(0, last - 1), last + 1).find((child) => containsOffset(child, offset));
}

/** The key node of a property node. */
export function keyOf(property: SyntaxNode): SyntaxNode | undefined {
  return property.children?.[0];
}

/** The value node of a property node; undefined if it is not typed yet. */
export function valueOf(property: SyntaxNode): SyntaxNode | undefined {
  return property.children?.[1];
}

/** The properties of an object node, duplicates included, in the order of the text. */
export function propertiesOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node?.type === 'object' ? (node.children ?? []) : [];
}

/** The property node with this name; of duplicates the last, as JSON parsers do. */
export function propertyNamed(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return propertiesOf(node).findLast((property) => keyOf(property)?.value === name);
}

/** The name of a property, without creating its child nodes. */
export function propertyName({ green }: SyntaxNode): string {
  return String(green.children?.[0]?.value);
}

/** The value node at `path`; of duplicate properties the last. */
export function findValue(document: AgentDocument, path: Path): SyntaxNode | undefined {
  let node = document.root;
  for (const [depth, step] of path.entries()) {
    if (node?.type === 'array') node = node.children?.[Number(step)];
    else {
      const name = String(step);
      const property: SyntaxNode | undefined =
        depth === 0 ? document.properties.get(name) : propertyNamed(node, name);
      node = property && valueOf(property);
    }
    if (!node) return undefined;
  }
  return node;
}

/** The value of a node as data, with exact numbers. Properties without a value are omitted. */
export function toJson(document: AgentDocument, node: SyntaxNode): Json {
  switch (node.type) {
    case 'object':
      return objectOf(propertiesByName(document, node));
    case 'array':
      return (node.children ?? []).map((child) => toJson(document, child));
    case 'number':
      return numberFromText(textOf(document, node));
    case 'property':
      return null;
    default:
      return scalarOf(node);
  }
}

function* propertiesByName(document: AgentDocument, object: SyntaxNode): Generator<[string, Json]> {
  for (const property of propertiesOf(object)) {
    const key = keyOf(property);
    const value = valueOf(property);
    if (key && value) yield [String(key.value), toJson(document, value)];
  }
}

function scalarOf(node: SyntaxNode): string | boolean | null {
  const value: unknown = node.value;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

export function spanOf({ offset, length }: Span): Span {
  return { offset, length };
}

/** The text between the quotes or brackets of a node, up to its end if it is not closed. */
export function innerSpan({ text }: AgentDocument, node: SyntaxNode): Span {
  const last = node.children?.at(-1);
  const isClosed = /["}\]]/.test(text[endOf(node) - 1] ?? '') && (!last || endOf(last) < endOf(node));
  return { offset: node.offset + 1, length: Math.max(0, node.length - (isClosed ? 2 : 1)) };
}

export function textOf(document: AgentDocument, span: Span): string {
  return document.text.slice(span.offset, span.offset + span.length);
}

/** The offset after `span`. */
export function endOf(span: Span): number {
  return span.offset + span.length;
}

/** Whether `offset` is in or at an end of `span`. */
export function containsOffset(span: Span, offset: number): boolean {
  return span.offset <= offset && offset <= endOf(span);
}

/** Whether two spans overlap or are adjacent. */
export function touches(a: Span, b: Span): boolean {
  return a.offset <= endOf(b) && b.offset <= endOf(a);
}
