import { type AgentDocument, type Span, endOf } from '../syntax/document';
import type { TextEdit } from '../syntax/edit';
import type { Path } from '../syntax/json';
import { excerptAround } from './trim';
import { type Surroundings, type Token, surroundingsOf } from './tokenizer';
import {
  type Container,
  expectsName,
  innermost,
  isName,
  isScalar,
  lengthOfValue,
  namesAhead,
  openAfter,
  pathInto,
} from './containers';

/** Where the cursor stands, and what accepting something there has to do to the text around it. */
export interface Position {
  readonly kind: 'name' | 'value';
  /** Of a name: the object it belongs to. Of a value: the value itself. */
  readonly path: Path;
  /** Names that the object has besides the one under the cursor. */
  readonly taken: readonly string[];
  /** What a name has to bring along: its value, just the colon, or nothing since both stand there. */
  readonly lacks: 'value' | 'colon' | 'nothing';
  /** Whether a value, half-typed or whole, stands where the new one will. */
  readonly replacesValue: boolean;
  /** What is replaced: always within the cursor's line, and around the cursor. */
  readonly span: Span;
  /** The text from the span's beginning to the cursor, with its quote. */
  readonly typed: string;
  /** What goes before and after the new text within the same edit. */
  readonly lead: string;
  readonly tail: string;
  /** Commas to add or drop elsewhere. */
  readonly commas: readonly TextEdit[];
}

/** Where `offset` is in a document, however half-typed; undefined where neither a member nor a value could stand. */
export function positionIn(document: AgentDocument, offset: number): Position | undefined {
  const { text, shift } = excerptAround(document, offset);
  const position = positionAt(text, offset + shift);
  return position && moved(position, -shift);
}

function moved(position: Position, shift: number): Position {
  const { span, commas } = position;
  return {
    ...position,
    span: { offset: span.offset + shift, length: span.length },
    commas: commas.map((comma) => ({ ...comma, offset: comma.offset + shift })),
  };
}

/** The same in a text that is read from its beginning. */
export function positionAt(text: string, offset: number): Position | undefined {
  const around = surroundingsOf(text, offset);
  if (!around) return undefined;
  const { before, typed, after } = around;
  const open = openAfter(before, typed ?? after[0]);
  const inner = innermost(open);
  const facts = { text, offset, around, inner, path: pathInto(open) };
  const renamesMember = inner.kind === 'object' && typed !== undefined && after[0]?.kind === ':';
  if (expectsName(inner) || renamesMember) return namePosition(facts);
  if (inner.expects === 'value' || inner.kind === 'list') return valuePosition(facts);
  return undefined;
}

interface Facts {
  readonly text: string;
  readonly offset: number;
  readonly around: Surroundings;
  readonly inner: Container;
  readonly path: Path;
}

function namePosition(facts: Facts): Position {
  const { text, offset, around, inner } = facts;
  const { after } = around;
  const span = around.typed ?? { offset, length: 0 };
  const names = {
    path: facts.path.slice(0, -1),
    taken: [...inner.names, ...namesAhead(after)],
    replacesValue: false,
  };
  const [next, ...behind] = after;
  if (next?.kind === ':') {
    const withColon = { offset: span.offset, length: endOf(next) - span.offset };
    if (hasValue(behind) || !isOneLine(text, withColon))
      return { ...names, ...placedBeforeValue(facts, span, behind), lacks: 'nothing' };
    return { ...names, ...placed('name', facts, withColon, behind), lacks: 'value' };
  }
  if (around.typed && isValueOf(text, span, after))
    return { ...names, ...placedBeforeValue(facts, span, after), lacks: 'colon' };
  return { ...names, ...placed('name', facts, span, after), lacks: 'value' };
}

/** Whether what follows a colon is a value, and not the next member, a comma or the end. */
function hasValue(following: readonly Token[]): boolean {
  return startsValue(following[0]) && !isName(following, 0);
}

function startsValue(token: Token | undefined): boolean {
  return isScalar(token) || token?.kind === '{' || token?.kind === '[';
}

/** Whether what follows a name without a colon is meant to be its value. */
function isValueOf(text: string, name: Span, following: readonly Token[]): boolean {
  const [next] = following;
  if (!next || !hasValue(following)) return false;
  return !isScalar(next) || isOneLine(text, { offset: name.offset, length: endOf(next) - name.offset });
}

function valuePosition(facts: Facts): Position | undefined {
  const { text, offset, around, inner, path } = facts;
  const { typed, after } = around;
  const [next] = after;
  const own = { path, taken: [], lacks: 'nothing', replacesValue: true } as const;
  if (inner.kind === 'file' && next) return undefined;
  if (typed) return { ...own, ...placed('value', facts, typed, after) };
  const here = { offset, length: 0 };
  if (!next || inner.kind === 'list' || !hasValue(after))
    return { ...own, ...placed('value', facts, here, after), replacesValue: false };
  // A value stands behind the cursor already: a new one takes its place, where one edit can reach it.
  const existing = { offset, length: endOf(next) - offset };
  if (!isScalar(next) || !isOneLine(text, existing)) return undefined;
  return { ...own, ...placed('value', facts, existing, after.slice(1)) };
}

/** The edit's part of a position where `following` comes after the new member or value. */
function placed(kind: Position['kind'], facts: Facts, span: Span, following: readonly Token[]) {
  const after = commaAfter(span, following);
  if (!after || after.offset > endOf(span)) return placedApart(kind, facts, span, after);
  // An edit that touches ours becomes part of it: editors differ on which of the two comes first.
  const whole = { offset: span.offset, length: span.length + after.length };
  const clings = after.newText !== '' && following[0]?.offset === endOf(span);
  const tail = clings ? `${after.newText} ` : after.newText;
  return { ...placedApart(kind, facts, span, undefined), span: whole, tail };
}

/** The same for a name whose value, the first of `following`, stays. */
function placedBeforeValue(facts: Facts, span: Span, following: readonly Token[]) {
  const length = lengthOfValue(following);
  const last = following[length - 1];
  return placedApart('name', facts, span, last && commaAfter(last, following.slice(length)));
}

function placedApart(kind: Position['kind'], facts: Facts, span: Span, after: TextEdit | undefined) {
  const { lead, commas } = commaBefore(facts, span);
  const typed = facts.text.slice(span.offset, facts.offset);
  return { kind, span, typed, lead, tail: '', commas: after ? [...commas, after] : commas };
}

/** The comma that is missing before the new member, item, or the member of the new value; else a blank where one is due. */
function commaBefore({ text, around, inner }: Facts, span: Span): { lead: string; commas: TextEdit[] } {
  const last = around.before.at(-1);
  const clings = last !== undefined && endOf(last) === span.offset;
  if (inner.expects === 'comma' && clings) return { lead: ', ', commas: [] };
  const missing = inner.expects === 'comma' ? last && endOf(last) : inner.missingComma;
  return {
    lead: clings && span.length === 0 && /[,:]$/.test(text.slice(0, span.offset)) ? ' ' : '',
    commas: missing === undefined ? [] : [{ offset: missing, length: 0, newText: ',' }],
  };
}

/** The comma that is missing between `last` and the next member or item, or that has become too much before an end. */
function commaAfter(last: Span, [next, second]: readonly Token[]): TextEdit | undefined {
  if (startsValue(next)) return { offset: endOf(last), length: 0, newText: ',' };
  if (next?.kind !== ',' || !isEnd(second)) return undefined;
  return { offset: next.offset, length: next.length, newText: '' };
}

function isEnd(token: Token | undefined): boolean {
  return token?.kind === '}' || token?.kind === ']';
}

function isOneLine(text: string, span: Span): boolean {
  return !/[\r\n]/.test(text.slice(span.offset, endOf(span)));
}

/** The edits that put `newText` at a position. */
export function placeText(
  position: Position,
  newText: string,
): { edit: TextEdit; additionalEdits: TextEdit[] } {
  const { span, lead, tail, commas } = position;
  return {
    edit: { offset: span.offset, length: span.length, newText: lead + newText + tail },
    additionalEdits: [...commas],
  };
}
