import { changedRange } from './changedRange';
import {
  type AgentDocument,
  type SyntaxNode,
  type Span,
  endOf,
  findValue,
  innerSpan,
  keyOf,
  propertiesOf,
  valueOf,
} from './document';
import { type Json, type Path, objectOrEmpty, propertyOf, toJsonText, toPointer } from './json';

/** Replace `length` UTF-16 units from `offset` by `newText`. Offsets are those of the text before any edit. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** Set the value at `path`, or remove it if `value` is undefined. */
export interface Change {
  readonly path: Path;
  readonly value: Json | undefined;
  /** Insert a new property before the others instead of after them. */
  readonly isFirst?: boolean;
}

/** Indentation and line breaks of a document, for inserted text. */
export interface Layout {
  readonly indent: string;
  readonly eol: string;
}

/**
 * Changes by path → minimal text edits, in order and not overlapping. Comments, order and all other text are unchanged. A new
 * property is inserted after the existing ones; missing objects on its path are created. Impossible changes (a property of a
 * string, an index after the end of an array) are ignored.
 */
export function editAgent(document: AgentDocument, changes: readonly Change[]): TextEdit[] {
  const { root } = document;
  if (!root) return document.text.trim() === '' ? [replaceDocument(document, changes)] : [];
  const edits: TextEdit[] = [];
  const byObject = new Map<SyntaxNode, ChildEdits>();
  for (const { path, value, isFirst = false } of mergedChanges(document, changes)) {
    const node = findValue(document, path);
    const parent = findValue(document, path.slice(0, -1));
    if (node && value !== undefined) edits.push(replaceValue(document, node, value, path.length));
    else if (parent && value === undefined) {
      const { removed } = childEditsFor(byObject, parent);
      for (const child of childrenAt(parent, path)) removed.add(child);
    } else if (parent?.type === 'object' && value !== undefined) {
      const { added, addedFirst } = childEditsFor(byObject, parent);
      (isFirst ? addedFirst : added).push([String(path.at(-1)), value, path.length]);
    }
  }
  for (const [object, childEdits] of byObject) edits.push(...editChildren(document, object, childEdits));
  return coalesceEdits(edits);
}

/** Removes these property nodes, but no other duplicates of them. */
export function removeProperties(document: AgentDocument, properties: readonly SyntaxNode[]): TextEdit[] {
  const byObject = new Map<SyntaxNode, ChildEdits>();
  for (const property of properties) {
    if (property.parent) childEditsFor(byObject, property.parent).removed.add(property);
  }
  return coalesceEdits(
    [...byObject].flatMap(([object, childEdits]) => editChildren(document, object, childEdits)),
  );
}

/** The smallest edit that turns one text into another; none if they are the same. */
export function textReplacement(from: string, to: string): TextEdit[] {
  if (from === to) return [];
  const { start, oldEnd, shift } = changedRange(from, to);
  return [{ offset: start, length: oldEnd - start, newText: to.slice(start, oldEnd + shift) }];
}

/** Applies edits to the text they were made for. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => b.offset - a.offset || b.length - a.length);
  return ordered.reduce(
    (all, edit) => all.slice(0, edit.offset) + edit.newText + all.slice(endOf(edit)),
    text,
  );
}

/** The indentation and line breaks of a text; two spaces and \n if it has none. */
export function layoutOf(text: string): Layout {
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  return { indent, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The text of a value at a depth of `depth` levels in a document with this layout. */
export function formatValue(value: Json, depth: number, { indent, eol }: Layout): string {
  return toJsonText(value, indent).replaceAll('\n', eol + indent.repeat(depth));
}

type Addition = readonly [name: string, value: Json, depth: number];

interface ChildEdits {
  readonly removed: Set<SyntaxNode>;
  readonly addedFirst: Addition[];
  readonly added: Addition[];
}

function childEditsFor(byObject: Map<SyntaxNode, ChildEdits>, object: SyntaxNode): ChildEdits {
  const childEdits = byObject.get(object) ?? { removed: new Set(), addedFirst: [], added: [] };
  byObject.set(object, childEdits);
  return childEdits;
}

/** The children at the last step of `path`: an array item, or a property with all of its duplicates. */
function childrenAt(parent: SyntaxNode, path: Path): readonly SyntaxNode[] {
  const step = path.at(-1);
  const children = parent.children ?? [];
  if (parent.type === 'array') return children.filter((_, index) => index === step);
  return children.filter((property) => keyOf(property)?.value === step);
}

/**
 * Merges new properties of missing objects into one new object at the outermost missing step. Later changes of the same path
 * replace earlier ones.
 */
function mergedChanges(document: AgentDocument, changes: readonly Change[]): Iterable<Change> {
  const byPath = new Map<string, Change>();
  for (const change of changes) {
    const { path, value } = change;
    const depth = existingDepth(document, path);
    if (depth >= path.length - 1 || value === undefined) {
      byPath.set(toPointer(path), change);
      continue;
    }
    const parentPath = path.slice(0, depth + 1);
    const base = byPath.get(toPointer(parentPath))?.value;
    const object = withValueAt(base, path.slice(depth + 1), value);
    byPath.set(toPointer(parentPath), { path: parentPath, value: object });
  }
  return byPath.values();
}

/** How many steps of `path` the document has. A null counts as missing. */
function existingDepth(document: AgentDocument, path: Path): number {
  for (let steps = 1; steps <= path.length; steps++) {
    const node = findValue(document, path.slice(0, steps));
    if (!node || (node.type === 'null' && steps < path.length)) return steps - 1;
  }
  return path.length;
}

function withValueAt(object: Json | undefined, path: Path, value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const properties = objectOrEmpty(object);
  return { ...properties, [String(name)]: withValueAt(propertyOf(properties, String(name)), rest, value) };
}

function replaceDocument(document: AgentDocument, changes: readonly Change[]): TextEdit {
  const value = changes.reduce<Json>(
    (object, change) =>
      change.value === undefined ? object : withValueAt(object, change.path, change.value),
    {},
  );
  const layout = layoutOf(document.text);
  return { offset: 0, length: document.text.length, newText: formatValue(value, 0, layout) + layout.eol };
}

/** Replaces a value. `depth`: its nesting level, for the indentation. */
export function replaceValue(
  document: AgentDocument,
  { offset, length }: SyntaxNode,
  value: Json,
  depth: number,
): TextEdit {
  return { offset, length, newText: formatValue(value, depth, layoutOf(document.text)) };
}

function editChildren(document: AgentDocument, object: SyntaxNode, childEdits: ChildEdits): TextEdit[] {
  const { removed, addedFirst, added } = childEdits;
  const children = object.children ?? [];
  if (removed.size + addedFirst.length + added.length === 0) return [];
  const remaining = children.filter((node) => !removed.has(node));
  const [first] = remaining;
  const last = remaining.at(-1);
  if (!first || !last) return [fillEmpty(document, object, [...addedFirst, ...added])];
  return [
    ...removals(children, removed),
    ...(addedFirst.length > 0 ? [insertBefore(document, object, first, addedFirst)] : []),
    ...(added.length > 0 ? [insertAfter(document, object, last, added)] : []),
  ];
}

/** Each child is removed with the comma before it; the first ones with the comma after them. */
function* removals(children: readonly SyntaxNode[], removed: ReadonlySet<SyntaxNode>): Generator<TextEdit> {
  const firstKept = children.findIndex((node) => !removed.has(node));
  for (const [index, node] of children.entries()) {
    if (!removed.has(node)) continue;
    const before = children[index - 1];
    const after = children[index + 1];
    if (index > firstKept && before) yield removal(endOf(before), endOf(node));
    else if (after) yield removal(node.offset, after.offset);
  }
}

function removal(from: number, to: number): TextEdit {
  return { offset: from, length: to - from, newText: '' };
}

function insertBefore(
  document: AgentDocument,
  object: SyntaxNode,
  first: SyntaxNode,
  added: readonly Addition[],
): TextEdit {
  const properties = added.map(([name, value, depth]) => {
    const text = propertyText(name, value, depth, layoutOf(document.text));
    return `${text},${separatorBefore(document, object, first, depth)}`;
  });
  return { offset: first.offset, length: 0, newText: properties.join('') };
}

function insertAfter(
  document: AgentDocument,
  object: SyntaxNode,
  last: SyntaxNode,
  added: readonly Addition[],
): TextEdit {
  const properties = added.map(([name, value, depth]) => {
    const text = propertyText(name, value, depth, layoutOf(document.text));
    return `,${separatorBefore(document, object, last, depth)}${text}`;
  });
  return { offset: endOf(last), length: 0, newText: properties.join('') };
}

/** The text between a new property and `neighbor`: a line break and indentation, or a space in an object on one line. */
function separatorBefore(
  document: AgentDocument,
  object: SyntaxNode,
  neighbor: SyntaxNode,
  depth: number,
): string {
  const { eol, indent } = layoutOf(document.text);
  const isMultiline = document.text.slice(object.offset, neighbor.offset).includes('\n');
  return isMultiline ? eol + indentOf(document, neighbor, indent.repeat(depth)) : ' ';
}

/** The whitespace before `node` if it is first in its line. */
function indentOf(document: AgentDocument, node: SyntaxNode, fallback: string): string {
  const lineStart = document.text.lastIndexOf('\n', node.offset) + 1;
  const indentation = document.text.slice(lineStart, node.offset);
  return /^[ \t]*$/.test(indentation) ? indentation : fallback;
}

function fillEmpty(document: AgentDocument, object: SyntaxNode, added: readonly Addition[]): TextEdit {
  const inside = innerSpan(document, object);
  const layout = layoutOf(document.text);
  const depth = added[0]?.[2] ?? 0;
  if (added.length === 0) return { ...inside, newText: '' };
  const lineStart = layout.eol + layout.indent.repeat(depth);
  const properties = added.map(([name, value]) => lineStart + propertyText(name, value, depth, layout));
  return { ...inside, newText: properties.join(',') + layout.eol + layout.indent.repeat(depth - 1) };
}

function propertyText(name: string, value: Json, depth: number, layout: Layout): string {
  return `${toJsonText(name)}: ${formatValue(value, depth, layout)}`;
}

/** Edits in order, adjacent ones merged: LSP clients differ on an insertion at the start of a deletion. */
function coalesceEdits(edits: readonly TextEdit[]): TextEdit[] {
  const ordered = [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length);
  const result: TextEdit[] = [];
  for (const edit of ordered) {
    const last = result.at(-1);
    if (last && endOf(last) >= edit.offset) {
      const end = Math.max(endOf(last), endOf(edit));
      result[result.length - 1] = {
        offset: last.offset,
        length: end - last.offset,
        newText: last.newText + edit.newText,
      };
    } else result.push(edit);
  }
  return result;
}

/** The property names of an object node, in the order of the text. */
export function namesOfProperties(object: SyntaxNode | undefined): string[] {
  return propertiesOf(object)
    .filter((property) => valueOf(property) !== undefined)
    .map((property) => String(keyOf(property)?.value));
}
