import { isLosslessNumber, isNumber, LosslessNumber, stringify } from 'lossless-json';

/** A location in a JSON document: property names and array indexes, starting at the root. */
export type Path = readonly (string | number)[];

/** JSON as plain data. A number that a double can't represent exactly is a LosslessNumber. */
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

/** JSON pointer → property names. Array indexes are strings of digits. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The digits of a number → a number, or a LosslessNumber if a double would change them. Incomplete numbers (`1.`, `1e`) have the
 * value that the parser gives them, which also reports them.
 */
export function numberFromText(text: string): number | LosslessNumber {
  const number = Number(text);
  if (!isNumber(text)) return Number.isNaN(number) ? 0 : number;
  const isExact = Number.isFinite(number) && (!/^-?\d+$/.test(text) || Number.isSafeInteger(number));
  return isExact && significantDigits(text) <= 15 ? number : keepDigits(text, number);
}

function keepDigits(text: string, number: number): number | LosslessNumber {
  return String(number) === text ? number : new LosslessNumber(text);
}

function significantDigits(text: string): number {
  const mantissa = /^-?0*([\d.]*)/.exec(text)?.[1] ?? '';
  return mantissa.replace('.', '').replace(/^0+/, '').length;
}

/** The value of the own property `name`, never one inherited from a prototype. */
export function propertyOf(object: Json | undefined, name: string): Json | undefined {
  return isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The value at `path`, or undefined if there is none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const step of path) {
    value = isJsonArray(value) ? value[Number(step)] : propertyOf(value, String(step));
    if (value === undefined) return undefined;
  }
  return value;
}

/** The own property `name` if it is a string. */
export function stringAt(object: Json | undefined, name: string): string | undefined {
  const value = propertyOf(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** The array at the own property `name`; an empty one for any other value, so that any JSON can be read. */
export function arrayAt(object: Json | undefined, name: string): readonly Json[] {
  const value = propertyOf(object, name);
  return isJsonArray(value) ? value : [];
}

/** The object at the own property `name`; an empty one for any other value. */
export function objectAt(object: Json | undefined, name: string): JsonObject {
  return objectOrEmpty(propertyOf(object, name));
}

/** An object as it is, and an empty one for any other value. */
export function objectOrEmpty(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The strings in an array; none for any other value. */
export function stringItems(value: Json | undefined): string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The properties of an object; none for any other value. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** Entries → object. `__proto__` is a property like any other. */
export function objectOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries(entries);
}

/** JSON text of a value with exact numbers. `indent`: the indentation of a level; undefined for a single line. */
export function toJsonText(value: Json, indent?: string): string {
  return stringify(value, undefined, indent) ?? 'null';
}

/** The JSON Schema type of a value; whole numbers are `integer`. */
export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'array';
  if (isLosslessNumber(value)) return /^-?\d+$/.test(value.value) ? 'integer' : 'number';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}
