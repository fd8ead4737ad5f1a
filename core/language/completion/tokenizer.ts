import { createScanner } from 'jsonc-parser';
import { type Span, endOf } from '../syntax/document';

type Punctuation = '{' | '}' | '[' | ']' | ',' | ':';

/** A token of JSON text, which may be invalid. */
export interface Token extends Span {
  /** `string` is in quotes; `word` is everything else except punctuation: a number, `true`, a name without quotes. */
  readonly kind: Punctuation | 'string' | 'word' | 'comment';
  /** The value of a string or word, without escapes. */
  readonly value: string;
}

/** The tokens around the cursor. */
export interface SurroundingTokens {
  readonly before: readonly Token[];
  /** The string or word that contains the cursor or ends at it. */
  readonly typed: Token | undefined;
  readonly after: readonly Token[];
}

/** The tokens before, at and after `offset`; undefined in a comment. */
export function surroundingTokens(text: string, offset: number): SurroundingTokens | undefined {
  const tokens = tokensFrom(text, 0);
  const first = tokens.findIndex((token) => endOf(token) >= offset && !isPunctuation(token));
  const typed = tokens[first];
  if (!typed || typed.offset >= offset) {
    const before = tokens.filter((token) => endOf(token) <= offset);
    return {
      before: before.filter(isCode),
      typed: undefined,
      after: tokens.slice(before.length).filter(isCode),
    };
  }
  if (typed.kind === 'comment') return undefined;
  const before = tokens.slice(0, first).filter(isCode);
  if (!isUnterminated(text, typed, tokens.slice(first + 1, first + 3), offset))
    return { before, typed, after: tokens.slice(first + 1).filter(isCode) };
  const end = endOfWord(text, offset);
  const half = { ...typed, length: end - typed.offset, value: text.slice(typed.offset + 1, end) };
  return { before, typed: half, after: tokensFrom(text, end).filter(isCode) };
}

function isPunctuation({ kind }: Token): boolean {
  return kind.length === 1;
}

function isCode({ kind }: Token): boolean {
  return kind !== 'comment';
}

/**
 * Whether the string at the cursor has no closing quote yet and so contains the text after it: up to the end of the line, or up
 * to the opening quote of the next string, whose contents then directly follow it.
 */
function isUnterminated(
  text: string,
  typed: Token,
  [next, second]: readonly Token[],
  offset: number,
): boolean {
  if (typed.kind !== 'string') return false;
  if (!isClosed(text, typed)) return true;
  if (endOf(typed) === offset || !next || !isAdjacent(next, typed)) return false;
  return next.kind === 'word' || (next.kind === 'string' && second !== undefined && isAdjacent(second, next));
}

function isAdjacent(token: Token, before: Token): boolean {
  return !isPunctuation(token) && token.offset === endOf(before);
}

/** Whether a string has its closing quote. */
function isClosed(text: string, token: Span): boolean {
  if (token.length < 2 || text[endOf(token) - 1] !== '"') return false;
  let slashes = 0;
  while (text[endOf(token) - 2 - slashes] === '\\') slashes++;
  return slashes % 2 === 0;
}

/** The second half of a surrogate pair at `offset` is part of the word. */
function endOfWord(text: string, offset: number): number {
  const rest = /(?:(?<=[\uD800-\uDBFF])[\uDC00-\uDFFF])?[\w$.-]*/y;
  rest.lastIndex = offset;
  return offset + (rest.exec(text)?.[0].length ?? 0);
}

function tokensFrom(text: string, start: number): Token[] {
  const tokens: Token[] = [];
  const scanner = createScanner(text);
  scanner.setPosition(start === 0 && text.startsWith('\uFEFF') ? 1 : start);
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const kind = kindOf(text, offset);
    if (!kind) continue;
    const token = { kind, offset, length: scanner.getTokenLength(), value: scanner.getTokenValue() };
    const last = tokens.at(-1);
    // The scanner splits `11labs` into a number and a word.
    if (kind === 'word' && last?.kind === 'word' && endOf(last) === offset)
      tokens[tokens.length - 1] = {
        ...last,
        length: last.length + token.length,
        value: last.value + token.value,
      };
    else tokens.push(token);
  }
  return tokens;
}

function kindOf(text: string, offset: number): Token['kind'] | undefined {
  const first = text.charAt(offset);
  switch (first) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return first;
    case '"':
      return 'string';
    case '/':
      return /^\/[/*]/.test(text.slice(offset, offset + 2)) ? 'comment' : 'word';
    default:
      return /\s/.test(first) ? undefined : 'word';
  }
}
