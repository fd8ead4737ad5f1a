import { type Json, type Path, isJsonObject, propertyOf } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { unionOfKeys, sameValue } from './canonical';

/** One property that differs; undefined where a side does not have it. */
export interface ValueChange {
  readonly path: Path;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The changes from `before` to `after`, by property, as deep as both sides are objects; an array is one value. */
export function changesBetween(
  schema: AgentSchema,
  before: Json | undefined,
  after: Json | undefined,
  path: Path = [],
): ValueChange[] {
  if (sameValue(schema, path, before, after)) return [];
  if (!isJsonObject(before) || !isJsonObject(after)) return [{ path, before, after }];
  return unionOfKeys(before, after).flatMap((name) =>
    changesBetween(schema, propertyOf(before, name), propertyOf(after, name), [...path, name]),
  );
}
