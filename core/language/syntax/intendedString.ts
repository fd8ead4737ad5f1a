import { parse, type ParseError } from 'jsonc-parser';
import { openersOf } from './brackets';
import type { Span } from './document';
import { endOfLine } from './recovery';

/** Parsing the rest of the text for each possible end must stay cheap. */
const maxEnds = 20;

/** What follows a string value: a comma and the next property or item, a closing bracket, or nothing. */
const followsValue = /[ \t]*[\r\n]\s*"[^"\\\r\n]{0,200}"\s*:|\s*(?:[}\]]|,\s*(?:[}\]]|"[^"\\\r\n]*"\s*:)|$)/y;
const followsItem = /\s*(?:[}\]]|,\s*["{}[\]]|$)/y;
const propertyName = /"[^"\\\r\n]{0,200}"\s*:/y;

/**
 * The whole string whose opening quote is at `start` where it contains unescaped line breaks or quotes. It ends at the first
 * quote after which the rest of the text parses; where none is like that, the rest of the line.
 * undefined where the next property begins first: then the closing quote is missing.
 */
export function intendedStringAt(text: string, start: number): Span | undefined {
  const openers = openersOf(text.slice(0, start));
  const isItem = openers.endsWith('[');
  if (!isItem && !text.slice(0, start).trimEnd().endsWith(':')) return undefined;
  const ends = possibleEnds(text, start, isItem ? followsItem : followsValue);
  const validUntil = ends.map((end) => firstError(text, end + 1, openers));
  const clean = ends.find((_, index) => validUntil[index] === Infinity);
  const end =
    clean ?? ends.find((offset, index) => (validUntil[index] ?? 0) > endOfLine(text, offset)) ?? ends[0];
  return end === undefined ? undefined : { offset: start, length: end + 1 - start };
}

/**
 * Offsets of the quotes that may be the closing one. Those of properties in braces that the string itself opens, as in a JSON
 * sample, are not; any other property is the next one of the agent, so the search ends there.
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
 * Whether a property's name begins at the quote at `offset`: first in its line, or behind a comma, a semicolon, a bracket or
 * another quote, and before a colon.
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

/** Where `text` stops being valid, read from `offset` behind a value in `openers`. Comments and trailing commas are valid here. */
function firstError(text: string, offset: number, openers: string): number {
  const before = `${openers.replaceAll('{', '{"":')}""`;
  const errors: ParseError[] = [];
  parse(before + text.slice(offset), errors, { allowTrailingComma: true });
  return Math.min(Infinity, ...errors.map((error) => error.offset - before.length + offset));
}
