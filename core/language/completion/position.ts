import { type AgentDocument, type Span, endOf } from '../syntax/document';
import type { TextEdit } from '../syntax/edit';
import type { Path } from '../syntax/json';
import { excerptAround } from './excerpt';
import { type SurroundingTokens, type Token, surroundingTokens } from './tokenizer';
import {
  type Container,
  expectsName,
  innermost,
  isPropertyName,
  isScalar,
  valueTokenCount,
  followingNames,
  openContainers,
  pathInto,
} from './containers';

/** The position of the cursor, and the edits around it that accepting a completion requires. */
export interface CompletionPosition {
  readonly kind: 'name' | 'value';
  /** Of a name: the object it belongs to. Of a value: the value itself. */
  readonly path: Path;
  /** Other names in the object. */
  readonly existingNames: readonly string[];
  /** What has to be inserted with a name: the colon and a value, only the colon, or nothing. */
  readonly missing: 'value' | 'colon' | 'nothing';
  /** Whether the completion replaces a value, which may be half-typed. */
  readonly replacesValue: boolean;
  /** The replaced text: in the line of the cursor, and around the cursor. */
  readonly span: Span;
  /** The text from the start of the span to the cursor, including a quote. */
  readonly typed: string;
  /** Inserted before and after the new text, in the same edit. */
  readonly prefix: string;
  readonly suffix: string;
  /** Commas to insert or remove elsewhere. */
  readonly commas: readonly TextEdit[];
}

/** The position at `offset` in a document that may be half-typed; undefined if neither a property nor a value is possible. */
export function positionIn(document: AgentDocument, offset: number): CompletionPosition | undefined {
  const latest = latestPositions.get(document);
  if (latest?.offset === offset) return latest.position;
  const { text, shift } = excerptAround(document, offset);
  const inExcerpt = positionAt(text, offset + shift);
  const position = inExcerpt && shiftPosition(inExcerpt, -shift);
  latestPositions.set(document, { offset, position });
  return position;
}

/** Cached, because each completion needs the position twice: to check for a secret, and to list the candidates. */
const latestPositions = new WeakMap<
  AgentDocument,
  { offset: number; position: CompletionPosition | undefined }
>();

function shiftPosition(position: CompletionPosition, shift: number): CompletionPosition {
  const { span, commas } = position;
  return {
    ...position,
    span: { offset: span.offset + shift, length: span.length },
    commas: commas.map((comma) => ({ ...comma, offset: comma.offset + shift })),
  };
}

/** The same for a whole text. */
export function positionAt(text: string, offset: number): CompletionPosition | undefined {
  const surrounding = surroundingTokens(text, offset);
  if (!surrounding) return undefined;
  const { before, typed, after } = surrounding;
  const open = openContainers(before, typed ?? after[0]);
  const inner = innermost(open);
  const context = { text, offset, surrounding, inner, path: pathInto(open) };
  const renamesProperty = inner.kind === 'object' && typed !== undefined && after[0]?.kind === ':';
  if (expectsName(inner) || renamesProperty) return namePosition(context);
  if (inner.expects === 'value' || inner.kind === 'array') return valuePosition(context);
  return undefined;
}

interface Context {
  readonly text: string;
  readonly offset: number;
  readonly surrounding: SurroundingTokens;
  readonly inner: Container;
  readonly path: Path;
}

function namePosition(context: Context): CompletionPosition {
  const { text, offset, surrounding, inner } = context;
  const { after } = surrounding;
  const span = surrounding.typed ?? { offset, length: 0 };
  const names = {
    path: context.path.slice(0, -1),
    existingNames: [...inner.names, ...followingNames(after)],
    replacesValue: false,
  };
  const [next, ...following] = after;
  if (next?.kind === ':') {
    const withColon = { offset: span.offset, length: endOf(next) - span.offset };
    if (hasValue(following) || !isOneLine(text, withColon))
      return { ...names, ...positionEditsBeforeValue(context, span, following), missing: 'nothing' };
    return { ...names, ...positionEdits('name', context, withColon, following), missing: 'value' };
  }
  if (surrounding.typed && isValueOf(text, span, after))
    return { ...names, ...positionEditsBeforeValue(context, span, after), missing: 'colon' };
  return { ...names, ...positionEdits('name', context, span, after), missing: 'value' };
}

/** Whether a colon is followed by a value, and not by the next property, a comma or the end. */
function hasValue(following: readonly Token[]): boolean {
  return startsValue(following[0]) && !isPropertyName(following, 0);
}

function startsValue(token: Token | undefined): boolean {
  return isScalar(token) || token?.kind === '{' || token?.kind === '[';
}

/** Whether a name without a colon is followed by its value. */
function isValueOf(text: string, name: Span, following: readonly Token[]): boolean {
  const [next] = following;
  if (!next || !hasValue(following)) return false;
  return !isScalar(next) || isOneLine(text, { offset: name.offset, length: endOf(next) - name.offset });
}

function valuePosition(context: Context): CompletionPosition | undefined {
  const { text, offset, surrounding, inner, path } = context;
  const { typed, after } = surrounding;
  const [next] = after;
  const common = { path, existingNames: [], missing: 'nothing', replacesValue: true } as const;
  if (inner.kind === 'file' && next) return undefined;
  if (typed) return { ...common, ...positionEdits('value', context, typed, after) };
  const cursor = { offset, length: 0 };
  if (!next || inner.kind === 'array' || !hasValue(after))
    return { ...common, ...positionEdits('value', context, cursor, after), replacesValue: false };
  // There is a value after the cursor: the new one replaces it if it is on the same line.
  const existing = { offset, length: endOf(next) - offset };
  if (!isScalar(next) || !isOneLine(text, existing)) return undefined;
  return { ...common, ...positionEdits('value', context, existing, after.slice(1)) };
}

/** The edits of a position; `following` are the tokens after the new property or value. */
function positionEdits(
  kind: CompletionPosition['kind'],
  context: Context,
  span: Span,
  following: readonly Token[],
) {
  const after = commaAfter(span, following);
  if (!after || after.offset > endOf(span)) return separateEdits(kind, context, span, after);
  // Adjacent edits are merged: editors differ on which of the two they apply first.
  const token = { offset: span.offset, length: span.length + after.length };
  const isAdjacent = after.newText !== '' && following[0]?.offset === endOf(span);
  const suffix = isAdjacent ? `${after.newText} ` : after.newText;
  return { ...separateEdits(kind, context, span, undefined), span: token, suffix };
}

/** The same for a name whose value, the first of `following`, is kept. */
function positionEditsBeforeValue(context: Context, span: Span, following: readonly Token[]) {
  const length = valueTokenCount(following);
  const last = following[length - 1];
  return separateEdits('name', context, span, last && commaAfter(last, following.slice(length)));
}

function separateEdits(
  kind: CompletionPosition['kind'],
  context: Context,
  span: Span,
  after: TextEdit | undefined,
) {
  const { prefix, commas } = commaBefore(context, span);
  const typed = context.text.slice(span.offset, context.offset);
  return { kind, span, typed, prefix, suffix: '', commas: after ? [...commas, after] : commas };
}

/** The missing comma before the new property or item, or a space if one is needed. */
function commaBefore(
  { text, surrounding, inner }: Context,
  span: Span,
): { prefix: string; commas: TextEdit[] } {
  const last = surrounding.before.at(-1);
  const isAdjacent = last !== undefined && endOf(last) === span.offset;
  if (inner.expects === 'comma' && isAdjacent) return { prefix: ', ', commas: [] };
  const missing = inner.expects === 'comma' ? last && endOf(last) : inner.missingComma;
  return {
    prefix: isAdjacent && span.length === 0 && /[,:]$/.test(text.slice(0, span.offset)) ? ' ' : '',
    commas: missing === undefined ? [] : [{ offset: missing, length: 0, newText: ',' }],
  };
}

/** The comma to insert between `last` and the next property or item, or to remove before a closing bracket. */
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

/** The edits that insert `newText` at a position. */
export function placeText(
  position: CompletionPosition,
  newText: string,
): { edit: TextEdit; additionalEdits: TextEdit[] } {
  const { span, prefix, suffix, commas } = position;
  return {
    edit: { offset: span.offset, length: span.length, newText: prefix + newText + suffix },
    additionalEdits: [...commas],
  };
}
