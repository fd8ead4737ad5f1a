import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  memberOf,
  objectOf,
} from '../../../server/src/language/json';
import type { AgentSchema } from '../../../server/src/language/schema';
import { sameJson } from '../sync/canonical';

/**
 * An agent without what a reader of `file` has no use for: members that the file doesn't mention and that are unset,
 * empty or as they are by default. Cekura returns dozens of them.
 */
export function noteworthy(schema: AgentSchema, file: JsonObject, agent: JsonObject): JsonObject {
  const says = ([name, value]: [string, Json]) =>
    memberOf(file, name) !== undefined ||
    !(isNothing(value) || sameJson(value, schema.at([name])?.defaultValue));
  return objectOf(Object.entries(agent).filter(says));
}

function isNothing(value: Json): boolean {
  if (isJsonArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.values(value).every(isNothing);
  return value === null || value === '' || value === false;
}
