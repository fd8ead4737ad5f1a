import { upperBound } from './binarySearch';
import { type ChangedRange, changedRange } from './changedRange';
import type { AgentDocument } from './document';
import { SyntaxNode, GreenNode } from './syntaxTree';
import { type ParseError, type Tree, nestingOf, parseTree } from './parse';

/**
 * Parses a text with the tree of an earlier version. An edit inside a value re-parses that value and rebuilds the nodes
 * around it. After any other edit the text is parsed, and the subtrees whose text is the same are taken from the
 * earlier tree, so that what was computed from them stays valid. The result is the same as that of `parseTree`.
 */
export function parseIncrementally(before: AgentDocument, text: string, maxDepth: number): Tree | undefined {
  if (!before.root) return undefined;
  const change = changedRange(before.text, text);
  const reparsed = reparseValue(before, text, change, pathTo(before.root, change), maxDepth);
  if (reparsed) return reparsed;
  if (nestingOf(text).deepest > maxDepth) return undefined;
  const { root, syntaxErrors } = parseTree(text);
  if (!root) return undefined;
  const shared = withSharedSubtrees(greenNodeAt(root), greenNodeAt(before.root), change);
  return { root: new SyntaxNode(shared, root.offset, undefined), syntaxErrors };
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

function endOf({ green, offset }: GreenNodeAt): number {
  return offset + green.length;
}

function childOf({ green, offset }: GreenNodeAt, index: number): GreenNodeAt | undefined {
  const child = green.children?.[index];
  return child && { green: child, offset: offset + (green.starts[index] ?? 0) };
}

/** From the root to the innermost node whose first and last character are unchanged. */
function pathTo(root: SyntaxNode, { start, oldEnd }: ChangedRange): readonly Step[] {
  const path: Step[] = [];
  let step: Step | undefined = { ...greenNodeAt(root), index: 0 };
  while (step) {
    path.push(step);
    const index: number = upperBound(step.green.starts, start - step.offset - 1) - 1;
    const child: GreenNodeAt | undefined = childOf(step, index);
    step = child && oldEnd < endOf(child) ? { ...child, index } : undefined;
  }
  return path;
}

/** Undefined if the edit is not inside a value, or if the value has syntax errors before or after it. */
function reparseValue(
  before: AgentDocument,
  text: string,
  change: ChangedRange,
  path: readonly Step[],
  maxDepth: number,
): Tree | undefined {
  const value = path.at(-1);
  if (!value || path.length === 1 || value.green.type === 'property') return undefined;
  const { offset } = value;
  const end = endOf(value);
  if (before.syntaxErrors.some((error) => offset <= error.offset && error.offset < end)) return undefined;
  const fresh = parseValue(text.slice(offset, end + change.shift), maxDepth - path.length);
  if (!fresh) return undefined;
  const shared = withSharedSubtrees({ green: fresh, offset }, value, change);
  const root = path.reduceRight((child, { index }, depth) => {
    const around = path[depth - 1]?.green;
    return around ? withChild(around, index, child) : child;
  }, shared);
  return {
    root: new SyntaxNode(root, path[0]?.offset ?? 0, undefined),
    syntaxErrors: before.syntaxErrors.map((error) => (error.offset < offset ? error : moved(error, change))),
  };
}

/** The text as one value; undefined if it is anything else. */
function parseValue(text: string, maxDepth: number): GreenNode | undefined {
  if (text.startsWith('"')) {
    const string = parseString(text);
    return string === undefined ? undefined : new GreenNode('string', text.length, string);
  }
  if (nestingOf(text).deepest > maxDepth) return undefined;
  const { root, syntaxErrors } = parseTree(text);
  return root?.length === text.length && syntaxErrors.length === 0 ? root.green : undefined;
}

function parseString(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function moved(error: ParseError, { shift }: ChangedRange): ParseError {
  return { ...error, offset: error.offset + shift };
}

/** The same node with another child; the children after it move along. */
function withChild(
  { type, length, children = [], starts }: GreenNode,
  index: number,
  child: GreenNode,
): GreenNode {
  const shift = child.length - (children[index]?.length ?? 0);
  const newStarts = shift === 0 ? starts : starts.map((start, at) => (at > index ? start + shift : start));
  return new GreenNode(type, length + shift, undefined, children.with(index, child), newStarts);
}

/** The fresh node with those subtrees of the old one whose text is unchanged. */
function withSharedSubtrees(fresh: GreenNodeAt, old: GreenNodeAt, change: ChangedRange): GreenNode {
  if (isUnchanged(fresh, old, change)) return old.green;
  const count = fresh.green.children?.length ?? 0;
  const oldCount = old.green.children?.length ?? 0;
  if (count === 0 || oldCount === 0 || fresh.green.type !== old.green.type) return fresh.green;
  // From the end, the children after the edit have the same index in both.
  let same = 0;
  while (same < Math.min(count, oldCount)) {
    const child = childOf(fresh, count - same - 1);
    const oldChild = childOf(old, oldCount - same - 1);
    if (!child || !oldChild || !isUnchanged(child, oldChild, change)) break;
    same++;
  }
  const children = (fresh.green.children ?? []).map((green, index) => {
    const oldChild = childOf(old, index < count - same ? index : index - count + oldCount);
    return oldChild
      ? withSharedSubtrees(
          { green, offset: fresh.offset + (fresh.green.starts[index] ?? 0) },
          oldChild,
          change,
        )
      : green;
  });
  return new GreenNode(fresh.green.type, fresh.green.length, undefined, children, fresh.green.starts);
}

/** Whether two nodes have the same text, all of it before or after the edit. */
function isUnchanged(fresh: GreenNodeAt, old: GreenNodeAt, { start, oldEnd, shift }: ChangedRange): boolean {
  if (fresh.green.type !== old.green.type || fresh.green.length !== old.green.length) return false;
  const isBefore = fresh.offset === old.offset && endOf(old) <= start;
  return isBefore || (fresh.offset === old.offset + shift && old.offset >= oldEnd);
}
