import { type Json, isJsonArray, isJsonObject, propertyOf, objectOf } from '#language/syntax/json';
import { isLosslessNumber } from 'lossless-json';
import { unionOfKeys } from './canonical';
import { sameNumber } from './numbers';

type Value = Json | undefined;

/**
 * Whether two values are equal except for normalization by servers, at any depth: surrounding whitespace in strings, line endings, and
 * numbers rounded to two or more decimal places.
 */
export function sameIgnoringSpelling(local: Value, remote: Value): boolean {
  if (local === remote) return true;
  if (local === undefined || remote === undefined) return false;
  if (typeof local === 'string' && typeof remote === 'string')
    return normalizeSpelling(local) === normalizeSpelling(remote);
  if (isJsonArray(local) && isJsonArray(remote)) {
    return (
      local.length === remote.length &&
      local.every((item, index) => sameIgnoringSpelling(item, remote[index]))
    );
  }
  if (isJsonArray(local) || isJsonArray(remote)) return false;
  if (isJsonObject(local) && isJsonObject(remote)) {
    return unionOfKeys(local, remote).every((name) =>
      sameIgnoringSpelling(propertyOf(local, name), propertyOf(remote, name)),
    );
  }
  return sameNumber(local, remote) || isRounded(local, remote);
}

/** Normalizes a string as most servers do. */
function normalizeSpelling(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** `0.126` and `0.13`: the remote number has fewer decimals, but at least two, or zeros that JSON doesn't print. */
function isRounded(local: Json, remote: Json): boolean {
  const [a, b] = [numberOf(local), numberOf(remote)];
  return (
    a !== undefined &&
    b !== undefined &&
    decimalsOf(b) < decimalsOf(a) &&
    Number.isSafeInteger(Math.trunc(a)) &&
    Math.abs(a - b) <= 0.005 + Number.EPSILON * Math.abs(a)
  );
}

function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return isLosslessNumber(value) ? Number(value.value) : undefined;
}

function decimalsOf(value: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

/** `value`, with parts of `other` wherever they differ only in normalization. */
export function withSpellingOf<T extends Json>(value: T, other: Value): T;
export function withSpellingOf(value: Json, other: Value): Json {
  // Either of the two may be the normalized one.
  if (other !== undefined && (sameIgnoringSpelling(value, other) || sameIgnoringSpelling(other, value)))
    return other;
  if (isJsonObject(value)) {
    return objectOf(
      Object.entries(value).map(([name, child]) => [name, withSpellingOf(child, propertyOf(other, name))]),
    );
  }
  if (isJsonArray(value) && isJsonArray(other)) {
    return value.map((item) => other.find((candidate) => sameIgnoringSpelling(item, candidate)) ?? item);
  }
  return typeof value === 'string' && typeof other === 'string' ? normalizeSpelling(value) : value;
}
