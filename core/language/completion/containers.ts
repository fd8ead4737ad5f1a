import { endOf } from '../syntax/document';
import type { Path } from '../syntax/json';
import type { Token } from './tokenizer';

/** An object or list that is open at the cursor, or the file itself. */
export interface Container {
  readonly kind: 'object' | 'list' | 'file';
  /** What would be right to come next. */
  expects: 'name' | 'colon' | 'value' | 'comma';
  /** The latest name in an object. */
  name: string;
  /** The latest index in a list. */
  index: number;
  /** Where a comma is missing between the latest name of an object and the member before it. */
  missingComma: number | undefined;
  /** The names in an object so far. */
  readonly names: string[];
}

/** What stands open after `tokens`, the innermost last; as much as half-typed text tells. */
export function openAfter(
  tokens: readonly Token[],
  following: Token | undefined,
): [Container, ...Container[]] {
  const open: [Container, ...Container[]] = [container('file', 'value')];
  for (const [index, token] of tokens.entries()) {
    const inner = innermost(open);
    if (isScalar(token) && inner.kind === 'object' && startsMember(inner, tokens[index + 1] ?? following))
      takeName(inner, token, tokens[index - 1]);
    else take(open, inner, token);
  }
  return open;
}

function container(kind: Container['kind'], expects: Container['expects']): Container {
  return { kind, expects, name: '', index: 0, missingComma: undefined, names: [] };
}

/** The innermost of what stands open. */
export function innermost(open: readonly [Container, ...Container[]]): Container {
  return open.at(-1) ?? open[0];
}

function take(open: [Container, ...Container[]], inner: Container, token: Token): void {
  switch (token.kind) {
    case '{':
    case '[':
      inner.expects = 'comma';
      open.push(token.kind === '{' ? container('object', 'name') : container('list', 'value'));
      break;
    case '}':
      close(open, 'object');
      break;
    case ']':
      close(open, 'list');
      break;
    case ',':
      if (inner.kind !== 'file') inner.expects = inner.kind === 'object' ? 'name' : 'value';
      inner.index++;
      inner.missingComma = undefined;
      break;
    case ':':
      if (inner.kind === 'object') inner.expects = 'value';
      break;
    default:
      inner.expects = 'comma';
  }
}

function startsMember(inner: Container, next: Token | undefined): boolean {
  return expectsName(inner) || next?.kind === ':';
}

function takeName(inner: Container, name: Token, before: Token | undefined): void {
  inner.missingComma = inner.expects === 'comma' ? before && endOf(before) : undefined;
  inner.name = name.value;
  inner.names.push(name.value);
  inner.expects = 'colon';
}

/** Whether a member may begin here, with a comma first where `expects` says so. */
export function expectsName({ kind, expects }: Container): boolean {
  return kind === 'object' && (expects === 'name' || expects === 'comma');
}

/** Closes the innermost container of `kind` with all that was left open in it; a stray bracket closes nothing. */
function close(open: [Container, ...Container[]], kind: Container['kind']): void {
  const at = open.findLastIndex((candidate) => candidate.kind === kind);
  if (at > 0) open.splice(at);
}

/** Where a value that comes next would stand. */
export function pathInto(open: readonly Container[]): Path {
  return open.flatMap(({ kind, name, index }) => (kind === 'file' ? [] : [kind === 'object' ? name : index]));
}

/** The names that the object goes on with after the cursor. */
export function namesAhead(tokens: readonly Token[]): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === '{' || token.kind === '[') depth++;
    else if (token.kind === '}' || token.kind === ']') depth--;
    else if (depth === 0 && isName(tokens, index)) names.push(token.value);
    if (depth < 0) break;
  }
  return names;
}

/** How many tokens the value that `tokens` begin with takes; none where they begin with something else. */
export function lengthOfValue(tokens: readonly Token[]): number {
  if (isScalar(tokens[0])) return 1;
  let depth = 0;
  for (const [index, { kind }] of tokens.entries()) {
    if (kind === '{' || kind === '[') depth++;
    if (kind === '}' || kind === ']') depth--;
    if (depth <= 0) return depth < 0 || index === 0 ? 0 : index + 1;
  }
  return 0;
}

/** Whether the token at `index` is a member's name: something with a colon behind it. */
export function isName(tokens: readonly Token[], index: number): boolean {
  return isScalar(tokens[index]) && tokens[index + 1]?.kind === ':';
}

/** Whether a token is a value by itself (or a name). */
export function isScalar(token: Token | undefined): boolean {
  return token?.kind === 'text' || token?.kind === 'word';
}
