import { isLosslessNumber, LosslessNumber } from 'lossless-json';
import type { Kind, TextKind } from './kinds';
import { isList, isNumber, isObject, memberOf, type Json, type JsonObject } from './json';
import { isDocumented, modelOf, type AgentModel } from './agentModel';
import type { Property } from './members';

/** POST and PUT ask for the required members; PATCH for none. */
export type Method = 'POST' | 'PUT' | 'PATCH';

/** Either the members to store, unknown ones gone, or what a 400 says about which member. */
export type Verdict = { readonly values: JsonObject } | { readonly refusal: JsonObject };

/**
 * Checks a body as a Django REST serializer would: every fault of every member at once, texts in lists, keyed by member,
 * and inside a dictionary or a list by member or index again. `stored` is the agent as it stands, for rules that
 * look at two members; members it has beyond the documented ones are taken as they come.
 */
export function checkBody(
  body: Json,
  method: Method,
  {
    model = modelOf('union'),
    stored = {},
  }: { readonly model?: AgentModel; readonly stored?: JsonObject } = {},
): Verdict {
  if (!isObject(body)) {
    return { refusal: { non_field_errors: [`Expected an object, got ${nameOf(body)}.`] } };
  }
  const expected = method === 'POST' ? model.creatable : model.writable;
  const refusals: [string, Json][] = [];
  const values: [string, Json][] = [];
  for (const property of expected) {
    const value = memberOf(body, property.name);
    const refusal = refusalOfProperty(property, value, method);
    if (refusal !== undefined) refusals.push([property.name, refusal]);
    else if (value !== undefined) values.push([property.name, canonical(property.kind, value)]);
  }
  const phone = refusalOfPhone(body, stored);
  if (phone && !refusals.some(([name]) => name === 'contact_number'))
    refusals.push(['contact_number', phone]);
  if (refusals.length > 0) return { refusal: Object.fromEntries(refusals) };
  return { values: Object.fromEntries([...values, ...undocumented(body, stored)]) };
}

/** Members that the documentation doesn't know and this agent has: what a newer API would take. */
function undocumented(body: JsonObject, stored: JsonObject): [string, Json][] {
  return Object.entries(body).filter(([name]) => !isDocumented(name) && Object.hasOwn(stored, name));
}

function refusalOfProperty(property: Property, value: Json | undefined, method: Method): Json | undefined {
  if (value !== undefined) return refusalOf(property.kind, value);
  return property.required && method !== 'PATCH' ? ['A value is required.'] : undefined;
}

/** Pipecat agents keep a name in `contact_number`; everyone else a number. */
function refusalOfPhone(body: JsonObject, stored: JsonObject): Json | undefined {
  const now = { ...stored, ...body };
  const number = memberOf(body, 'contact_number');
  if (typeof number !== 'string' || number === '' || now['transcript_provider'] === 'pipecat')
    return undefined;
  return /^\+\d+$/.test(number) ? undefined : ['Must be a phone number: "+" followed by digits.'];
}

function refusalOf(kind: Kind, value: Json): Json | undefined {
  if (value === null) return kind.nullable || kind.is === 'anything' ? undefined : ['Must not be null.'];
  switch (kind.is) {
    case 'text':
      return typeof value === 'string' ? refusalOfText(kind, value) : wrong('a string', value);
    case 'choice':
      return typeof value === 'string' && kind.of.includes(value)
        ? undefined
        : [`${typeof value === 'string' ? `"${value}"` : nameOf(value)} is not an allowed value.`];
    case 'flag':
      return typeof value === 'boolean' ? undefined : wrong('true or false', value);
    case 'integer':
      return isInteger(value) ? undefined : wrong('an integer', value);
    case 'decimal':
      return refusalOfDecimal(kind, value);
    case 'list':
      return isList(value) ? refusalOfItems(kind.of, value) : wrong('a list', value);
    case 'dictionary':
      return isObject(value) ? refusalOfMembers(kind.known, value) : wrong('a dictionary', value);
    case 'anything':
      return undefined;
  }
}

function refusalOfText(kind: TextKind, value: string): Json | undefined {
  if (kind.refusesBlank && value.trim() === '') return ['Must not be blank.'];
  if (value === '') return undefined;
  const length = Array.from(value).length;
  const faults = [
    ...(kind.max !== undefined && length > kind.max
      ? [`Must have at most ${kind.max} characters, got ${length}.`]
      : []),
    ...(kind.min !== undefined && length < kind.min
      ? [`Must have at least ${kind.min} characters, got ${length}.`]
      : []),
    ...(kind.isEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? ['Not a valid email address.'] : []),
    ...(kind.startsWith && !kind.startsWith.some((start) => value.startsWith(start))
      ? [`Must be a URL starting with ${kind.startsWith.join(' or ')}.`]
      : []),
  ];
  return faults.length > 0 ? faults : undefined;
}

function refusalOfDecimal(
  kind: { readonly from: number; readonly to: number },
  value: Json,
): Json | undefined {
  const number = isNumber(value) ? Number(value.toString()) : NaN;
  if (!Number.isFinite(number)) return wrong('a number', value);
  if (number < kind.from) return [`Must be at least ${kind.from}.`];
  return number > kind.to ? [`Must be at most ${kind.to}.`] : undefined;
}

function refusalOfItems(kind: Kind, items: readonly Json[]): Json | undefined {
  return keyed(items.map((item, index) => [String(index), refusalOf(kind, item)]));
}

function refusalOfMembers(known: Readonly<Record<string, Kind>>, object: JsonObject): Json | undefined {
  return keyed(
    Object.entries(known).map(([name, kind]) => {
      const value = memberOf(object, name);
      return [name, value === undefined || value === null ? undefined : refusalOf(kind, value)];
    }),
  );
}

function keyed(refusals: readonly (readonly [string, Json | undefined])[]): Json | undefined {
  const found = refusals.flatMap(([name, refusal]) =>
    refusal === undefined ? [] : [[name, refusal] as const],
  );
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function wrong(expected: string, value: Json): readonly string[] {
  return [`Expected ${expected}, got ${nameOf(value)}.`];
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'a number';
  if (isList(value)) return 'a list';
  return isObject(value) ? 'an object' : `a ${typeof value}`;
}

function isInteger(value: Json): boolean {
  return isNumber(value) && /^-?\d+(\.0*)?$/.test(value.toString());
}

/** A value as the database hands it back: `1` in a decimal column is `1.0`, `4096.0` in an integer column `4096`. */
function canonical(kind: Kind, value: Json): Json {
  if (!isNumber(value)) return value;
  if (kind.is === 'decimal') return decimalOf(Number(value.toString()));
  return kind.is === 'integer' && isLosslessNumber(value) ? wholeNumberOf(value) : value;
}

function decimalOf(number: number): number | LosslessNumber {
  return Number.isInteger(number) ? new LosslessNumber(`${number}.0`) : number;
}

function wholeNumberOf(number: LosslessNumber): number | LosslessNumber {
  const digits = number.value.replace(/\.0*$/, '');
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : new LosslessNumber(digits);
}
