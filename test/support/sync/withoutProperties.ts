import { type JsonObject, objectOf } from '#language/syntax/json';

/** The object without the given properties. */
export function withoutProperties(object: JsonObject, ...names: readonly string[]): JsonObject {
  return objectOf(Object.entries(object).filter(([name]) => !names.includes(name)));
}
