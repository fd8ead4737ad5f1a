import type { Aim, Fault, Misbehaviour } from './faults';
import { isList, isObject, memberOf, printJson, type Json, type JsonObject } from './json';

/** A fault that came as JSON. Throws a RangeError that names the member that is missing or wrong. */
export function readFault(body: Json): Fault {
  if (!isObject(body)) throw new RangeError('a fault must be an object');
  return { ...misbehaviourOf(body), ...aimOf(body) };
}

function misbehaviourOf(body: JsonObject): Misbehaviour {
  const kind = memberOf(body, 'kind');
  switch (kind) {
    case 'status':
      return {
        kind,
        status: required('status', number(body, 'status')),
        ...present('body', memberOf(body, 'body')),
        ...present('headers', texts(body, 'headers')),
      };
    case 'rate-limit':
      return {
        kind,
        retryAfter: required('retryAfter', number(body, 'retryAfter') ?? text(body, 'retryAfter')),
      };
    case 'redirect':
      return { kind, to: required('to', text(body, 'to')), ...present('status', number(body, 'status')) };
    case 'html':
      return { kind, ...present('status', number(body, 'status')) };
    case 'body':
      return { kind, text: required('text', text(body, 'text')) };
    case 'huge':
      return { kind, ...present('bytes', number(body, 'bytes')) };
    case 'slow':
      return {
        kind,
        ms: required('ms', number(body, 'ms')),
        stores: text(body, 'stores') === 'late' ? 'late' : 'at-once',
      };
    case 'omit':
      return { kind, properties: required('properties', strings(body, 'properties')) };
    case 'drop-before':
    case 'drop-after':
    case 'half-body':
    case 'wrong-types':
    case 'wrong-id':
      return { kind };
    default:
      throw new RangeError(`unknown fault kind ${JSON.stringify(kind ?? null)}`);
  }
}

function aimOf(body: JsonObject): Aim {
  return {
    ...present('method', text(body, 'method')),
    ...present('path', text(body, 'path')),
    ...present('skip', number(body, 'skip')),
    ...present('times', number(body, 'times')),
  };
}

/** `{name: value}`, or nothing where there is no value: an optional member is left out, not undefined. */
function present<N extends string, T>(name: N, value: T | undefined): { readonly [K in N]?: T } {
  const member: { [K in N]?: T } = {};
  if (value !== undefined) member[name] = value;
  return member;
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new RangeError(`"${name}" is missing or of the wrong type`);
  return value;
}

function number(body: JsonObject, name: string): number | undefined {
  const value = memberOf(body, name);
  return typeof value === 'number' ? value : undefined;
}

function text(body: JsonObject, name: string): string | undefined {
  const value = memberOf(body, name);
  return typeof value === 'string' ? value : undefined;
}

function strings(body: JsonObject, name: string): readonly string[] | undefined {
  const value = memberOf(body, name);
  return isList(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

function texts(body: JsonObject, name: string): Record<string, string> | undefined {
  const value = memberOf(body, name);
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'string' ? item : printJson(item)]),
  );
}
