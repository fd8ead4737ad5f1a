import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  propertyOf,
  objectOf,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { sameJson } from './content/canonical';

/**
 * The agent without properties that `file` omits and that are unset, empty or have their default value. Cekura returns dozens of them.
 */
export function relevantProperties(schema: AgentSchema, file: JsonObject, agent: JsonObject): JsonObject {
  return objectOf(
    Object.entries(agent).filter(
      ([name, value]) => propertyOf(file, name) !== undefined || isRelevant(schema, name, value),
    ),
  );
}

/** Whether the top-level property `name` differs from its default. Always true for required properties. */
function isRelevant(schema: AgentSchema, name: string, value: Json): boolean {
  const isDefault = sameJson(value, schema.at([name])?.defaultValue) && !schema.root.required.includes(name);
  return hasContent(schema, name, value) && !isDefault;
}

/** Whether the top-level property `name` is set to a value other than empty or false. Always true for required properties. */
export function hasContent(schema: AgentSchema, name: string, value: Json): boolean {
  if (schema.root.required.includes(name)) return true;
  // If null means "not set", false is a value.
  const isOff = value === false && schema.at([name])?.nullable === false;
  return !isEmpty(value) && !isOff;
}

/** Whether a value contains nothing; a blank string or an array of empty items is still something. */
function isEmpty(value: Json): boolean {
  if (isJsonArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.values(value).every(isEmpty);
  return value === null || value === '';
}
