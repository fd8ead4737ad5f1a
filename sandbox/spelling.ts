import { LosslessNumber } from 'lossless-json';
import { isArray, isNumber, isObject, type Json, type JsonObject } from './json';

/**
 * How the server rewrites values when it stores them:
 * - `trim`: leading and trailing white space is removed;
 * - `line-feed`: CRLF and CR become LF;
 * - `round`: numbers have two decimals at most;
 * - `decimal`: `1` becomes `1.0`.
 */
export const spellings = ['trim', 'line-feed', 'round', 'decimal'] as const;

export type Spelling = (typeof spellings)[number];

/** Ids of other resources: they stay integers. */
const ids: readonly string[] = ['project', 'organization'];

/** The values as the server stores them, at every depth. */
export function respell(values: JsonObject, spelling: readonly Spelling[]): JsonObject {
  if (spelling.length === 0) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      ids.includes(name) ? value : respellValue(value, spelling),
    ]),
  );
}

function respellValue(value: Json, spelling: readonly Spelling[]): Json {
  if (typeof value === 'string') return respellString(value, spelling);
  if (isNumber(value)) return respellNumber(value, spelling);
  if (isArray(value)) return value.map((item) => respellValue(item, spelling));
  return isObject(value) ? respell(value, spelling) : value;
}

function respellString(value: string, spelling: readonly Spelling[]): string {
  const trimmed = spelling.includes('trim') ? value.trim() : value;
  return spelling.includes('line-feed') ? trimmed.replace(/\r\n?/g, '\n') : trimmed;
}

function respellNumber(value: number | LosslessNumber, spelling: readonly Spelling[]): Json {
  const rounded = spelling.includes('round') && /[.e]/i.test(value.toString()) ? roundNumber(value) : value;
  const digits = rounded.toString();
  return spelling.includes('decimal') && /^-?\d+$/.test(digits) ? new LosslessNumber(`${digits}.0`) : rounded;
}

/** `0.125` becomes `0.13`, and `1.0` stays a decimal. */
function roundNumber(value: number | LosslessNumber): number | LosslessNumber {
  const rounded = Math.round(Number(value.toString()) * 100) / 100;
  return Number.isInteger(rounded) ? new LosslessNumber(`${rounded}.0`) : rounded;
}
