import { parse, type ParseError } from 'jsonc-parser';
import { openersOf } from './brackets';
import type { Span } from './document';
import { endOfLine } from './recovery';

/** Limits the number of possible ends, because the rest of the text is parsed for each of them. */
const maxEnds = 20;

/** Matches the text after a string value: a comma and the next property or item, a closing bracket, or nothing. */
const followsValue = /[ \t]*[\r\n]\s*"[^"\\\r\n]{0,200}"\s*:|\s*(?:[}\]]|,\s*(?:[}\]]|"[^"\\\r\n]*"\s*:)|$)/y;
const followsItem = /\s*(?:[}\]]|,\s*["{}[\]]|$)/y;
const propertyName = /"[^"\\\r\n]{0,200}"\s*:/y;

/**
 * The whole string whose opening quote is at `start`, including unescaped line breaks or quotes. It ends at the first quote after which the
 * rest of the text is valid; if there is none, at the end of the line. Undefined if the next property starts before that: then the closing
 * quote is missing.
 */
export function intendedStringAt(text: string, start: number): Span | undefined {
  const openers = openersOf(text.slice(0, start));
  const isItem = openers.endsWith('[');
  if (!isItem && !text.slice(0, start).trimEnd().endsWith(':')) return undefined;
  const ends = possibleEnds(text, start, isItem ? followsItem : followsValue);
  const validUntil = ends.map((end) => firstError(text, end + 1, openers));
  const validEnd = ends.find((_, index) => validUntil[index] === Infinity);
  const end =
    validEnd ?? ends.find((offset, index) => (validUntil[index] ?? 0) > endOfLine(text, offset)) ?? ends[0];
  return end === undefined ? undefined : { offset: start, length: end + 1 - start };
}

/**
 * Offsets of the quotes that may be the closing one, except for those of properties in braces that the string itself opens, as in a JSON
 * sample. Any other property is the next one of the agent, so the search ends there.
 */
function possibleEnds(text: string, start: number, follows: RegExp): number[] {
  const ends: number[] = [];
  const tokens = /\\[^]|["{}[\]]/g;
  tokens.lastIndex = start + 1;
  let depth = 0;
  let isInSample = false;
  for (let match = tokens.exec(text); match && ends.length < maxEnds; match = tokens.exec(text)) {
    const { 0: token, index } = match;
    if (token === '"') {
      if (beginsProperty(text, index)) {
        if (depth === 0 || !(isInSample || isFirstInBrace(text, index))) break;
        isInSample = true;
      } else if (!isInSample && matchesAt(follows, text, index + 1)) ends.push(index);
    } else if (token.length === 1) depth = Math.max(0, depth + (/[{[]/.test(token) ? 1 : -1));
    isInSample &&= depth > 0;
  }
  return ends;
}

function matchesAt(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/**
 * Whether a property name starts at the quote at `offset`: at the start of its line, or after a comma, a semicolon, a bracket or another
 * quote, and before a colon.
 */
function beginsProperty(text: string, offset: number): boolean {
  if (!matchesAt(propertyName, text, offset)) return false;
  const before = text.slice(Math.max(0, offset - 200), offset);
  return /[\r\n,;{}\]"][ \t]*$/.test(before);
}

function isFirstInBrace(text: string, offset: number): boolean {
  return text
    .slice(Math.max(0, offset - 200), offset)
    .trimEnd()
    .endsWith('{');
}

/**
 * The offset at which `text` is no longer valid, parsed from `offset` after a value in `openers`. Comments and trailing commas are valid.
 */
function firstError(text: string, offset: number, openers: string): number {
  const before = `${openers.replaceAll('{', '{"":')}""`;
  const errors: ParseError[] = [];
  parse(before + text.slice(offset), errors, { allowTrailingComma: true });
  return Math.min(Infinity, ...errors.map((error) => error.offset - before.length + offset));
}
