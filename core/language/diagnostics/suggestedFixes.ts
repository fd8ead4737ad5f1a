import type { AnnotatedAgent } from '../annotate';
import { type Json, type JsonType, numberFromText, toJsonText, typeOf } from '../syntax/json';
import type { PropertySchema } from '../schema/schema';
import { suggestedValues } from './didYouMean';
import { toE164 } from './phoneNumbers';
import type { FixData } from './problem';
import type { SchemaError } from './schemaErrors';

/** The fix for a value that the schema rejects; undefined if there is no obvious one. */
export function suggestFix(agent: AnnotatedAgent, error: SchemaError): FixData | undefined {
  const { schema } = error.node;
  if (!schema || schema.secret) return undefined;
  switch (error.keyword) {
    case 'type':
      return typeFix(agent, error, schema);
    case 'enum':
      return { kind: 'pick-value', values: suggestedValues(agent, schema, asText(error.data)) };
    case 'pattern':
      return phoneFix(error, schema);
    case 'minimum':
    case 'maximum':
      return error.limit === undefined ? undefined : { kind: 'replace', values: [error.limit] };
    default:
      return undefined;
  }
}

function typeFix(agent: AnnotatedAgent, error: SchemaError, schema: PropertySchema): FixData | undefined {
  const { data, node } = error;
  const converted = schema.types
    .map((type) => convert(data, type, schema))
    .filter((value) => value !== undefined);
  if (converted.length > 0) return { kind: 'replace', values: converted };
  if (isUnset(agent, error)) return unsetFix(data, schema);
  // An item of a nested array, such as a pair, would be incomplete.
  if (data !== null && node.property && schema.items?.types.includes(typeOf(data)))
    return { kind: 'wrap-in-array' };
  // A null that is not allowed means "not set", as does a missing property.
  const isRequired = node.parent?.required.includes(schema.name) === true;
  return data === null && !isRequired && node.property ? { kind: 'remove' } : undefined;
}

/**
 * Whether the API itself returns the value for a property that was never set: null for a required boolean of an existing agent, and "" for
 * an object or array.
 */
export function isUnset(agent: AnnotatedAgent, { data, node }: SchemaError): boolean {
  const { path, schema, parent } = node;
  if (!schema || path.length !== 1) return false;
  const isRequired = parent?.required.includes(schema.name) === true;
  if (data === null)
    return isRequired && schema.types.includes('boolean') && agent.document.properties.has('id');
  return data === '' && schema.types.some((type) => type === 'object' || type === 'array');
}

function unsetFix(data: Json, schema: PropertySchema): FixData {
  if (data === null) return { kind: 'replace', values: [true, false], isGuess: true };
  return schema.types.includes('null') ? { kind: 'replace', values: [null] } : { kind: 'remove' };
}

/** The same value in another type; undefined if the conversion is not certain. */
function convert(data: Json, type: JsonType, schema: PropertySchema): Json | undefined {
  switch (type) {
    case 'boolean':
      return booleans.get(asText(data).toLowerCase());
    case 'number':
    case 'integer':
      return toNumber(data, type, schema);
    case 'string':
      return typeof data === 'number' ? numberAsString(data, schema) : undefined;
    case 'null':
      return data === 'null' ? null : undefined;
    default:
      return undefined;
  }
}

function asText(data: Json): string {
  return typeof data === 'string' ? data : toJsonText(data);
}

const booleans = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

function toNumber(data: Json, type: JsonType, { minimum, maximum }: PropertySchema): Json | undefined {
  if (typeof data === 'number') return type === 'integer' ? Math.round(data) : undefined;
  if (typeof data !== 'string' || !/^-?(0|[1-9]\d*)(\.\d+)?$/.test(data.trim())) return undefined;
  const number = numberFromText(data.trim());
  const fits =
    (type === 'number' || typeOf(number) === 'integer') &&
    Number(number) >= (minimum ?? -Infinity) &&
    Number(number) <= (maximum ?? Infinity);
  return fits ? number : undefined;
}

/** Not for a phone number without its country code: quotes alone would not make it valid. */
function numberAsString(data: number, { format, minLength, enumValues }: PropertySchema): string | undefined {
  const text = String(data);
  const fits = text.length >= (minLength ?? 0) && enumValues.length === 0 && format === undefined;
  return fits ? text : undefined;
}

function phoneFix({ data }: SchemaError, { format }: PropertySchema): FixData | undefined {
  const number = format === 'phone' ? toE164(asText(data)) : undefined;
  return number === undefined ? undefined : { kind: 'replace', values: [number] };
}
