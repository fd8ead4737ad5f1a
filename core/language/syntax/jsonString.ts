import { endOf } from './document';
import type { TextEdit } from './edit';

/** A string as JSON writes it, read character by character. */
export interface JsonString {
  /** What it says, as `readPage` reads it. */
  readonly text: string;
  /** Where each UTF-16 unit of `text` stands in the JSON. */
  readonly units: readonly Unit[];
  /** Offset of the closing quote. */
  readonly end: number;
}

interface Unit {
  readonly offset: number;
  readonly length: number;
  readonly value: string;
}

/** A line break of two characters is one unit, as on a page. Everything else is one escape or one UTF-16 unit. */
const unitShape = /(?:\\r|\\u000d)(?:\\n|\\u000a)|\\u[\da-f]{4}|\\.|[^]/gi;

/** `json`: a string with its quotes, which stands at `offset`. undefined where it is not whole or not valid. */
export function readJsonString(json: string, offset: number): JsonString | undefined {
  const text = readPage(json);
  if (text === undefined) return undefined;
  const units = Array.from(json.slice(1, -1).matchAll(unitShape), ({ 0: raw, index }) => ({
    offset: offset + 1 + index,
    length: raw.length,
    value: raw.length === 1 ? raw : decoded(raw),
  }));
  return { text, units, end: offset + json.length - 1 };
}

/**
 * What a string says, as a page shows it: every line break is \n, and what UTF-8 cannot carry is U+FFFD. `json`: the string with
 * its quotes. undefined where it is not whole or not valid. Much quicker than to read where each character stands.
 */
export function readPage(json: string): string | undefined {
  const text = parsed(json);
  return text === undefined ? undefined : wellFormed(text.replaceAll(/\r\n?/g, '\n'));
}

/** The smallest edit after which a string says what `page` says; none where it does already. */
export function rewriteJsonString({ text, units, end }: JsonString, page: string): TextEdit[] {
  const wanted = page.replaceAll(/\r\n?/g, '\n');
  if (wanted === text) return [];
  const start = sameAtStart(text, wanted, units);
  const kept = sameAtEnd(text, wanted, start, units);
  const last = units[text.length - kept - 1];
  const offset = units[start]?.offset ?? end;
  const newText = asJson(wanted.slice(start, wanted.length - kept), lineBreakOf(units));
  const stop = last && text.length - kept > start ? endOf(last) : offset;
  return [{ offset, length: stop - offset, newText }];
}

function parsed(json: string): string | undefined {
  try {
    const text: unknown = json.startsWith('"') ? JSON.parse(json) : undefined;
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

function decoded(raw: string): string {
  return String(JSON.parse(`"${raw}"`));
}

function isLineBreak(value: string): boolean {
  return value === '\n' || value === '\r' || value === '\r\n';
}

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** Any text as the contents of a JSON string: line breaks, quotes, backslashes and control characters escaped. */
export function escapedText(text: string): string {
  return asJson(text.replaceAll(/\r\n?/g, '\n'), '\\n');
}

/** Text as it stands between quotes. */
function asJson(text: string, lineBreak: string): string {
  const lines = text.split('\n').map((line) => JSON.stringify(line).slice(1, -1));
  return lines.join(lineBreak);
}

/** New line breaks are like the first one that is there. A bare \r is never written: it would melt into a \n behind it. */
function lineBreakOf(units: readonly Unit[]): string {
  return units.find(({ value }) => isLineBreak(value))?.value === '\r\n' ? '\\r\\n' : '\\n';
}

/** How many units both texts begin with. Ends neither within a character nor behind a bare \r. */
function sameAtStart(text: string, wanted: string, units: readonly Unit[]): number {
  let same = 0;
  while (same < text.length && text.charCodeAt(same) === wanted.charCodeAt(same)) same++;
  while (same > 0 && (isHigh(text, same - 1) || units[same - 1]?.value === '\r')) same--;
  return same;
}

/**
 * How many units both texts end with, behind `start`. Begins neither within a character nor with the second half of one that
 * has no first: what is kept before the edit may end with that.
 */
function sameAtEnd(text: string, wanted: string, start: number, units: readonly Unit[]): number {
  const most = Math.min(text.length, wanted.length) - start;
  let same = 0;
  while (same < most && text.at(-1 - same) === wanted.at(-1 - same)) same++;
  return same > 0 && isLow(units[text.length - same]?.value) ? same - 1 : same;
}

function isHigh(text: string, index: number): boolean {
  return /^[\uD800-\uDBFF]$/.test(text.charAt(index));
}

function isLow(unit = ''): boolean {
  return /^[\uDC00-\uDFFF]$/.test(unit);
}
