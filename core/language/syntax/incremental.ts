import { upperBound } from './binarySearch';
import { type ChangedRange, changedRange } from './changedRange';
import type { AgentDocument } from './document';
import { Node, Piece } from './syntaxTree';
import { type ParseError, type Tree, nestingOf, readTree } from './parse';

/**
 * Parses a text with the tree of an earlier version. An edit inside a value re-parses that value and rebuilds the nodes
 * around it. After any other edit the text is parsed, and the subtrees whose text is the same are taken from the
 * earlier tree, so that what was computed from them stays valid. The result is the same as that of `readTree`.
 */
export function parseIncrementally(before: AgentDocument, text: string, maxDepth: number): Tree | undefined {
  if (!before.root) return undefined;
  const change = changedRange(before.text, text);
  const reparsed = reparseValue(before, text, change, pathTo(before.root, change), maxDepth);
  if (reparsed) return reparsed;
  if (nestingOf(text).deepest > maxDepth) return undefined;
  const { root, syntaxErrors } = readTree(text);
  if (!root) return undefined;
  const shared = withSharedSubtrees(placed(root), placed(before.root), change);
  return { root: new Node(shared, root.offset, undefined), syntaxErrors };
}

/** A green node and its offset in its version of the text. */
interface Placed {
  readonly piece: Piece;
  readonly offset: number;
}

/** One of the nodes around an edit. */
interface Step extends Placed {
  /** Its index in the step before. */
  readonly index: number;
}

function placed({ piece, offset }: Placed): Placed {
  return { piece, offset };
}

function endOf({ piece, offset }: Placed): number {
  return offset + piece.length;
}

function childOf({ piece, offset }: Placed, index: number): Placed | undefined {
  const child = piece.children?.[index];
  return child && { piece: child, offset: offset + (piece.starts[index] ?? 0) };
}

/** From the root to the innermost node whose first and last character are unchanged. */
function pathTo(root: Node, { start, oldEnd }: ChangedRange): readonly Step[] {
  const path: Step[] = [];
  let step: Step | undefined = { ...placed(root), index: 0 };
  while (step) {
    path.push(step);
    const index: number = upperBound(step.piece.starts, start - step.offset - 1) - 1;
    const child: Placed | undefined = childOf(step, index);
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
  if (!value || path.length === 1 || value.piece.type === 'property') return undefined;
  const { offset } = value;
  const end = endOf(value);
  if (before.syntaxErrors.some((error) => offset <= error.offset && error.offset < end)) return undefined;
  const fresh = parseValue(text.slice(offset, end + change.shift), maxDepth - path.length);
  if (!fresh) return undefined;
  const shared = withSharedSubtrees({ piece: fresh, offset }, value, change);
  const root = path.reduceRight((child, { index }, depth) => {
    const around = path[depth - 1]?.piece;
    return around ? withChild(around, index, child) : child;
  }, shared);
  return {
    root: new Node(root, path[0]?.offset ?? 0, undefined),
    syntaxErrors: before.syntaxErrors.map((error) => (error.offset < offset ? error : moved(error, change))),
  };
}

/** The text as one value; undefined if it is anything else. */
function parseValue(text: string, maxDepth: number): Piece | undefined {
  if (text.startsWith('"')) {
    const string = parseString(text);
    return string === undefined ? undefined : new Piece('string', text.length, string);
  }
  if (nestingOf(text).deepest > maxDepth) return undefined;
  const { root, syntaxErrors } = readTree(text);
  return root?.length === text.length && syntaxErrors.length === 0 ? root.piece : undefined;
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
function withChild({ type, length, children = [], starts }: Piece, index: number, child: Piece): Piece {
  const shift = child.length - (children[index]?.length ?? 0);
  const newStarts = shift === 0 ? starts : starts.map((start, at) => (at > index ? start + shift : start));
  return new Piece(type, length + shift, undefined, children.with(index, child), newStarts);
}

/** The fresh node with those subtrees of the old one whose text is unchanged. */
function withSharedSubtrees(fresh: Placed, old: Placed, change: ChangedRange): Piece {
  if (isUnchanged(fresh, old, change)) return old.piece;
  const count = fresh.piece.children?.length ?? 0;
  const oldCount = old.piece.children?.length ?? 0;
  if (count === 0 || oldCount === 0 || fresh.piece.type !== old.piece.type) return fresh.piece;
  // From the end, the children after the edit have the same index in both.
  let same = 0;
  while (same < Math.min(count, oldCount)) {
    const child = childOf(fresh, count - same - 1);
    const oldChild = childOf(old, oldCount - same - 1);
    if (!child || !oldChild || !isUnchanged(child, oldChild, change)) break;
    same++;
  }
  const children = (fresh.piece.children ?? []).map((piece, index) => {
    const oldChild = childOf(old, index < count - same ? index : index - count + oldCount);
    return oldChild
      ? withSharedSubtrees(
          { piece, offset: fresh.offset + (fresh.piece.starts[index] ?? 0) },
          oldChild,
          change,
        )
      : piece;
  });
  return new Piece(fresh.piece.type, fresh.piece.length, undefined, children, fresh.piece.starts);
}

/** Whether two nodes have the same text, all of it before or after the edit. */
function isUnchanged(fresh: Placed, old: Placed, { start, oldEnd, shift }: ChangedRange): boolean {
  if (fresh.piece.type !== old.piece.type || fresh.piece.length !== old.piece.length) return false;
  const isBefore = fresh.offset === old.offset && endOf(old) <= start;
  return isBefore || (fresh.offset === old.offset + shift && old.offset >= oldEnd);
}
