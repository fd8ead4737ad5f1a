import type { Json, JsonObject, Path } from '#language/syntax/json';
import type { AgentSchema, PropertySchema } from '#language/schema/schema';
import { sameJson } from '../content/canonical';
import type { ValueChange } from '../content/changes';
import { setIn } from '../content/paths';

/**
 * A PUT can't clear a property by omitting it, because the effect is not documented. So a property that was deleted from the file or is
 * null is sent as null, or as its default or empty value if null isn't allowed. In free-form objects, which are sent as a whole, it is
 * omitted.
 */
export function clearDeleted(
  schema: AgentSchema,
  merged: JsonObject,
  outgoing: readonly ValueChange[],
): JsonObject {
  return outgoing
    .filter((change) => clears(schema, change))
    .reduce((agent, { path }) => setIn(agent, path, clearedValue(schema, path)), merged);
}

/**
 * Whether a change clears a property, by absence or by a null that the API would reject. A null for an object with secrets is sent as is,
 * because an empty object may not clear them.
 */
export function clears(schema: AgentSchema, { path, after }: ValueChange): boolean {
  const isContainer = schema.at(path)?.secretContainer === true;
  return after === undefined || (after === null && !isContainer && !acceptsNull(schema, path));
}

/** Whether the schema allows null. */
export function acceptsNull(schema: AgentSchema, path: Path): boolean {
  const property = schema.at(path);
  return !property || clearValueOf(property) === null;
}

/** Whether a property is empty already, so that removing it from the file changes nothing. */
export function isCleared(schema: AgentSchema, path: Path, value: Json | undefined): boolean {
  return sameJson(value, clearedValue(schema, path));
}

function clearedValue(schema: AgentSchema, path: Path): Json | undefined {
  const parent = schema.at(path.slice(0, -1));
  const isNamed = parent?.properties.has(String(path.at(-1))) === true;
  const property = schema.at(path);
  if (isNamed && property) return clearValueOf(property);
  return path.length === 1 ? null : undefined;
}

/** The value that clears the property. */
export function clearValueOf(property: PropertySchema): Json {
  if (property.clearValue !== undefined) return property.clearValue;
  if (property.nullable) return null;
  if (property.defaultValue !== undefined) return property.defaultValue;
  switch (property.types[0]) {
    case 'string':
      return '';
    case 'array':
      return [];
    case 'object':
      return {};
    case 'boolean':
      return false;
    default:
      return null;
  }
}
