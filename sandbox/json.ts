import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json';

/** A JSON value. Numbers that a double would change or print differently are LosslessNumbers. */
export type Json = null | boolean | number | string | LosslessNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Parses JSON; `12345678901234567890` and `1.0` keep their digits. Throws a SyntaxError if the text is not valid JSON. */
export function parseJson(text: string): Json {
  return requireJson(
    parse(text, null, { parseNumber: numberFromText, onDuplicateKey: ({ newValue }) => newValue }),
  );
}

/** Serializes JSON with the original digits of numbers. */
export function printJson(value: Json): string {
  return stringify(value) ?? 'null';
}

/** Converts an unknown value to JSON. Throws a TypeError if that isn't possible. */
export function requireJson(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string' || isLosslessNumber(value)) return value;
  if (Array.isArray(value)) return value.map(requireJson);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, requireJson(inner)]));
  }
  throw new TypeError(`not JSON: ${typeof value}`);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value) && !isLosslessNumber(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isNumber(value: Json | undefined): value is number | LosslessNumber {
  return typeof value === 'number' || isLosslessNumber(value);
}

/** The own property `name`, ignoring the prototype. */
export function propertyOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The string in the own property `name`, or an empty string. */
export function stringOf(object: JsonObject, name: string): string {
  const value = propertyOf(object, name);
  return typeof value === 'string' ? value : '';
}

/** The object without the given properties. */
export function omit(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

export function numberFromText(text: string): number | LosslessNumber {
  return String(Number(text)) === text ? Number(text) : new LosslessNumber(text);
}
