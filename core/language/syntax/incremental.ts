import { printParseErrorCode } from 'jsonc-parser';
import { countUpTo } from './binarySearch';
import { type Difference, differenceBetween } from './changedRange';
import type { AgentDocument } from './document';
import { Node, Piece } from './syntaxTree';
import { type ParseError, nestingOf, readTree } from './parse';

/**
 * Reads an edited text without reading all of it. What is read is the string that holds the edit or else a *window* in the
 * innermost object or list around it: from the last sound child before the edit to the first token of the first sound one
 * behind it. All the rest is the earlier document's pieces, as they are.
 *
 * Why this gives the tree and the errors that reading all of it would give: a parser goes from left to right with one token
 * in hand. Within a string that token is all its state; between two children of an object it is that token and the objects
 * and lists that are open. Up to the window it meets what it met before. If it then comes to the token behind the window
 * with the same things open, what follows is as before too. Whether it does shows when the window is read with a stand-in
 * for either side; where it does not, the next outer object or list is tried.
 *
 * undefined: nothing of the earlier document can be kept. `deepest`: how many levels may be read.
 */
export function reread(before: AgentDocument, text: string, deepest: number): AgentDocument | undefined {
  if (!before.root || before.syntaxErrors.length > mostErrors) return undefined;
  const difference = differenceBetween(before.text, text);
  const way = wayTo(before.root, difference);
  const edited = { before, text, difference, deepest };
  const asString = rereadString(edited, way);
  if (asString) return asString;
  for (let levels = way.length; levels > 0; levels--) {
    const found = rereadChildren(edited, way.slice(0, levels));
    if (found) return found;
  }
  return undefined;
}

/** Beyond this the search for sound children would cost more than it saves. */
const mostErrors = 100;

interface Edited {
  readonly before: AgentDocument;
  readonly text: string;
  readonly difference: Difference;
  readonly deepest: number;
}

/** One of the pieces around an edit, where it stood in the old text. */
interface Step {
  readonly piece: Piece;
  readonly offset: number;
  /** Which child it is of the step before. */
  readonly index: number;
}

/** The root, then those pieces of the old text that hold the edit and whose first and last character it leaves alone. */
function wayTo(root: Node, { start, oldEnd }: Difference): Step[] {
  const way: Step[] = [{ piece: root.piece, offset: root.offset, index: 0 }];
  for (;;) {
    const last = way.at(-1);
    if (!last) return way;
    const index = countUpTo(last.piece.starts, start - last.offset - 1) - 1;
    const piece = last.piece.children?.[index];
    const offset = last.offset + (last.piece.starts[index] ?? 0);
    if (!piece || oldEnd >= offset + piece.length) return way;
    way.push({ piece, offset, index });
  }
}

/** Where the edit lies between the quotes of a string, and what stands there now is one string too. */
function rereadString(edited: Edited, way: readonly Step[]): AgentDocument | undefined {
  const { before, text, difference } = edited;
  const string = way.at(-1);
  if (string?.piece.type !== 'string' || difference.start <= string.offset) return undefined;
  const end = endOf(string);
  if (difference.oldEnd >= end) return undefined;
  if (before.syntaxErrors.some(({ offset }) => string.offset <= offset && offset < end)) return undefined;
  // No string goes over several lines; to see that here is quicker than to fail.
  if (text.slice(difference.start, difference.oldEnd + difference.shift).includes('\n')) return undefined;
  const value = stringIn(text.slice(string.offset, end + difference.shift));
  if (value === undefined) return undefined;
  const piece = new Piece('string', string.piece.length + difference.shift, value);
  return documentWith(edited, way, { piece, offset: string.offset, errors: [], from: end, until: end });
}

/** What a string in JSON says; undefined where the text is anything but one valid string. */
function stringIn(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a window in the last piece of the way, where that is an object or list. */
function rereadChildren(edited: Edited, way: readonly Step[]): AgentDocument | undefined {
  const window = windowIn(edited, way);
  const read = window && readWindow(edited, window);
  if (!window || !read) return undefined;
  const { step, first, last, behind } = window;
  const { piece } = step;
  const kept = piece.children ?? [];
  const shift = edited.difference.shift + step.offset - read.offset;
  const next = new Piece(
    piece.type,
    read.end - read.offset,
    undefined,
    [...kept.slice(0, first), ...read.children, ...kept.slice(last)],
    [
      ...piece.starts.slice(0, first),
      ...read.starts,
      ...piece.starts.slice(last).map((start) => start + shift),
    ],
  );
  return documentWith(edited, way, {
    piece: next,
    offset: read.offset,
    errors: read.errors,
    // A comma that is missing in front of an object or list is not its own fault.
    from: first === 0 && way.length > 1 ? window.start + 1 : window.start,
    until: behind ? behind.offset + 1 : Infinity,
  });
}

/** What was read anew: a piece in the place of the last one of the way. */
interface Reread {
  readonly piece: Piece;
  readonly offset: number;
  /** The errors of the stretch that was read, which was this one in the old text: those outside of it are kept. */
  readonly errors: readonly ParseError[];
  readonly from: number;
  readonly until: number;
}

function documentWith(
  { before, text, difference }: Edited,
  way: readonly Step[],
  read: Reread,
): AgentDocument {
  const top = way.reduceRight((child, { index }, depth) => {
    const around = way[depth - 1]?.piece;
    return around ? withChild(around, index, child) : child;
  }, read.piece);
  const errors = before.syntaxErrors;
  const behind = errors.filter(({ offset }) => offset >= read.until);
  return {
    text,
    root: new Node(top, way.length > 1 ? (way[0]?.offset ?? 0) : read.offset, undefined),
    syntaxErrors: [
      ...errors.filter(({ offset }) => offset < read.from),
      ...read.errors,
      ...behind.map((error) => ({ ...error, offset: error.offset + difference.shift })),
    ],
    refusal: undefined,
  };
}

/** The same piece with another child in the place of one; what stands behind that moves along. */
function withChild({ type, length, children = [], starts }: Piece, index: number, child: Piece): Piece {
  const shift = child.length - (children[index]?.length ?? 0);
  const moved = shift === 0 ? starts : starts.map((start, at) => (at > index ? start + shift : start));
  return new Piece(type, length + shift, undefined, children.with(index, child), moved);
}

/** The stretch to read anew in an object or list. The children before index `first` and from index `last` on are kept. */
interface Window {
  readonly step: Step;
  /** How many objects and lists are around that one. */
  readonly depth: number;
  readonly first: number;
  readonly last: number;
  /** Where the child before the window ends, or where reading begins if there is none. */
  readonly start: number;
  /** What comes behind the window, where it stood in the old text; undefined where the window goes to the text's end. */
  readonly behind: Behind | undefined;
}

/** The token that is read last: the name or the first token of the next child, or the closing bracket. */
interface Behind {
  readonly offset: number;
  readonly length: number;
  /** What makes a whole of what was read up to there. */
  readonly standIn: string;
}

function windowIn({ before, difference }: Edited, way: readonly Step[]): Window | undefined {
  const step = way.at(-1);
  if (step?.piece.type !== 'object' && step?.piece.type !== 'array') return undefined;
  const { piece, offset } = step;
  const childAt = (index: number): Step | undefined => {
    const child = piece.children?.[index];
    return child && { piece: child, offset: offset + (piece.starts[index] ?? 0), index };
  };
  const isSound = (child: Step) => isWhole(child) && !before.syntaxErrors.some((error) => isIn(child, error));
  // A token that the edit touches may have grown, so the child before must end clear of it.
  let previous = childAt(countUpTo(piece.starts, difference.start - offset - 1) - 1);
  while (previous && !(endOf(previous) < difference.start && isSound(previous)))
    previous = childAt(previous.index - 1);
  let next = childAt(countUpTo(piece.starts, difference.oldEnd - offset - 1));
  while (next && !isSound(next)) next = childAt(next.index + 1);

  const isRoot = way.length === 1;
  const behind = next ? firstTokenOf(next) : isRoot ? undefined : closingOf(step, before.text);
  if (!behind && !isRoot) return undefined;
  return {
    step,
    depth: way.filter(({ piece: { type } }) => type !== 'property').length - 1,
    first: previous ? previous.index + 1 : 0,
    last: next ? next.index : (piece.children?.length ?? 0),
    start: previous ? endOf(previous) : isRoot ? 0 : offset,
    behind,
  };
}

/** Whether a child is a value, or a property that has one and ends with it. */
function isWhole({ piece: { type, length, children, starts } }: Step): boolean {
  if (type !== 'property') return true;
  const value = children?.[1];
  return value !== undefined && (starts[1] ?? 0) + value.length === length;
}

/** A comma that is missing in front of a child is not the child's fault. */
function isIn(child: Step, { offset, error }: ParseError): boolean {
  if (offset === child.offset && printParseErrorCode(error) === 'CommaExpected') return false;
  return child.offset <= offset && offset < endOf(child);
}

function firstTokenOf({ piece: { type, length, children }, offset }: Step): Behind {
  switch (type) {
    case 'property':
      return { offset, length: children?.[0]?.length ?? 0, standIn: ':0}' };
    case 'object':
      return { offset, length: 1, standIn: '}]' };
    case 'array':
      return { offset, length: 1, standIn: ']]' };
    default:
      return { offset, length, standIn: ']' };
  }
}

/** The bracket that closes an object or list; undefined where only the end of the text does. */
function closingOf(step: Step, text: string): Behind | undefined {
  const end = endOf(step);
  return end < text.length ? { offset: end - 1, length: 1, standIn: '' } : undefined;
}

interface ReadWindow {
  readonly children: readonly Piece[];
  /** Counted from the object's or list's beginning in the new text, which is at `offset`. */
  readonly starts: readonly number[];
  readonly offset: number;
  readonly end: number;
  readonly errors: readonly ParseError[];
}

/** Some child with a comma due behind it, and nothing that the next token could cling to. */
const standInsBefore = { object: '{"":[]', array: '[[]' };

function readWindow({ text, difference, deepest }: Edited, window: Window): ReadWindow | undefined {
  const { step, first, start, behind } = window;
  const stop = behind ? behind.offset + behind.length + difference.shift : text.length;
  const head = first > 0 ? standInsBefore[step.piece.type === 'array' ? 'array' : 'object'] : '';
  const excerpt = head + text.slice(start, stop) + (behind?.standIn ?? '');
  const nesting = nestingOf(excerpt);
  if (nesting.deepest + window.depth > deepest) return undefined;
  const { root, syntaxErrors } = readTree(excerpt);
  if (root?.type !== step.piece.type || !root.piece.children) return undefined;

  // From offsets in the excerpt to offsets in the text.
  const shift = start - head.length;
  if (behind) {
    const arrival = behind.offset + difference.shift - shift;
    const isAsBefore =
      nesting.open === 0 && root.offset + root.length === excerpt.length && arrivesAt(root, arrival, behind);
    if (!isAsBefore || syntaxErrors.some(({ offset }) => offset > arrival)) return undefined;
  }
  const offset = first > 0 ? step.offset : root.offset + shift;
  const from = first > 0 ? 1 : 0;
  const to = behind && behind.standIn !== '' ? -1 : undefined;
  return {
    children: root.piece.children.slice(from, to),
    starts: root.piece.starts.slice(from, to).map((at) => at + root.offset + shift - offset),
    offset,
    end: behind ? endOf(step) + difference.shift : root.offset + root.length + shift,
    errors: syntaxErrors.map((error) => ({ ...error, offset: error.offset + shift })),
  };
}

/** Whether reading has come to the token behind the window, and to that one as the next child of the same object or list. */
function arrivesAt(root: Node, offset: number, { length, standIn }: Behind): boolean {
  if (standIn === '') return true;
  const last = root.children?.at(-1);
  const token = last && firstTokenOf({ piece: last.piece, offset: last.offset, index: 0 });
  return token?.offset === offset && token.length === length && token.standIn === standIn;
}

function endOf({ piece, offset }: Step): number {
  return offset + piece.length;
}
