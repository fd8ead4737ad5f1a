import { isArray, isObject, type Json, type JsonObject } from './json';

/** A value in an object, and its path. */
export interface Match {
  readonly path: readonly string[];
  readonly value: Json;
}

/** The values at `path`: dot-separated names (`livekit_data.api_secret`), `*` for any name. Arrays are not searched. */
export function matchesOf(object: JsonObject, path: string): readonly Match[] {
  return matchesBelow(object, path.split('.'));
}

function matchesBelow(value: Json, [name, ...rest]: readonly string[]): readonly Match[] {
  if (name === undefined) return [{ path: [], value }];
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([key]) => name === '*' || name === key)
    .flatMap(([key, inner]) =>
      matchesBelow(inner, rest).map((match) => ({ ...match, path: [key, ...match.path] })),
    );
}

/** The object with `value` at `path`; missing objects are created. */
export function withValueAtPath(object: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return object;
  const inner = object[name];
  return {
    ...object,
    [name]: rest.length === 0 ? value : withValueAtPath(isObject(inner) ? inner : {}, rest, value),
  };
}

/** The object without the values at `path`. */
export function withoutPath(object: JsonObject, path: string): JsonObject {
  return withoutBelow(object, path.split('.'));
}

function withoutBelow(object: JsonObject, [name, ...rest]: readonly string[]): JsonObject {
  const remaining = Object.entries(object).flatMap(([key, inner]): [string, Json][] => {
    if (name !== '*' && name !== key) return [[key, inner]];
    if (rest.length === 0) return [];
    return [[key, isObject(inner) ? withoutBelow(inner, rest) : inner]];
  });
  return Object.fromEntries(remaining);
}

/** Whether a value is neither null nor an empty string, array or object. */
export function isFilled(value: Json | undefined): value is Json {
  if (value === undefined || value === null || value === '') return false;
  if (isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}
