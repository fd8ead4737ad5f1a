import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  propertyOf,
  objectOf,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { isInSecretContainer, isMask, isSecretProperty } from '#language/secrets/secrets';
import { isMaskedValue } from './masked';
import { sameNumber } from './numbers';

/**
 * What "the same agent" means, in one place. Content is what people decide about an agent: no read-only member, no
 * `…_configured` flag, nothing local to the file, and no secret, at any depth. Order of members does not count, `1` is
 * `1.0`, and where the schema says that the empty string means "unset", it equals null and absence.
 */
export function comparableContent(schema: AgentSchema, agent: Json | undefined): JsonObject {
  const content = strip(schema, agent ?? {}, []);
  return isJsonObject(content) ? content : {};
}

function strip(schema: AgentSchema, value: Json, path: Path, inGroup = false): Json {
  if (isJsonArray(value)) return value.map((item, index) => strip(schema, item, [...path, index]));
  if (!isJsonObject(value)) return value;
  const properties: [string, Json][] = [];
  for (const [name, child] of Object.entries(value)) {
    const place = [...path, name];
    if (!isUserEditable(schema, place)) continue;
    const isSecret = inGroup || isSecretPlace(schema, place, child);
    // What the server hides tells nothing, so no side has it.
    if (!isSecret && isMaskedValue(child)) continue;
    // Of an object that is secret as a whole, that it is there is no secret.
    if (!isSecret || isJsonObject(child)) properties.push([name, strip(schema, child, place, isSecret)]);
  }
  return objectOf(properties);
}

/** Whether people decide about this member. Flags are Cekura's even where the schema has never heard of them. */
function isUserEditable(schema: AgentSchema, path: Path): boolean {
  const property = schema.at(path);
  return property?.readOnly !== true && property?.editorOnly !== true && !isFlag(schema, path);
}

/**
 * Whether a secret stands at `path`, when nothing above it is one: by schema and name; and in containers of secrets also
 * where the value is a mask, for then somebody else took it for a secret.
 */
export function isSecretPlace(schema: AgentSchema, path: Path, value: Json): boolean {
  if (isSecretProperty(schema, path)) return true;
  return typeof value === 'string' && isMask(value) && isInSecretContainer(schema, path);
}

/** `…_configured`: tells whether a secret is stored. Where names are people's own words, as in topic_nodes, it is one of these. */
export function isFlag(schema: AgentSchema, path: Path): boolean {
  return (
    /_configured$/.test(String(path.at(-1))) &&
    !path.some((_, depth) => isOpenMap(schema, path.slice(0, depth)))
  );
}

function isOpenMap(schema: AgentSchema, path: Path): boolean {
  const property = path.length > 0 ? schema.at(path) : undefined;
  return property?.additional !== undefined && !property.secretContainer;
}

/** Whether two values of the member at `path` say the same; undefined is absence. */
export function sameValue(
  schema: AgentSchema,
  path: Path,
  a: Json | undefined,
  b: Json | undefined,
): boolean {
  if (isNothing(a) && isNothing(b) && schema.at(path)?.emptyMeansUnset) return true;
  return sameJson(a, b, (name, x, y) => sameValue(schema, [...path, name], x, y));
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** Plain equality of JSON: order of members apart, numbers by value. `same` compares the members of objects. */
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

/** The names of all members of the objects among `values`, each once, in order of first appearance. */
export function unionOfKeys(...values: readonly (Json | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => (isJsonObject(value) ? Object.keys(value) : [])))];
}

/** Whether two answers of the server are the same agent: all but read-only members, flags and clear secrets included. */
export function sameRemote(schema: AgentSchema, a: JsonObject, b: JsonObject): boolean {
  return unionOfKeys(a, b).every((name) => {
    if (schema.at([name])?.readOnly === true && !isFlag(schema, [name])) return true;
    return sameJson(propertyOf(a, name), propertyOf(b, name));
  });
}
