import { isLosslessNumber, isNumber, LosslessNumber, stringify } from 'lossless-json';

/** A place in a JSON document: member names and array indexes from the root down. */
export type Path = readonly (string | number)[];

/** JSON as plain data. A number that a double cannot hold digit for digit stands as a LosslessNumber. */
export type Json = null | boolean | number | string | LosslessNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonArray(value) && !isLosslessNumber(value);
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Path → JSON pointer (RFC 6901): `['livekit_data', 'url']` → `/livekit_data/url`. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** JSON pointer → member names. Every step comes back as text, so array indexes are digits in a string. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Digits as they stand in a text → a number, or a LosslessNumber where a double would change them. What is no JSON number
 * yet (`1.`, `1e`) counts as what the parser takes it for, which reports it.
 */
export function numberFromText(text: string): number | LosslessNumber {
  const number = Number(text);
  if (!isNumber(text)) return Number.isNaN(number) ? 0 : number;
  const survives = Number.isFinite(number) && (!/^-?\d+$/.test(text) || Number.isSafeInteger(number));
  return survives && significantDigits(text) <= 15 ? number : keepDigits(text, number);
}

function keepDigits(text: string, number: number): number | LosslessNumber {
  return String(number) === text ? number : new LosslessNumber(text);
}

function significantDigits(text: string): number {
  const mantissa = /^-?0*([\d.]*)/.exec(text)?.[1] ?? '';
  return mantissa.replace('.', '').replace(/^0+/, '').length;
}

/** The value of the own member `name`, never one inherited from a prototype. */
export function propertyOf(object: Json | undefined, name: string): Json | undefined {
  return isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The value at `path`, or undefined where the document has none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const step of path) {
    value = isJsonArray(value) ? value[Number(step)] : propertyOf(value, String(step));
    if (value === undefined) return undefined;
  }
  return value;
}

/** Members → object, where a member named `__proto__` is a member like any other. */
export function objectOf(members: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries(members);
}

/** JSON text of a value, numbers digit for digit. `indent`: what one level is indented by; none for one line. */
export function toJsonText(value: Json, indent?: string): string {
  return stringify(value, undefined, indent) ?? 'null';
}

/** What JSON Schema calls the value's type; whole numbers are `integer`. */
export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'array';
  if (isLosslessNumber(value)) return /^-?\d+$/.test(value.value) ? 'integer' : 'number';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}
