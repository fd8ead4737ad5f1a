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
import { comparableContent } from './canonical';
import { isRedacted } from './credentials';
import { isMaskedAt } from './masked';
import { setIn } from './paths';

/** A property that existed at the last sync and is missing from a response. */
interface MissingProperty {
  readonly path: Path;
  readonly value: Json;
}

/**
 * The properties of `before` that are missing from a response. An API returns a cleared property as null or an empty value; one that is
 * absent was omitted from the response. In free-form objects such as topic_nodes, absence is a removal, unless there is a mask in its
 * place.
 */
function missingFrom(
  schema: AgentSchema,
  before: JsonObject,
  response: JsonObject,
  remote = comparableContent(schema, response),
  path: Path = [],
): MissingProperty[] {
  return Object.entries(before).flatMap(([name, value]): MissingProperty[] => {
    const childPath = [...path, name];
    const now = propertyOf(remote, name);
    if (now === undefined) {
      const isMissing = isAlwaysReturned(schema, childPath) || isMaskedAt(response, childPath);
      return isMissing ? [{ path: childPath, value }] : [];
    }
    return isJsonObject(value) && isJsonObject(now)
      ? missingFrom(schema, value, response, now, childPath)
      : [];
  });
}

function isAlwaysReturned(schema: AgentSchema, path: Path): boolean {
  const property = schema.at(path);
  if (property?.writeOnly === true) return false;
  return path.length === 1 || schema.at(path.slice(0, -1))?.properties.has(String(path.at(-1))) === true;
}

/** The content of a response, with the last known values of missing properties. */
export function knownContent(
  schema: AgentSchema,
  before: JsonObject | undefined,
  response: JsonObject,
): JsonObject {
  const remote = comparableContent(schema, response);
  if (!before) return remote;
  return missingFrom(schema, before, response, remote)
    .filter(({ value }) => !isRedacted(value))
    .reduce((agent, { path, value }) => setIn(agent, path, value), remote);
}

/** Pointers of the properties that the file has and that are missing from a response. */
export function missingPointers(
  schema: AgentSchema,
  baseline: { readonly remote: JsonObject } | undefined,
  file: JsonObject,
  response: JsonObject,
): string[] {
  if (!baseline) return [];
  return missingFrom(schema, baseline.remote, response)
    .filter(({ path }) => valueAt(file, path) !== undefined)
    .map(({ path }) => toPointer(path));
}
