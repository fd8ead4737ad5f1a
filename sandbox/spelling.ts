import { LosslessNumber } from 'lossless-json';
import { isArray, isNumber, isObject, type Json, type JsonObject } from './json';

/**
 * How the server normalizes values when it stores them:
 * - `trim`: removes leading and trailing whitespace;
 * - `line-feed`: converts CRLF and CR to LF;
 * - `round`: rounds numbers to two decimal places;
 * - `decimal`: converts `1` to `1.0`.
 */
export const spellings = ['trim', 'line-feed', 'round', 'decimal'] as const;

export type Spelling = (typeof spellings)[number];

/** IDs of other resources, which stay integers. */
const ids: readonly string[] = ['project', 'organization'];

/** Normalizes values at any depth. */
export function normalize(values: JsonObject, spelling: readonly Spelling[]): JsonObject {
  if (spelling.length === 0) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      ids.includes(name) ? value : normalizeValue(value, spelling),
    ]),
  );
}

function normalizeValue(value: Json, spelling: readonly Spelling[]): Json {
  if (typeof value === 'string') return normalizeString(value, spelling);
  if (isNumber(value)) return normalizeNumber(value, spelling);
  if (isArray(value)) return value.map((item) => normalizeValue(item, spelling));
  return isObject(value) ? normalize(value, spelling) : value;
}

function normalizeString(value: string, spelling: readonly Spelling[]): string {
  const trimmed = spelling.includes('trim') ? value.trim() : value;
  return spelling.includes('line-feed') ? trimmed.replace(/\r\n?/g, '\n') : trimmed;
}

function normalizeNumber(value: number | LosslessNumber, spelling: readonly Spelling[]): Json {
  const rounded = spelling.includes('round') && /[.e]/i.test(value.toString()) ? roundNumber(value) : value;
  const digits = rounded.toString();
  return spelling.includes('decimal') && /^-?\d+$/.test(digits) ? new LosslessNumber(`${digits}.0`) : rounded;
}

/** `0.125` → `0.13`; `1.0` is unchanged. */
function roundNumber(value: number | LosslessNumber): number | LosslessNumber {
  const rounded = Math.round(Number(value.toString()) * 100) / 100;
  return Number.isInteger(rounded) ? new LosslessNumber(`${rounded}.0`) : rounded;
}
