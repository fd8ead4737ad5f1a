import * as l10n from '@vscode/l10n';
import schema from '#schemas/agent.schema.json';
import type { AgentSchema } from '../schema/schema';
import type { SchemaUpdate } from '../schema/schemaUpdate';
import { type Json, type JsonObject, objectAt, objectOf, stringAt } from '../syntax/json';
import { readJson } from '../syntax/readJson';
import { type AgentDescription, agentInSchema, agentInDescription } from './agents';
import { dateOf } from './dates';
import type { Facts, FactsByProperty } from './facts';

export type ExtractedUpdate =
  | { readonly ok: true; readonly update: SchemaUpdate }
  /** `reason`: a sentence for the user. */
  | { readonly ok: false; readonly reason: string };

/**
 * The additions of an OpenAPI description to the bundled schema. `current`: the schema in use, whose description must not be newer.
 * `today`: the ISO date of a description that does not state its own.
 */
export function extractSchemaUpdate(
  text: string,
  current: Pick<AgentSchema, 'asOf'>,
  today: string,
): ExtractedUpdate {
  const description = readJson(text.replace(/^\uFEFF/, ''));
  if (description === undefined) return rejected(invalidDescription(text));
  let api: AgentDescription;
  try {
    api = agentInDescription(description);
  } catch {
    return rejected(l10n.t('This is not an OpenAPI description of the Cekura API.'));
  }
  const schemaProperties = agentInSchema(schema).properties;
  const statedDate = dateIn(description);
  const date = statedDate ?? today;
  const isOlder =
    date < current.asOf || (statedDate === undefined && isOlderThan(schema['x-asOf'], schemaProperties, api));
  if (isOlder)
    return rejected(
      statedDate === undefined
        ? l10n.t`The API description is older than the schema in use (${current.asOf}).`
        : l10n.t`The API description (${statedDate}) is older than the schema in use (${current.asOf}).`,
    );
  return { ok: true, update: { asOf: date, updated: today, ...addedTo(schemaProperties, api.properties) } };
}

/** The number of properties and enum values that an update adds. */
export function countAdditions({ properties, values }: SchemaUpdate): { properties: number; values: number } {
  const valueCounts = Object.values(values).map((added) => Object.keys(added ?? {}).length);
  return { properties: Object.keys(properties).length, values: valueCounts.reduce((a, b) => a + b, 0) };
}

function rejected(reason: string): ExtractedUpdate {
  return { ok: false, reason };
}

function invalidDescription(text: string): string {
  if (/^\s*</.test(text))
    return l10n.t('The URL returned an HTML page, not an OpenAPI description in JSON format.');
  return /^\s*\{/.test(text)
    ? l10n.t('The API description is incomplete or not valid JSON.')
    : l10n.t('This is not an OpenAPI description in JSON format.');
}

/** The date that a description states in its version or its own description. */
function dateIn(description: Json): string | undefined {
  const info = objectAt(description, 'info');
  const text = [stringAt(info, 'version'), stringAt(info, 'description')].join(' ');
  return /\b20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/.exec(text)?.[0];
}

/** Whether an undated description is older than the newest one that the bundled schema contains. */
function isOlderThan(
  asOf: string,
  schemaProperties: FactsByProperty,
  { properties: apiProperties }: AgentDescription,
): boolean {
  const { properties, values } = addedTo(schemaProperties, apiProperties);
  const addsNothing = Object.keys(properties).length + Object.keys(values).length === 0;
  const newest = [...schemaProperties.values()]
    .flatMap(({ since = '', removed = '', valueSince, valueRemoved }) => [
      since,
      removed,
      ...valueSince.values(),
      ...valueRemoved.values(),
    ])
    .filter((date) => date <= asOf)
    .sort()
    .at(-1);
  return addsNothing && newest !== undefined && dateOf(schemaProperties, apiProperties) < newest;
}

/** With more properties, the description is not that of an agent. */
const maxAdded = 500;
const maxDescriptionLength = 2000;

function addedTo(
  schemaProperties: FactsByProperty,
  apiProperties: FactsByProperty,
): Pick<SchemaUpdate, 'properties' | 'values'> {
  const candidates = [...apiProperties]
    .slice(0, maxAdded)
    .filter(([name]) => /^[A-Za-z]\w{0,99}$/.test(name));
  const properties = candidates
    .filter(([name]) => !schemaProperties.has(name))
    .map(([name, facts]) => [name, newProperty(name, facts, apiProperties)] as const);
  const values = candidates.flatMap(([name, facts]) => {
    const added = newValues(schemaProperties.get(name), facts);
    return added.length === 0 ? [] : [[name, objectOf(added)] as const];
  });
  return { properties: objectOf(properties), values: objectOf(values) };
}

function newValues(schemaFacts: Facts | undefined, apiFacts: Facts): [string, string][] {
  const schemaValues = schemaFacts?.enumValues;
  if (!schemaValues) return [];
  return (apiFacts.enumValues ?? [])
    .filter((value) => value !== '' && value.length <= 100 && !schemaValues.includes(value))
    .slice(0, maxAdded)
    .map((value) => [value, apiFacts.labels.get(value)?.slice(0, 100) ?? value]);
}

/** `config_data` and `sip_auth`: objects whose properties may be secret. */
const containerName = /_(?:data|auth)$/;
/** Names of secrets. For known properties, the schema decides. */
const secretName = /_(?:key|token|secret)$/;

function newProperty(name: string, facts: Facts, all: FactsByProperty): JsonObject {
  const { description, maxLength, enumValues, labels, readOnly, writeOnly } = facts;
  const isContainer = containerName.test(name);
  const flag = `${name}_configured`;
  return {
    ...typeFor(facts, isContainer),
    ...(description === '' ? {} : { description: description.trim().slice(0, maxDescriptionLength) }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(enumValues === undefined
      ? {}
      : { enum: enumValues, enumDescriptions: enumValues.map((value) => labels.get(value) ?? value) }),
    ...(readOnly ? { readOnly } : {}),
    ...(writeOnly ? { writeOnly } : {}),
    ...(isContainer && !readOnly ? { 'x-secretContainer': true } : {}),
    ...(secretName.test(name) && !readOnly ? { 'x-secret': true } : {}),
    ...(all.has(flag) ? { 'x-configuredFlag': `/${flag}` } : {}),
  };
}

const types: readonly string[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

/** The API describes objects in free form as strings, so the type of a container is not taken from it. */
function typeFor({ type }: Facts, isContainer: boolean): JsonObject {
  if (isContainer) return { type: ['object', 'null'] };
  const names = type.split(' or ').map((name) => name.replace(/^array of .*/, 'array'));
  return names.every((name) => types.includes(name)) ? { type: [...new Set(names)] } : {};
}
