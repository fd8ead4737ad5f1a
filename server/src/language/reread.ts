import { printParseErrorCode } from 'jsonc-parser';
import type { AgentDocument } from './document';
import { moved } from './movedNode';
import { type Node, type ParseError, nestingOf, readTree } from './tree';

/**
 * Reads an edited text without reading all of it: what is read is the *window*, from the last sound member before the edit to
 * the name of the first sound one behind it. The other members are those of the earlier document, moved.
 *
 * Why this gives the tree and the errors that reading all of it would give: a parser goes from left to right with one token
 * in hand, and between two members of the root that token is all its state. Up to the window it meets what it met before.
 * If it then comes to the name behind the window between two members again, what follows is as before too. Whether it
 * does shows when the window is read with a stand-in for either side.
 *
 * undefined: nothing of the earlier document can be kept. `deepest`: how many levels may be read.
 */
export function reread(before: AgentDocument, text: string, deepest: number): AgentDocument | undefined {
  const members = before.root?.type === 'object' ? before.root.children : undefined;
  if (!before.root || !members || before.syntaxErrors.length > mostErrors) return undefined;
  const window = windowOf(before, members, text);
  const read = readWindow(window, text, deepest);
  if (!read) return undefined;

  const { first, last, shift } = window;
  const start = first > 0 ? before.root.offset : read.start;
  const end = last < members.length ? endOf(before.root) + shift : read.end;
  const children: Node[] = [];
  const root: Node = { type: 'object', offset: start, length: end - start, children };
  for (const member of members.slice(0, first)) children.push(moved(member, 0, root));
  for (const member of read.members) children.push(moved(member, read.shift, root));
  for (const member of members.slice(last)) children.push(moved(member, shift, root));
  const syntaxErrors = [
    ...before.syntaxErrors.filter(({ offset }) => offset < window.start),
    ...movedErrors(read.errors, read.shift),
    ...movedErrors(
      before.syntaxErrors.filter(({ offset }) => offset > window.oldStop),
      shift,
    ),
  ];
  return { text, root, syntaxErrors, refusal: undefined };
}

/** Beyond this the search for sound members would cost more than it saves. */
const mostErrors = 100;

/** The stretch to read anew. Members before index `first` and from index `last` on are kept. */
interface Window {
  readonly first: number;
  readonly last: number;
  /** How far the edit has moved what is behind it. */
  readonly shift: number;
  /** Where the last member before the window ends; 0 where there is none. */
  readonly start: number;
  /** The name behind the window, in the new text; undefined where the window goes to the end. */
  readonly nextName: Node | undefined;
  /** Where that name began in the old text; errors behind that are kept. */
  readonly oldStop: number;
}

function windowOf(
  { text: old, syntaxErrors }: AgentDocument,
  members: readonly Node[],
  text: string,
): Window {
  const same = commonStart(old, text);
  const sameEnd = commonEnd(old, text, same);
  const shift = text.length - old.length;
  const isSound = (member: Node) => isWhole(member) && !syntaxErrors.some((error) => isWithin(member, error));
  // A token that the edit touches may have grown, so the member before must end clear of it.
  const previous = members.findLastIndex((member) => endOf(member) < same && isSound(member));
  const next = members.findIndex((member) => member.offset >= old.length - sameEnd && isSound(member));
  const before = members[previous];
  const behind = members[next];
  return {
    first: previous + 1,
    last: behind ? next : members.length,
    shift,
    start: before ? endOf(before) : 0,
    nextName: behind?.children?.[0],
    oldStop: behind?.offset ?? Infinity,
  };
}

/** Whether a member has its value, and ends with it. */
function isWhole(member: Node): boolean {
  const value = member.children?.[1];
  return value !== undefined && endOf(value) === endOf(member);
}

/** A comma that is missing in front of a member is not the member's fault. */
function isWithin(member: Node, { offset, error }: ParseError): boolean {
  if (offset === member.offset && printParseErrorCode(error) === 'CommaExpected') return false;
  return member.offset <= offset && offset < endOf(member);
}

interface ReadWindow {
  readonly members: readonly Node[];
  readonly errors: readonly ParseError[];
  /** From offsets in what was read to offsets in the text. */
  readonly shift: number;
  /** The root's extent, where the window holds its beginning or end. */
  readonly start: number;
  readonly end: number;
}

/** Some member with a comma due behind it, and nothing that the next token could cling to. */
const standInBefore = '{"":[]';
const standInBehind = ':0}';

function readWindow(
  { first, start, nextName, shift: behind }: Window,
  text: string,
  deepest: number,
): ReadWindow | undefined {
  const stop = nextName ? endOf(nextName) + behind : text.length;
  const head = first > 0 ? standInBefore : '';
  const excerpt = head + text.slice(start, stop) + (nextName ? standInBehind : '');
  const nesting = nestingOf(excerpt);
  if (nesting.deepest > deepest) return undefined;
  const { root, syntaxErrors } = readTree(excerpt);
  if (root?.type !== 'object' || !root.children) return undefined;

  const shift = start - head.length;
  const members = root.children.slice(first > 0 ? 1 : 0);
  if (nextName) {
    const name = nextName.offset + behind - shift;
    const arrived = members.pop()?.children?.[0];
    const isAsBefore =
      arrived?.offset === name && arrived.length === nextName.length && endOf(root) === excerpt.length;
    if (!isAsBefore || nesting.open > 0 || syntaxErrors.some(({ offset }) => offset > name)) return undefined;
  }
  return { members, errors: syntaxErrors, shift, start: root.offset + shift, end: endOf(root) + shift };
}

function movedErrors(errors: readonly ParseError[], shift: number): ParseError[] {
  return errors.map((error) => ({ ...error, offset: error.offset + shift }));
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

/** How many units two texts have in common at their beginning: halving, since whole stretches compare fastest. */
function commonStart(a: string, b: string): number {
  let same = 0;
  for (let limit = Math.min(a.length, b.length); same < limit;) {
    const middle = Math.ceil((same + limit) / 2);
    if (a.slice(same, middle) === b.slice(same, middle)) same = middle;
    else limit = middle - 1;
  }
  return same;
}

/** The same at their ends, without what they share at their beginning. */
function commonEnd(a: string, b: string, start: number): number {
  let same = 0;
  for (let limit = Math.min(a.length, b.length) - start; same < limit;) {
    const middle = Math.ceil((same + limit) / 2);
    const isSame =
      a.slice(a.length - middle, a.length - same) === b.slice(b.length - middle, b.length - same);
    if (isSame) same = middle;
    else limit = middle - 1;
  }
  return same;
}
