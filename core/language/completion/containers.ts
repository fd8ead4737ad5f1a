import { endOf } from '../syntax/document';
import type { Path } from '../syntax/json';
import type { Token } from './tokenizer';

/** An object or array that is open at the cursor, or the file itself. */
export interface Container {
  readonly kind: 'object' | 'array' | 'file';
  /** The next token in valid JSON. */
  expects: 'name' | 'colon' | 'value' | 'comma';
  /** The latest name in an object. */
  name: string;
  /** The latest index in an array. */
  index: number;
  /** The position of a missing comma between the latest name of an object and the property before it. */
  missingComma: number | undefined;
  /** The names in an object so far. */
  readonly names: string[];
}

/** The containers that are open after `tokens`, the innermost last. The text may be half-typed. */
export function openContainers(
  tokens: readonly Token[],
  following: Token | undefined,
): [Container, ...Container[]] {
  const open: [Container, ...Container[]] = [container('file', 'value')];
  for (const [index, token] of tokens.entries()) {
    const inner = innermost(open);
    if (isScalar(token) && inner.kind === 'object' && startsProperty(inner, tokens[index + 1] ?? following))
      addName(inner, token, tokens[index - 1]);
    else addToken(open, inner, token);
  }
  return open;
}

function container(kind: Container['kind'], expects: Container['expects']): Container {
  return { kind, expects, name: '', index: 0, missingComma: undefined, names: [] };
}

/** The innermost open container. */
export function innermost(open: readonly [Container, ...Container[]]): Container {
  return open.at(-1) ?? open[0];
}

function addToken(open: [Container, ...Container[]], inner: Container, token: Token): void {
  switch (token.kind) {
    case '{':
    case '[':
      inner.expects = 'comma';
      open.push(token.kind === '{' ? container('object', 'name') : container('array', 'value'));
      break;
    case '}':
      close(open, 'object');
      break;
    case ']':
      close(open, 'array');
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

function startsProperty(inner: Container, next: Token | undefined): boolean {
  return expectsName(inner) || next?.kind === ':';
}

function addName(inner: Container, name: Token, before: Token | undefined): void {
  inner.missingComma = inner.expects === 'comma' ? before && endOf(before) : undefined;
  inner.name = name.value;
  inner.names.push(name.value);
  inner.expects = 'colon';
}

/** Whether a property may start here, after a comma if `expects` is `comma`. */
export function expectsName({ kind, expects }: Container): boolean {
  return kind === 'object' && (expects === 'name' || expects === 'comma');
}

/** Closes the innermost container of `kind` and all containers in it; an unmatched bracket closes nothing. */
function close(open: [Container, ...Container[]], kind: Container['kind']): void {
  const at = open.findLastIndex((candidate) => candidate.kind === kind);
  if (at > 0) open.splice(at);
}

/** The path of the next value. */
export function pathInto(open: readonly Container[]): Path {
  return open.flatMap(({ kind, name, index }) => (kind === 'file' ? [] : [kind === 'object' ? name : index]));
}

/** The property names of the object after the cursor. */
export function followingNames(tokens: readonly Token[]): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === '{' || token.kind === '[') depth++;
    else if (token.kind === '}' || token.kind === ']') depth--;
    else if (depth === 0 && isPropertyName(tokens, index)) names.push(token.value);
    if (depth < 0) break;
  }
  return names;
}

/** The number of tokens of the value at the start of `tokens`; 0 if they don't start with a value. */
export function valueTokenCount(tokens: readonly Token[]): number {
  if (isScalar(tokens[0])) return 1;
  let depth = 0;
  for (const [index, { kind }] of tokens.entries()) {
    if (kind === '{' || kind === '[') depth++;
    if (kind === '}' || kind === ']') depth--;
    if (depth <= 0) return depth < 0 || index === 0 ? 0 : index + 1;
  }
  return 0;
}

/** Whether the token at `index` is a property name: a string or word before a colon. */
export function isPropertyName(tokens: readonly Token[], index: number): boolean {
  return isScalar(tokens[index]) && tokens[index + 1]?.kind === ':';
}

/** Whether a token is a complete value (or a name). */
export function isScalar(token: Token | undefined): boolean {
  return token?.kind === 'string' || token?.kind === 'word';
}
