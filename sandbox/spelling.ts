import { LosslessNumber } from 'lossless-json';
import { isList, isNumber, isObject, type Json, type JsonObject } from './json';

/**
 * How a server writes down what it was sent:
 * - `trim`: white space around a string goes;
 * - `line-feed`: CRLF and CR become LF;
 * - `round`: numbers have two decimals at most;
 * - `decimal`: `1` becomes `1.0`.
 */
export const spellings = ['trim', 'line-feed', 'round', 'decimal'] as const;

export type Spelling = (typeof spellings)[number];

/** Ids of other resources: they stay integers. */
const ids: readonly string[] = ['project', 'organization'];

/** The values as the server stores them, at every depth. */
export function respelled(values: JsonObject, spelling: readonly Spelling[]): JsonObject {
  if (spelling.length === 0) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      ids.includes(name) ? value : respelledValue(value, spelling),
    ]),
  );
}

function respelledValue(value: Json, spelling: readonly Spelling[]): Json {
  if (typeof value === 'string') return respelledString(value, spelling);
  if (isNumber(value)) return respelledNumber(value, spelling);
  if (isList(value)) return value.map((item) => respelledValue(item, spelling));
  return isObject(value) ? respelled(value, spelling) : value;
}

function respelledString(value: string, spelling: readonly Spelling[]): string {
  const trimmed = spelling.includes('trim') ? value.trim() : value;
  return spelling.includes('line-feed') ? trimmed.replace(/\r\n?/g, '\n') : trimmed;
}

function respelledNumber(value: number | LosslessNumber, spelling: readonly Spelling[]): Json {
  const rounded = spelling.includes('round') && /[.e]/i.test(value.toString()) ? roundedNumber(value) : value;
  const digits = rounded.toString();
  return spelling.includes('decimal') && /^-?\d+$/.test(digits) ? new LosslessNumber(`${digits}.0`) : rounded;
}

/** `0.125` becomes `0.13`, and `1.0` stays a decimal. */
function roundedNumber(value: number | LosslessNumber): number | LosslessNumber {
  const rounded = Math.round(Number(value.toString()) * 100) / 100;
  return Number.isInteger(rounded) ? new LosslessNumber(`${rounded}.0`) : rounded;
}
