import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  propertyOf,
  objectOf,
  objectOrEmpty,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { isInSecretContainer, isMask, isSecretProperty } from '#language/secrets/secrets';
import { withLineFeeds } from './lines';
import { isMaskedValue } from './masked';
import { sameNumber } from './numbers';

/**
 * Defines when two agents are equal. The comparable content has only user-editable properties: no read-only ones, no `…_configured`
 * flags, no editor-only ones and no secrets, at any depth. The order of properties is irrelevant, `1` equals `1.0`, the line endings
 * of prompts don't matter, and where the empty string means "not set", it equals null and absence.
 */
export function comparableContent(schema: AgentSchema, agent: Json | undefined): JsonObject {
  return objectOrEmpty(strip(schema, agent ?? {}, []));
}

function strip(schema: AgentSchema, value: Json, path: Path, inGroup = false): Json {
  if (isJsonArray(value)) return value.map((item, index) => strip(schema, item, [...path, index]));
  if (!isJsonObject(value)) return value;
  const properties: [string, Json][] = [];
  for (const [name, child] of Object.entries(value)) {
    const childPath = [...path, name];
    if (!isUserEditable(schema, childPath)) continue;
    const isSecret = inGroup || isSecretPath(schema, childPath, child);
    // A masked value can't be compared, so it is removed from both sides.
    if (!isSecret && isMaskedValue(child)) continue;
    // The existence of an object that is secret as a whole is not secret.
    if (!isSecret || isJsonObject(child)) properties.push([name, strip(schema, child, childPath, isSecret)]);
  }
  return objectOf(properties);
}

/** Whether the property is user-editable. Flags are not, even if the schema does not know them. */
function isUserEditable(schema: AgentSchema, path: Path): boolean {
  const property = schema.at(path);
  return property?.readOnly !== true && property?.editorOnly !== true && !isFlag(schema, path);
}

/**
 * Whether the value at `path` is a secret, if no parent is one: by schema and name, and in secret containers also if the value is a
 * mask, because then the server treats it as a secret.
 */
export function isSecretPath(schema: AgentSchema, path: Path, value: Json): boolean {
  if (isSecretProperty(schema, path)) return true;
  return typeof value === 'string' && isMask(value) && isInSecretContainer(schema, path);
}

/** `…_configured` shows whether a secret is stored, except in free-form objects such as topic_nodes, where names are chosen by the user. */
export function isFlag(schema: AgentSchema, path: Path): boolean {
  return (
    /_configured$/.test(String(path.at(-1))) &&
    !path.some((_, depth) => isFreeForm(schema, path.slice(0, depth)))
  );
}

function isFreeForm(schema: AgentSchema, path: Path): boolean {
  const property = path.length > 0 ? schema.at(path) : undefined;
  return property?.additional !== undefined && !property.secretContainer;
}

/** Whether two values of the property at `path` are equal; undefined means absent. */
export function sameValue(
  schema: AgentSchema,
  path: Path,
  a: Json | undefined,
  b: Json | undefined,
): boolean {
  if (isAbsentOrBlank(a) && isAbsentOrBlank(b) && schema.at(path)?.emptyMeansUnset) return true;
  // A prompt file has its own line endings.
  if (typeof a === 'string' && typeof b === 'string' && a !== b)
    return schema.at(path)?.multiline === true && withLineFeeds(a) === withLineFeeds(b);
  return sameJson(a, b, (name, x, y) => sameValue(schema, [...path, name], x, y));
}

function isAbsentOrBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** Deep equality of JSON: the order of properties is irrelevant, numbers are compared by value. `same` compares properties. */
export function sameJson(
  a: Json | undefined,
  b: Json | undefined,
  same: (name: string, a: Json | undefined, b: Json | undefined) => boolean = (_, x, y) => sameJson(x, y),
): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (isJsonArray(a) || isJsonArray(b)) {
    return (
      isJsonArray(a) && isJsonArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]))
    );
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    return unionOfKeys(a, b).every((name) => same(name, propertyOf(a, name), propertyOf(b, name)));
  }
  return sameNumber(a, b);
}

/** The property names of all objects among `values`, without duplicates, in order of first appearance. */
export function unionOfKeys(...values: readonly (Json | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => (isJsonObject(value) ? Object.keys(value) : [])))];
}

/** Whether two responses have the same agent, including flags and plain-text secrets, but not other read-only properties. */
export function sameRemote(schema: AgentSchema, a: JsonObject, b: JsonObject): boolean {
  return unionOfKeys(a, b).every((name) => {
    if (schema.at([name])?.readOnly === true && !isFlag(schema, [name])) return true;
    return sameJson(propertyOf(a, name), propertyOf(b, name));
  });
}
