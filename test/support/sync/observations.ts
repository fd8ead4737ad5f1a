import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import { isLosslessNumber } from 'lossless-json';

/** A value that is not an object, and its path. */
export interface Leaf {
  readonly path: Path;
  readonly value: Json;
}

/** All values that are not objects; an empty object counts as a value. */
export function leavesOf(value: Json, path: Path = []): Leaf[] {
  if (!isJsonObject(value) || (path.length > 0 && Object.keys(value).length === 0)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, child]) => leavesOf(child, [...path, name]));
}

/** The paths at which two objects differ. */
export function valueDifferences(before: JsonObject, after: JsonObject): { readonly path: Path }[] {
  const leaves = [...leavesOf(before), ...leavesOf(after)].filter(({ value }) => !isJsonObject(value));
  const paths = leaves.map(({ path }) => path);
  const unique = [...new Map(paths.map((path) => [toPointer(path), path])).values()];
  return unique
    .filter((path) => !equalIgnoringSpelling(valueAt(before, path), valueAt(after, path), true))
    .map((path) => ({ path }));
}

/** Whether a value is null, "", [], or an object of only such values. */
export function hasNoValue(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every(hasNoValue);
}

/** Compares two values, ignoring surrounding whitespace, line endings and rounding unless `exactly` is set. */
export function equalIgnoringSpelling(a: Json | undefined, b: Json | undefined, exactly = false): boolean {
  if (isJsonObject(a) && isJsonObject(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return names.every((name) => equalIgnoringSpelling(a[name], b[name], exactly));
  }
  if (isJsonArray(a) && isJsonArray(b))
    return a.length === b.length && a.every((item, index) => equalIgnoringSpelling(item, b[index], exactly));
  if (typeof a === 'string' && typeof b === 'string')
    return exactly ? a === b : normalizedText(a) === normalizedText(b);
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x !== undefined && y !== undefined) return Math.abs(x - y) <= (exactly ? 0 : 0.005001);
  return a === b;
}

function normalizedText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return value !== undefined && isLosslessNumber(value) ? Number(value.value) : undefined;
}

export function looksMasked(value: Json | undefined): boolean {
  return typeof value === 'string' && /\*{4}/.test(value);
}

/** Whether a response omits or masks the value at `path`. */
export function isHiddenIn(view: JsonObject, path: Path): boolean {
  return looksMaskedAt(view, path) || valueAt(view, path) === undefined;
}

/** Whether a response masks the value at `path` or an object that contains it. */
export function looksMaskedAt(view: JsonObject, path: Path): boolean {
  return path.some((_, depth) => looksMasked(valueAt(view, path.slice(0, depth + 1))));
}

/** The paths of masks in a response. */
export function pathsOfMasks(view: JsonObject): Path[] {
  return leavesOf(view)
    .filter(({ value }) => looksMasked(value))
    .map(({ path }) => path);
}

/** Whether a response contains a value, mask or flag that shows that a value is stored at `path`. */
export function showsStored(view: JsonObject, path: Path): boolean {
  const [name, ...inner] = path.map(String);
  const flag =
    name === 'koreai_data' && inner[0] === 'api_secret'
      ? ['koreai_api_key_configured']
      : [...path.slice(0, -1), `${path.at(-1) ?? ''}_configured`];
  return looksMaskedAt(view, path) || !hasNoValue(valueAt(view, path)) || valueAt(view, flag) === true;
}

/** Whether `outer` points to the same value as `inner` or to an object that contains it. */
export function containsPointer(outer: string, inner: string): boolean {
  return `${inner}/`.startsWith(`${outer}/`);
}
