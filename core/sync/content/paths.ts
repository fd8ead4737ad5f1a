import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  objectOf,
} from '#language/syntax/json';

/** `object` with `value` at `path`, or without that property if `value` is undefined. Creates the objects on the way. */
export function setIn(object: JsonObject, path: Path, value: Json | undefined): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined) return object;
  const name = String(step);
  const properties = new Map(Object.entries(object));
  const child = replaceAt(properties.get(name), rest, value);
  if (child === undefined) properties.delete(name);
  else properties.set(name, child);
  return objectOf(properties);
}

/** `child` with `value` at `path` below it; `value` itself where the path is empty. */
export function replaceAt(child: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  if (path.length === 0) return value;
  if (isJsonArray(child)) return child.map((item, index) => replacedItem(item, index, path, value));
  if (isJsonObject(child)) return setIn(child, path, value);
  return value === undefined ? child : setIn({}, path, value);
}

/** Items are replaced, never removed, because the indexes after them would change. */
function replacedItem(item: Json, index: number, [step, ...rest]: Path, value: Json | undefined): Json {
  return Number(step) === index ? (replaceAt(item, rest, value) ?? item) : item;
}

/** The properties that both objects have, with the values of `object`. */
export function intersection(object: JsonObject, other: JsonObject): JsonObject {
  const names = new Map(Object.entries(other));
  return objectOf(
    Object.entries(object).flatMap(([name, value]): [string, Json][] => {
      const counterpart = names.get(name);
      if (counterpart === undefined) return [];
      const both = isJsonObject(value) && isJsonObject(counterpart);
      return [[name, both ? intersection(value, counterpart) : value]];
    }),
  );
}
