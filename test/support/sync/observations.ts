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

/** A value that is no object, and where it is. */
export interface Leaf {
  readonly path: Path;
  readonly value: Json;
}

/** Every value that is no object; empty objects count as one. */
export function leavesOf(value: Json, path: Path = []): Leaf[] {
  if (!isJsonObject(value) || (path.length > 0 && Object.keys(value).length === 0)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, child]) => leavesOf(child, [...path, name]));
}

/** Where two objects differ, as deep as both are objects. */
export function differences(before: JsonObject, after: JsonObject): { readonly path: Path }[] {
  const leaves = [...leavesOf(before), ...leavesOf(after)].filter(({ value }) => !isJsonObject(value));
  const paths = leaves.map(({ path }) => path);
  const unique = [...new Map(paths.map((path) => [toPointer(path), path])).values()];
  return unique
    .filter((path) => !sameSpelled(valueAt(before, path), valueAt(after, path), true))
    .map((path) => ({ path }));
}

export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every(isBlank);
}

/** Whether two values are the same but for white space around strings, line ends and rounding. */
export function sameSpelled(a: Json | undefined, b: Json | undefined, exactly = false): boolean {
  if (isJsonObject(a) && isJsonObject(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return names.every((name) => sameSpelled(a[name], b[name], exactly));
  }
  if (isJsonArray(a) && isJsonArray(b))
    return a.length === b.length && a.every((item, index) => sameSpelled(item, b[index], exactly));
  if (typeof a === 'string' && typeof b === 'string') return exactly ? a === b : plain(a) === plain(b);
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return Math.abs(x - y) <= (exactly ? 0 : 0.005001);
  return a === b;
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return value !== undefined && isLosslessNumber(value) ? Number(value.value) : undefined;
}

export function isMasked(value: Json | undefined): boolean {
  return typeof value === 'string' && /\*{4}/.test(value);
}

/** Whether an answer masks the value at `path` or an object around it. */
export function hidesPart(view: JsonObject, path: Path): boolean {
  return masksPart(view, path) || valueAt(view, path) === undefined;
}

export function masksPart(view: JsonObject, path: Path): boolean {
  return path.some((_, depth) => isMasked(valueAt(view, path.slice(0, depth + 1))));
}

/** Where an answer has a mask. */
export function maskedPaths(view: JsonObject): Path[] {
  return leavesOf(view)
    .filter(({ value }) => isMasked(value))
    .map(({ path }) => path);
}

/** Whether an answer says by a value, a mask or a flag that something is stored at `path`. */
export function showsStored(view: JsonObject, path: Path): boolean {
  const [name, ...inner] = path.map(String);
  const flag =
    name === 'koreai_data' && inner[0] === 'api_secret'
      ? ['koreai_api_key_configured']
      : [...path.slice(0, -1), `${path.at(-1) ?? ''}_configured`];
  return masksPart(view, path) || !isBlank(valueAt(view, path)) || valueAt(view, flag) === true;
}

/** Whether one pointer is the other, or of something around it. */
export function covers(outer: string, inner: string): boolean {
  return `${inner}/`.startsWith(`${outer}/`);
}
