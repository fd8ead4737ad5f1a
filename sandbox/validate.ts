import { isLosslessNumber, LosslessNumber } from 'lossless-json';
import { isDocumented, modelOf, type AgentModel } from './agentModel';
import { isArray, isNumber, isObject, propertyOf, type Json, type JsonObject } from './json';
import type { Property } from './properties';
import type { StringType, ValueType } from './valueTypes';

/** POST and PUT require properties; PATCH doesn't. */
export type Method = 'POST' | 'PUT' | 'PATCH';

/** Either the known properties to store, or the errors of a 400 response by property. */
export type ValidationResult = { readonly values: JsonObject } | { readonly errors: JsonObject };

/**
 * Validates a body as a Django REST serializer does: collects all errors as arrays of strings by property, nested in objects by property
 * and in arrays by index. `stored` is the stored agent, for rules that involve two properties; its undocumented properties are accepted
 * without validation.
 */
export function checkBody(
  body: Json,
  method: Method,
  {
    model = modelOf('union'),
    stored = {},
  }: { readonly model?: AgentModel; readonly stored?: JsonObject } = {},
): ValidationResult {
  if (!isObject(body)) {
    return { errors: { non_field_errors: [`Expected an object, got ${typeNameOf(body)}.`] } };
  }
  const expected = method === 'POST' ? model.creatable : model.writable;
  const errors: [string, Json][] = [];
  const values: [string, Json][] = [];
  for (const property of expected) {
    const value = propertyOf(body, property.name);
    const propertyErrors = errorsOfProperty(property, value, method);
    if (propertyErrors !== undefined) errors.push([property.name, propertyErrors]);
    else if (value !== undefined) values.push([property.name, canonical(property.type, value)]);
  }
  const phone = errorsOfPhone(body, stored);
  if (phone && !errors.some(([name]) => name === 'contact_number')) errors.push(['contact_number', phone]);
  if (errors.length > 0) return { errors: Object.fromEntries(errors) };
  return { values: Object.fromEntries([...values, ...undocumentedProperties(body, stored)]) };
}

/** Undocumented properties of this agent, which a newer API would accept. */
function undocumentedProperties(body: JsonObject, stored: JsonObject): [string, Json][] {
  return Object.entries(body).filter(([name]) => !isDocumented(name) && Object.hasOwn(stored, name));
}

function errorsOfProperty(property: Property, value: Json | undefined, method: Method): Json | undefined {
  if (value !== undefined) return errorsOf(property.type, value);
  return property.required && method !== 'PATCH' ? ['A value is required.'] : undefined;
}

/** `contact_number` is a name for Pipecat agents, and a phone number for all others. */
function errorsOfPhone(body: JsonObject, stored: JsonObject): Json | undefined {
  const { transcript_provider: provider } = { ...stored, ...body };
  const number = propertyOf(body, 'contact_number');
  if (typeof number !== 'string' || number === '' || provider === 'pipecat') return undefined;
  return /^\+\d+$/.test(number) ? undefined : ['Must be a phone number: "+" followed by digits.'];
}

function errorsOf(type: ValueType, value: Json): Json | undefined {
  if (value === null) return type.nullable || type.kind === 'any' ? undefined : ['Must not be null.'];
  return errorsOfValue(type, value);
}

function errorsOfValue(type: ValueType, value: NonNullable<Json>): Json | undefined {
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' ? errorsOfString(type, value) : typeError('a string', value);
    case 'enum':
      return errorsOfEnum(type.values, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : typeError('a boolean', value);
    case 'integer':
      return isInteger(value) ? undefined : typeError('an integer', value);
    case 'number':
      return errorsOfNumber(type, value);
    case 'array':
      return isArray(value) ? errorsOfItems(type.items, value) : typeError('an array', value);
    case 'object':
      return isObject(value) ? errorsOfProperties(type.properties, value) : typeError('an object', value);
    case 'any':
      return undefined;
  }
}

function errorsOfEnum(values: readonly string[], value: Json): Json | undefined {
  if (typeof value === 'string' && values.includes(value)) return undefined;
  const display = typeof value === 'string' ? `"${value}"` : typeNameOf(value);
  return [`${display} is not an allowed value.`];
}

function errorsOfString(type: StringType, value: string): Json | undefined {
  if (type.rejectsBlank && value.trim() === '') return ['Must not be blank.'];
  if (value === '') return undefined;
  const errors = [lengthError(type, value), formatError(type, value)].filter((error) => error !== undefined);
  return errors.length > 0 ? errors : undefined;
}

function lengthError({ minLength, maxLength }: StringType, value: string): string | undefined {
  const length = Array.from(value).length;
  if (maxLength !== undefined && length > maxLength)
    return `Must have at most ${maxLength} characters, got ${length}.`;
  if (minLength !== undefined && length < minLength)
    return `Must have at least ${minLength} characters, got ${length}.`;
  return undefined;
}

function formatError({ isEmail, startsWith }: StringType, value: string): string | undefined {
  if (isEmail && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(value)) return 'Must be an email address.';
  if (startsWith && !startsWith.some((start) => value.startsWith(start)))
    return `Must be a URL starting with ${startsWith.join(' or ')}.`;
  return undefined;
}

function errorsOfNumber(
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  value: Json,
): Json | undefined {
  const number = isNumber(value) ? Number(value.toString()) : NaN;
  if (!Number.isFinite(number)) return typeError('a number', value);
  if (number < minimum) return [`Must be at least ${minimum}.`];
  return number > maximum ? [`Must be at most ${maximum}.`] : undefined;
}

function errorsOfItems(type: ValueType, items: readonly Json[]): Json | undefined {
  return byName(items.map((item, index) => [String(index), errorsOf(type, item)]));
}

function errorsOfProperties(
  properties: Readonly<Record<string, ValueType>>,
  object: JsonObject,
): Json | undefined {
  return byName(
    Object.entries(properties).map(([name, type]) => {
      const value = propertyOf(object, name) ?? null;
      return [name, value === null ? undefined : errorsOf(type, value)];
    }),
  );
}

function byName(errors: readonly (readonly [string, Json | undefined])[]): Json | undefined {
  const entries = errors.flatMap(([name, error]) => (error === undefined ? [] : [[name, error] as const]));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function typeError(expected: string, value: Json): readonly string[] {
  return [`Expected ${expected}, got ${typeNameOf(value)}.`];
}

function typeNameOf(value: Json): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'a number';
  if (isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : `a ${typeof value}`;
}

function isInteger(value: Json): boolean {
  return isNumber(value) && /^-?\d+(\.0*)?$/.test(value.toString());
}

/** Converts a value as the database does: `1` in a decimal column is `1.0`, `4096.0` in an integer column `4096`. */
function canonical(type: ValueType, value: Json): Json {
  if (!isNumber(value)) return value;
  if (type.kind === 'number') return decimalOf(Number(value.toString()));
  return type.kind === 'integer' && isLosslessNumber(value) ? integerOf(value) : value;
}

function decimalOf(number: number): number | LosslessNumber {
  return Number.isInteger(number) ? new LosslessNumber(`${number}.0`) : number;
}

function integerOf(number: LosslessNumber): number | LosslessNumber {
  const digits = number.value.replace(/\.0*$/, '');
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : new LosslessNumber(digits);
}
