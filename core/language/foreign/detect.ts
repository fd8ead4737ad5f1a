import type { AgentSchema } from '../schema/schema';
import type { ForeignFormat } from '../schema/foreignFormats';
import { type AgentDocument, toJson } from '../syntax/document';
import {
  type Json,
  type JsonObject,
  fromPointer,
  isJsonObject,
  toJsonText,
  typeOf,
  valueAt,
} from '../syntax/json';
import { closestMatches } from '../text/similarity';

/** A file that is not an agent. */
export interface ForeignFile {
  /** Undefined if the format is unknown. */
  readonly format: ForeignFormat | undefined;
}

/** With fewer unknown properties, a file may be an incomplete agent. */
const minForeignProperties = 3;

/** Detects files of other tools and API responses; undefined for agents. */
export function foreignFileIn(schema: AgentSchema, document: AgentDocument): ForeignFile | undefined {
  const { root, properties } = document;
  if (root?.type !== 'object' || schema.root.required.every((name) => properties.has(name))) return undefined;
  const data = toJson(document, root);
  return isJsonObject(data) ? detectForeignFile(schema, data) : undefined;
}

/** Like `foreignFileIn`, for parsed JSON. */
export function detectForeignFile(schema: AgentSchema, data: JsonObject): ForeignFile | undefined {
  if (schema.root.required.every((name) => Object.hasOwn(data, name))) return undefined;
  const format = schema.foreignFormats.find(({ signatures }) =>
    signatures.some((signature) => matchesSignature(data, signature)),
  );
  if (format || isOfAnotherSchema(data) || hasOnlyUnknownProperties(schema, data)) return { format };
  return undefined;
}

function matchesSignature(data: JsonObject, signature: ReadonlyMap<string, string>): boolean {
  return [...signature].every(([pointer, expected]) => {
    const value = valueAt(data, fromPointer(pointer));
    if (value === undefined) return false;
    return expected.startsWith('"') ? expected === toJsonText(value) : isOfType(value, expected);
  });
}

function isOfType(value: Json, type: string): boolean {
  return typeOf(value) === type || (type === 'number' && typeOf(value) === 'integer');
}

/** The agent schema may have any path, but has this file name. */
function isOfAnotherSchema(data: JsonObject): boolean {
  const schema = data['$schema'];
  return typeof schema === 'string' && /[/:]/.test(schema) && !/\bagent\.schema\.json\b/.test(schema);
}

function hasOnlyUnknownProperties(schema: AgentSchema, data: JsonObject): boolean {
  const names = Object.keys(data).filter((name) => !schema.genericNames.has(name));
  if (names.length < minForeignProperties) return false;
  // Properties of a schema update don't count, so that an update never turns a foreign file into an agent with errors.
  const properties = [...schema.root.properties.values()]
    .filter(({ updated }) => updated === undefined)
    .map(({ name }) => name)
    .filter((name) => !schema.genericNames.has(name));
  const candidates = properties.map((text) => ({ text }));
  return !names.some((name) => properties.includes(name) || closestMatches(name, candidates).length > 0);
}
