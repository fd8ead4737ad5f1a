import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  objectOf,
  propertyOf,
  toPointer,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readReference } from '#language/secrets/secrets';
import { comparableContent, isFlag, isSecretPath } from '../content/canonical';
import { isMaskedValue } from '../content/masked';

/**
 * The paths of values that belong to an agent's environment: environment properties in the schema, secrets and their flags, references, and
 * masked values. Only the outermost of nested paths is returned. An array that contains such a value belongs to the environment as a whole.
 */
export function environmentIn(schema: AgentSchema, agent: Json, path: Path = []): Path[] {
  if (path.length > 0 && isOfEnvironment(schema, path, agent)) return [path];
  if (isJsonArray(agent)) {
    const contains = agent.some((item, index) => environmentIn(schema, item, [...path, index]).length > 0);
    return contains ? [path] : [];
  }
  if (!isJsonObject(agent)) return [];
  return Object.entries(agent).flatMap(([name, child]) => environmentIn(schema, child, [...path, name]));
}

function isOfEnvironment(schema: AgentSchema, path: Path, value: Json): boolean {
  return (
    schema.at(path)?.environment === true ||
    isFlag(schema, path) ||
    isSecretPath(schema, path, value) ||
    isMaskedValue(value) ||
    (typeof value === 'string' && readReference(value) !== undefined)
  );
}

/** The content of an agent without the values at `environment`, and without the objects that contained nothing else. */
export function portableContent(
  schema: AgentSchema,
  agent: JsonObject,
  environment: readonly Path[],
): JsonObject {
  const excluded = new Set(environment.map(toPointer));
  return withoutPointers(excluded, comparableContent(schema, agent), agent, []);
}

function withoutPointers(
  excluded: ReadonlySet<string>,
  content: JsonObject,
  original: Json | undefined,
  path: Path,
): JsonObject {
  const remaining = Object.entries(content).flatMap(([name, child]): [string, Json][] => {
    const childPath = [...path, name];
    if (excluded.has(toPointer(childPath))) return [];
    if (!isJsonObject(child)) return [[name, child]];
    const before = propertyOf(original, name);
    const after = withoutPointers(excluded, child, before, childPath);
    return isWithoutProperties(after) && !isWithoutProperties(before) ? [] : [[name, after]];
  });
  return objectOf(remaining);
}

function isWithoutProperties(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
