import type { FaultFilter, Fault, FaultKind } from './faults';
import { isArray, isObject, propertyOf, printJson, type Json, type JsonObject } from './json';

/** Parses a fault. Throws a RangeError that names the missing or invalid property. */
export function readFault(body: Json): Fault {
  if (!isObject(body)) throw new RangeError('A fault must be an object.');
  return { ...readKind(body), ...readFilter(body) };
}

const kindsWithoutOptions = ['drop-before', 'drop-after', 'half-body', 'wrong-types', 'wrong-id'] as const;

function readKind(body: JsonObject): FaultKind {
  const kind = propertyOf(body, 'kind');
  const withoutOptions = kindsWithoutOptions.find((name) => name === kind);
  if (withoutOptions !== undefined) return { kind: withoutOptions };
  switch (kind) {
    case 'status':
      return {
        kind,
        status: requireValue('status', number(body, 'status')),
        ...present('body', propertyOf(body, 'body')),
        ...present('headers', stringRecord(body, 'headers')),
      };
    case 'rate-limit':
      return {
        kind,
        retryAfter: requireValue('retryAfter', number(body, 'retryAfter') ?? string(body, 'retryAfter')),
      };
    case 'redirect':
      return {
        kind,
        to: requireValue('to', string(body, 'to')),
        ...present('status', number(body, 'status')),
      };
    case 'html':
      return { kind, ...present('status', number(body, 'status')) };
    case 'body':
      return { kind, text: requireValue('text', string(body, 'text')) };
    case 'huge':
      return { kind, ...present('bytes', number(body, 'bytes')) };
    case 'slow':
      return {
        kind,
        ms: requireValue('ms', number(body, 'ms')),
        stores: string(body, 'stores') === 'late' ? 'late' : 'immediately',
      };
    case 'omit':
      return { kind, properties: requireValue('properties', strings(body, 'properties')) };
    default:
      throw new RangeError(`Unknown fault kind ${JSON.stringify(kind ?? null)}.`);
  }
}

function readFilter(body: JsonObject): FaultFilter {
  return {
    ...present('method', string(body, 'method')),
    ...present('path', string(body, 'path')),
    ...present('skip', number(body, 'skip')),
    ...present('times', number(body, 'times')),
  };
}

/** `{name: value}`, or `{}` if the value is undefined. */
function present<N extends string, T>(name: N, value: T | undefined): { readonly [K in N]?: T } {
  const result: { [K in N]?: T } = {};
  if (value !== undefined) result[name] = value;
  return result;
}

function requireValue<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new RangeError(`"${name}" is missing or has the wrong type.`);
  return value;
}

function number(body: JsonObject, name: string): number | undefined {
  const value = propertyOf(body, name);
  return typeof value === 'number' ? value : undefined;
}

function string(body: JsonObject, name: string): string | undefined {
  const value = propertyOf(body, name);
  return typeof value === 'string' ? value : undefined;
}

function strings(body: JsonObject, name: string): readonly string[] | undefined {
  const value = propertyOf(body, name);
  return isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

function stringRecord(body: JsonObject, name: string): Record<string, string> | undefined {
  const value = propertyOf(body, name);
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'string' ? item : printJson(item)]),
  );
}
