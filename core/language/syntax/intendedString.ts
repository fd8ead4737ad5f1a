import { parse, type ParseError } from 'jsonc-parser';
import { openersOf } from './brackets';
import type { Span } from './document';

/** A quote that may be the closing one of a string with unescaped line breaks or quotes. */
interface PossibleEnd {
  readonly offset: number;
  /** Whether it is inside braces that were opened within the string, as in a JSON sample of a prompt. */
  readonly isNested: boolean;
}

/** Parsing the rest of the text for each possible end must stay cheap. */
const maxEnds = 8;

/** What follows a string value: a comma and the next property or item, a closing bracket, or nothing. */
const followsValue =
  /\s*(?:,?\s*[}\]]|,\s*"[^"\\\r\n]*"\s*:|[ \t]*[\r\n]\s*"[^"\\\r\n]{0,200}"\s*:|$)/y;
const followsItem = /\s*(?:,?\s*[}\]]|,\s*["{[]|$)/y;
const propertyName = /"[^"\\\r\n]{0,200}"\s*:/y;

/**
 * The whole string whose opening quote is at `start` where it contains unescaped line breaks or quotes. It ends at the first
 * quote after which the rest of the text parses; where none does, at the first that something belonging to JSON follows.
 * undefined where the next property begins first: then the closing quote is missing.
 */
export function intendedStringAt(text: string, start: number): Span | undefined {
  const openers = openersOf(text.slice(0, start));
  const isItem = openers.endsWith('[');
  if (!isItem && !text.slice(0, start).trimEnd().endsWith(':')) return undefined;
  const ends = possibleEnds(text, start, isItem ? followsItem : followsValue);
  const outer = ends.filter(({ isNested }) => !isNested).slice(0, maxEnds);
  const nested = ends.filter(({ isNested }) => isNested).slice(0, maxEnds);
  const isClean = ({ offset }: PossibleEnd) => restParses(text, offset + 1, openers);
  const end = outer.find(isClean) ?? nested.find(isClean) ?? outer[0] ?? nested[0];
  return end && { offset: start, length: end.offset + 1 - start };
}

function possibleEnds(text: string, start: number, follows: RegExp): PossibleEnd[] {
  const ends: PossibleEnd[] = [];
  const tokens = /\\[^]|["{}[\]]/g;
  tokens.lastIndex = start + 1;
  let depth = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth = Math.max(0, depth - 1);
    else if (token === '"') {
      if (matchesAt(follows, text, match.index + 1)) ends.push({ offset: match.index, isNested: depth > 0 });
      else if (depth === 0 && beginsProperty(text, match.index)) break;
    }
  }
  return ends;
}

function matchesAt(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/** Whether a property name begins at the quote at `offset`: first in its line or behind a comma, and before a colon. */
function beginsProperty(text: string, offset: number): boolean {
  if (!matchesAt(propertyName, text, offset)) return false;
  const before = text.slice(Math.max(0, offset - 200), offset);
  return /[\r\n,][ \t]*$/.test(before);
}

/** Whether `text` from `offset` on is valid where a value in `openers` has just ended. Comments and trailing commas are fine. */
function restParses(text: string, offset: number, openers: string): boolean {
  const opened = openers.replaceAll('{', '{"":');
  const errors: ParseError[] = [];
  parse(`${opened}""${text.slice(offset)}`, errors, { allowTrailingComma: true });
  return errors.length === 0;
}
