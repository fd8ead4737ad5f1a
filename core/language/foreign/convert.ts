import { isPhoneNumber } from '../diagnostics/phoneNumbers';
import { isEmptyValue } from '../diagnostics/strings';
import type { ForeignFormat } from '../schema/foreignFormats';
import type { AgentSchema, PropertySchema } from '../schema/schema';
import {
  type Json,
  type JsonObject,
  fromPointer,
  isJsonArray,
  isJsonObject,
  toJsonText,
  typeOf,
  valueAt,
} from '../syntax/json';
import { detectForeignFile } from './detect';

/** The maximum number of agents in a wrapper that are offered as quick fixes. */
const maxAgents = 10;

/** The agents that a foreign file can be converted to; none if there is no conversion. */
export function agentsIn(schema: AgentSchema, data: JsonObject): JsonObject[] {
  const format = detectForeignFile(schema, data)?.format;
  if (!format) return [];
  if (format.agentsPointer !== undefined)
    return wrappedAgents(schema, valueAt(data, fromPointer(format.agentsPointer)));
  return format.conversion.size > 0 ? [convertWith(schema, data, format)] : [];
}

function wrappedAgents(schema: AgentSchema, wrapped: Json | undefined): JsonObject[] {
  const items = isJsonArray(wrapped) ? wrapped : [wrapped];
  return items
    .filter(isJsonObject)
    .slice(0, maxAgents)
    .flatMap((item) => (detectForeignFile(schema, item) ? agentsIn(schema, item) : [item]));
}

/** The properties of a file that the conversion does not use. */
export function unconvertedIn(data: JsonObject, { conversion }: ForeignFormat): string[] {
  if (conversion.size === 0) return [];
  const used = new Set([...conversion.values()].flat().map((pointer) => fromPointer(pointer)[0]));
  return Object.keys(data).filter((name) => !used.has(name) && !isEmptyValue(data[name]));
}

function convertWith(schema: AgentSchema, data: JsonObject, format: ForeignFormat): JsonObject {
  const agent: Record<string, Json> = { agent_name: nameFor(format), description: '', inbound: true };
  for (const [target, sources] of format.conversion) {
    const { assistant_provider: provider } = agent;
    const name = target.replace('{provider}', typeof provider === 'string' ? provider : '').slice(1);
    const property = schema.root.properties.get(name);
    const value = property && firstAcceptedValue(data, sources, property);
    if (value !== undefined) agent[name] = value;
  }
  return { ...agent, ...format.constants };
}

function nameFor({ title }: ForeignFormat): string {
  return title.replace(/^an? /, '').replace(/^./, (first) => first.toUpperCase());
}

function firstAcceptedValue(
  data: JsonObject,
  sources: readonly string[],
  property: PropertySchema,
): Json | undefined {
  for (const source of sources) {
    const value = valueAt(data, fromPointer(source));
    const accepted = value === undefined ? undefined : convertValue(property, value);
    if (accepted !== undefined) return accepted;
  }
  return undefined;
}

/** A value converted to what a property accepts; undefined if that is not possible. */
function convertValue(property: PropertySchema, value: Json): Json | undefined {
  if (isEmptyValue(value)) return undefined;
  if (property.enumValues.length > 0)
    return toEnumValue(property, typeof value === 'string' ? value : toJsonText(value));
  const type = property.types.find((jsonType) => jsonType !== 'null');
  if (type === 'boolean') return typeof value === 'boolean' ? value : typeof value === 'string';
  if (type === 'string') return toStringValue(property, value);
  if (isJsonObject(value) && type === 'object') return writableProperties(property, value);
  return typeOf(value) === type ? value : undefined;
}

/** `en-US` → `en`, `custom` → `self_hosted`. */
function toEnumValue({ enumValues, valueAliases }: PropertySchema, text: string): string | undefined {
  const names = [text, valueAliases.get(text) ?? '', text.split(/[-_]/, 1)[0] ?? ''];
  return names.find((name) => name !== '' && enumValues.some(({ value }) => value === name));
}

function toStringValue(
  { minLength = 0, maxLength, format }: PropertySchema,
  value: Json,
): string | undefined {
  const text =
    typeof value === 'string' ? value : typeOf(value) === 'integer' ? toJsonText(value) : undefined;
  if (text === undefined) return undefined;
  const hasValidLength = text.length >= minLength && text.length <= (maxLength ?? Infinity);
  return hasValidLength && (format !== 'phone' || isPhoneNumber(text)) ? text : undefined;
}

/** The properties of an object that the schema defines; all if it defines none. */
function writableProperties({ properties }: PropertySchema, value: JsonObject): JsonObject | undefined {
  if (properties.size === 0) return value;
  const writable = Object.entries(value).filter(([name]) => properties.get(name)?.readOnly === false);
  return writable.length === 0 ? undefined : Object.fromEntries(writable);
}
