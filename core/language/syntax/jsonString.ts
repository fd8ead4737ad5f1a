import { endOf } from './document';
import type { TextEdit } from './edit';

/** A JSON string, decoded character by character. */
export interface JsonString {
  /** Its value, as `readText` returns it. */
  readonly text: string;
  /** The position of each UTF-16 code unit of `text` in the JSON. */
  readonly units: readonly Unit[];
  /** Offset of the closing quote. */
  readonly end: number;
}

interface Unit {
  readonly offset: number;
  readonly length: number;
  readonly value: string;
}

/** CR LF is one unit. Everything else is one escape sequence or one UTF-16 code unit. */
const unitShape = /(?:\\r|\\u000d)(?:\\n|\\u000a)|\\u[\da-f]{4}|\\.|[^]/gi;

/** `json`: a string with its quotes, at `offset`. Undefined if it is not a valid string. */
export function readJsonString(json: string, offset: number): JsonString | undefined {
  const text = decodeString(json);
  if (text === undefined) return undefined;
  const units = Array.from(json.slice(1, -1).matchAll(unitShape), ({ 0: raw, index }) => ({
    offset: offset + 1 + index,
    length: raw.length,
    value: raw.length === 1 ? raw : decodeUnit(raw),
  }));
  return { text, units, end: offset + json.length - 1 };
}

/**
 * The value of a string: line breaks are \n, and lone surrogates are U+FFFD. `json`: the string with its quotes. Undefined if it
 * is not a valid string. Much faster than `readJsonString`.
 */
export function decodeString(json: string): string | undefined {
  const text = parseJsonString(json);
  return text === undefined ? undefined : wellFormed(text.replaceAll(/\r\n?/g, '\n'));
}

/** The smallest edit that makes `value` the value of a string; none if it already is. */
export function rewriteJsonString({ text, units, end }: JsonString, value: string): TextEdit[] {
  const newValue = value.replaceAll(/\r\n?/g, '\n');
  if (newValue === text) return [];
  const start = equalUnitsAtStart(text, newValue, units);
  const unchangedCount = equalUnitsAtEnd(text, newValue, start, units);
  const last = units[text.length - unchangedCount - 1];
  const offset = units[start]?.offset ?? end;
  const newText = toStringContents(
    newValue.slice(start, newValue.length - unchangedCount),
    lineBreakOf(units),
  );
  const editEnd = last && text.length - unchangedCount > start ? endOf(last) : offset;
  return [{ offset, length: editEnd - offset, newText }];
}

function parseJsonString(json: string): string | undefined {
  try {
    const text: unknown = json.startsWith('"') ? JSON.parse(json) : undefined;
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

function decodeUnit(raw: string): string {
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
  return toStringContents(text.replaceAll(/\r\n?/g, '\n'), '\\n');
}

/** Text as the contents of a JSON string. */
function toStringContents(text: string, lineBreak: string): string {
  const lines = text.split('\n').map((line) => JSON.stringify(line).slice(1, -1));
  return lines.join(lineBreak);
}

/** New line breaks are like the first existing one. A single \r is never written: with a following \n, it would be one line break. */
function lineBreakOf(units: readonly Unit[]): string {
  return units.find(({ value }) => isLineBreak(value))?.value === '\r\n' ? '\\r\\n' : '\\n';
}

/** The number of equal units at the start. Doesn't end inside a surrogate pair or after a single \r. */
function equalUnitsAtStart(text: string, newValue: string, units: readonly Unit[]): number {
  let same = 0;
  while (same < text.length && text.charCodeAt(same) === newValue.charCodeAt(same)) same++;
  while (same > 0 && (isHigh(text, same - 1) || units[same - 1]?.value === '\r')) same--;
  return same;
}

/**
 * The number of equal units at the end, after `start`. Doesn't begin inside a surrogate pair or with a lone low surrogate: the text
 * before the edit may end with a high one.
 */
function equalUnitsAtEnd(text: string, newValue: string, start: number, units: readonly Unit[]): number {
  const limit = Math.min(text.length, newValue.length) - start;
  let same = 0;
  while (same < limit && text.at(-1 - same) === newValue.at(-1 - same)) same++;
  return same > 0 && isLow(units[text.length - same]?.value) ? same - 1 : same;
}

function isHigh(text: string, index: number): boolean {
  return /^[\uD800-\uDBFF]$/.test(text.charAt(index));
}

function isLow(unit = ''): boolean {
  return /^[\uDC00-\uDFFF]$/.test(unit);
}
