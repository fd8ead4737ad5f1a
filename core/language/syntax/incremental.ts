import { upperBound } from './binarySearch';
import type { ChangedRange } from './changedRange';
import type { AgentDocument } from './document';
import type { SlicedText } from './editedText';
import { SyntaxNode, GreenNode } from './syntaxTree';
import { type ParseError, type Tree, parseTree } from './parse';

/**
 * Parses a text with the tree of an earlier version, from which it differs in `change`. An edit inside a string re-parses that string; any
 * other edit re-parses the part of the innermost object or array between the children before and after it. If that part can't be parsed
 * separately, as after a deleted bracket, the whole text is parsed. The result is the same as that of `parseTree`, and subtrees whose text
 * is unchanged are those of the earlier tree.
 */
export function parseIncrementally(
  before: AgentDocument,
  text: SlicedText,
  change: ChangedRange,
  maxDepth: number,
): Tree | undefined {
  if (!before.root) return undefined;
  const path = pathTo(before.root, change);
  const reparsed =
    reparseString(before, text, change, path) ?? reparseChildren(before, text, change, path, maxDepth);
  if (reparsed) return reparsed;
  const tree = parseTree(text.toString(), maxDepth);
  if (!tree?.root) return undefined;
  const shared = withSharedSubtrees(greenNodeAt(tree.root), greenNodeAt(before.root), change);
  return { ...tree, root: new SyntaxNode(shared, tree.root.offset, undefined) };
}

/** A green node and its offset in its version of the text. */
interface GreenNodeAt {
  readonly green: GreenNode;
  readonly offset: number;
}

/** One of the nodes around an edit. */
interface Step extends GreenNodeAt {
  /** Its index in the step before. */
  readonly index: number;
}

function greenNodeAt({ green, offset }: GreenNodeAt): GreenNodeAt {
  return { green, offset };
}

function endOfNode({ green, offset }: GreenNodeAt): number {
  return offset + green.length;
}

function childOf({ green, offset }: GreenNodeAt, index: number): GreenNodeAt | undefined {
  const child = green.children?.[index];
  return child && { green: child, offset: offset + (green.starts[index] ?? 0) };
}

/** From the root to the innermost node whose first and last character are unchanged. Empty if the root isn't such a node. */
function pathTo(root: SyntaxNode, { start, oldEnd }: ChangedRange): readonly Step[] {
  const path: Step[] = [];
  let step: Step | undefined = { ...greenNodeAt(root), index: 0 };
  while (step && step.offset < start && oldEnd < endOfNode(step)) {
    path.push(step);
    const index: number = upperBound(step.green.starts, start - step.offset - 1) - 1;
    const child: GreenNodeAt | undefined = childOf(step, index);
    step = child && { ...child, index };
  }
  return path;
}

/** Undefined if the edit is not inside a string, or if the string is invalid before or after it. */
function reparseString(
  before: AgentDocument,
  text: SlicedText,
  change: ChangedRange,
  path: readonly Step[],
): Tree | undefined {
  const string = path.at(-1);
  if (string?.green.type !== 'string') return undefined;
  const end = endOfNode(string);
  const isInvalid = before.syntaxErrors.some(({ offset }) => string.offset <= offset && offset < end);
  const value = isInvalid ? undefined : parseStringLiteral(text.slice(string.offset, end + change.shift));
  if (value === undefined) return undefined;
  return {
    root: rootWith(path, new GreenNode('string', string.green.length + change.shift, value)),
    syntaxErrors: before.syntaxErrors.map((error) =>
      error.offset < end ? error : shiftError(error, change.shift),
    ),
  };
}

function parseStringLiteral(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined if the edit changes more than what is between the children before and after it. */
function reparseChildren(
  before: AgentDocument,
  text: SlicedText,
  change: ChangedRange,
  path: readonly Step[],
  maxDepth: number,
): Tree | undefined {
  const depth = path.findLastIndex(({ green }) => green.children && green.type !== 'property');
  const container = path[depth];
  if (!container || hasErrorAtEnd(before)) return undefined;
  const between = neighborsOf(container, change);
  const part = textPart(text, container, between, change.shift);
  const parsed = parseTree(part.text, maxDepth - path.length);
  if (!parsed?.root || hasErrorAtEnd({ text: part.text, syntaxErrors: parsed.syntaxErrors }))
    return undefined;
  const green = withChildren(container, between, parsed.root.green, part, change.shift);
  if (!green) return undefined;
  const start = between.previous ? endOfNode(between.previous) : container.offset + 1;
  const end = endOfNode(between.next ?? container);
  return {
    root: rootWith(path.slice(0, depth + 1), green),
    syntaxErrors: [
      ...before.syntaxErrors.filter(({ offset }) => offset < start),
      ...parsed.syntaxErrors
        .map((error) => shiftError(error, part.offset))
        .filter(({ offset }) => start <= offset && offset < end + change.shift),
      ...before.syntaxErrors
        .filter(({ offset }) => offset >= end)
        .map((error) => shiftError(error, change.shift)),
    ],
  };
}

/** Whether a bracket is not closed: the nodes around the end then end where the text does. */
function hasErrorAtEnd({ text, syntaxErrors }: Pick<AgentDocument, 'text' | 'syntaxErrors'>): boolean {
  return syntaxErrors.some(({ offset }) => offset >= text.length);
}

/** The children of a container that an edit does not affect: `count` before it, and those from `nextIndex` on. */
interface Neighbors {
  readonly count: number;
  readonly previous: GreenNodeAt | undefined;
  readonly nextIndex: number;
  readonly next: GreenNodeAt | undefined;
}

function neighborsOf(container: GreenNodeAt, { start, oldEnd }: ChangedRange): Neighbors {
  const { starts } = container.green;
  const startedCount = upperBound(starts, start - container.offset - 1);
  const last = childOf(container, startedCount - 1);
  const count = last && endOfNode(last) >= start ? startedCount - 1 : startedCount;
  const nextIndex = upperBound(starts, oldEnd - container.offset);
  return {
    count,
    previous: childOf(container, count - 1),
    nextIndex,
    next: childOf(container, nextIndex),
  };
}

/** A part of a text as a value of its own. */
interface TextPart {
  readonly text: string;
  /** Where its first character is in the whole text; one before the part if that character is an added bracket. */
  readonly offset: number;
}

/** From the previous to the next child, both included, in the container's brackets. */
function textPart(
  text: SlicedText,
  container: GreenNodeAt,
  { previous, next }: Neighbors,
  shift: number,
): TextPart {
  const brackets = container.green.type === 'object' ? '{}' : '[]';
  const { offset } = previous ?? container;
  const part = text.slice(offset, endOfNode(next ?? container) + shift);
  return {
    text: (previous ? brackets.charAt(0) : '') + part + (next ? brackets.charAt(1) : ''),
    offset: previous ? offset - 1 : offset,
  };
}

/** The container with the children of a parsed excerpt between its neighbors; undefined if these were parsed differently. */
function withChildren(
  { green, offset }: GreenNodeAt,
  { count, previous, nextIndex, next }: Neighbors,
  parsed: GreenNode,
  part: TextPart,
  shift: number,
): GreenNode | undefined {
  const { children = [] } = parsed;
  const last = children.length - 1;
  const isComplete =
    parsed.type === green.type &&
    parsed.length === part.text.length &&
    (!previous || hasSameShape(children[0], previous.green)) &&
    (!next ||
      (hasSameShape(children[last], next.green) &&
        parsed.starts[last] === parsed.length - 1 - next.green.length));
  if (!isComplete) return undefined;
  const [from, to] = [previous ? 1 : 0, next ? last : last + 1];
  const old = green.children ?? [];
  return new GreenNode(
    green.type,
    green.length + shift,
    undefined,
    [...old.slice(0, count), ...children.slice(from, to), ...old.slice(nextIndex)],
    [
      ...green.starts.slice(0, count),
      ...parsed.starts.slice(from, to).map((start) => start + part.offset - offset),
      ...green.starts.slice(nextIndex).map((start) => start + shift),
    ],
  );
}

function hasSameShape(a: GreenNode | undefined, b: GreenNode): boolean {
  return a?.type === b.type && a.length === b.length;
}

function shiftError(error: ParseError, by: number): ParseError {
  return { ...error, offset: error.offset + by };
}

/** The root after the last node of a path has been replaced. */
function rootWith(path: readonly Step[], replacement: GreenNode): SyntaxNode {
  const root = path.reduceRight((child, { index }, depth) => {
    const parent = path[depth - 1]?.green;
    return parent ? withChild(parent, index, child) : child;
  }, replacement);
  return new SyntaxNode(root, path[0]?.offset ?? 0, undefined);
}

/** The same node with another child; the children after it are shifted. */
function withChild(
  { type, length, children = [], starts }: GreenNode,
  index: number,
  child: GreenNode,
): GreenNode {
  const shift = child.length - (children[index]?.length ?? 0);
  const newStarts = shift === 0 ? starts : starts.map((start, at) => (at > index ? start + shift : start));
  return new GreenNode(type, length + shift, undefined, children.with(index, child), newStarts);
}

/** The new node with the subtrees of the old one whose text is unchanged. */
function withSharedSubtrees(current: GreenNodeAt, old: GreenNodeAt, change: ChangedRange): GreenNode {
  if (isUnchanged(current, old, change)) return old.green;
  const count = current.green.children?.length ?? 0;
  const oldCount = old.green.children?.length ?? 0;
  if (count === 0 || oldCount === 0 || current.green.type !== old.green.type) return current.green;
  // From the end, the children after the edit have the same index in both.
  let sharedCount = 0;
  while (sharedCount < Math.min(count, oldCount)) {
    const child = childOf(current, count - sharedCount - 1);
    const oldChild = childOf(old, oldCount - sharedCount - 1);
    if (!child || !oldChild || !isUnchanged(child, oldChild, change)) break;
    sharedCount++;
  }
  const children = (current.green.children ?? []).map((green, index) => {
    const oldChild = childOf(old, index < count - sharedCount ? index : index - count + oldCount);
    return oldChild
      ? withSharedSubtrees(
          { green, offset: current.offset + (current.green.starts[index] ?? 0) },
          oldChild,
          change,
        )
      : green;
  });
  return new GreenNode(current.green.type, current.green.length, undefined, children, current.green.starts);
}

/** Whether two nodes have the same text, all of it before or after the edit. */
function isUnchanged(
  current: GreenNodeAt,
  old: GreenNodeAt,
  { start, oldEnd, shift }: ChangedRange,
): boolean {
  if (current.green.type !== old.green.type || current.green.length !== old.green.length) return false;
  const isBefore = current.offset === old.offset && endOfNode(old) <= start;
  return isBefore || (current.offset === old.offset + shift && old.offset >= oldEnd);
}
