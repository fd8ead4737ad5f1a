import {
  type Json,
  type JsonObject,
  type Path,
  isJsonObject,
  propertyOf,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { isRedacted } from './credentials';
import { setIn } from './paths';

/** A property that the last sync saw and that an answer lacks. */
export interface MissingProperty {
  readonly path: Path;
  readonly value: Json;
}

/**
 * The properties of `before` that the answer `remote` doesn't have. An API clears a property with null or an empty value;
 * one that is absent was left out of the answer. In free-form objects such as topic_nodes, absence is a removal.
 */
export function missingFrom(
  schema: AgentSchema,
  before: JsonObject,
  remote: JsonObject,
  path: Path = [],
): MissingProperty[] {
  return Object.entries(before).flatMap(([name, value]): MissingProperty[] => {
    const place = [...path, name];
    const now = propertyOf(remote, name);
    if (now === undefined) return isAlwaysReturned(schema, place) ? [{ path: place, value }] : [];
    return isJsonObject(value) && isJsonObject(now) ? missingFrom(schema, value, now, place) : [];
  });
}

function isAlwaysReturned(schema: AgentSchema, path: Path): boolean {
  const property = schema.at(path);
  if (property?.writeOnly === true) return false;
  return path.length === 1 || schema.at(path.slice(0, -1))?.properties.has(String(path.at(-1))) === true;
}

/** `remote` with the last known values of the properties that are missing from it. */
export function withMissing(
  schema: AgentSchema,
  before: JsonObject | undefined,
  remote: JsonObject,
): JsonObject {
  if (!before) return remote;
  return missingFrom(schema, before, remote)
    .filter(({ value }) => !isRedacted(value))
    .reduce((agent, { path, value }) => setIn(agent, path, value), remote);
}

/** Pointers of the properties that the file has and that are missing from the answer. */
export function missingPointers(
  schema: AgentSchema,
  baseline: { readonly remote: JsonObject } | undefined,
  file: JsonObject,
  remote: JsonObject,
): string[] {
  if (!baseline) return [];
  return missingFrom(schema, baseline.remote, remote)
    .filter(({ path }) => valueAt(file, path) !== undefined)
    .map(({ path }) => toPointer(path));
}
