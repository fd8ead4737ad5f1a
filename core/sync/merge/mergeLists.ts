import { type Json, isJsonArray, isJsonObject, toJsonText } from '#language/syntax/json';
import { sameJson } from '../content/canonical';

type Items = ReadonlyMap<string, Json>;

/**
 * Merges two versions of an array whose items identify themselves: plain values by value, pairs such as
 * `["word", "phonemes"]` by their first item. Keeps the remote order, with new local items at the end. Undefined for other
 * arrays, arrays with repeated items, changes of order alone, and where both sides changed the same pair.
 */
export function mergeLists(
  base: readonly Json[],
  local: readonly Json[],
  remote: readonly Json[],
): readonly Json[] | undefined {
  const [was, my, their] = [byKey(base), byKey(local), byKey(remote)];
  if (!was || !my || !their || isReordered(was, my) || isReordered(was, their)) return undefined;
  const items: Json[] = [];
  for (const key of new Set([...their.keys(), ...my.keys(), ...was.keys()])) {
    const outcome = mergeItem(was.get(key), my.get(key), their.get(key));
    if (outcome === 'conflict') return undefined;
    if (outcome.item !== undefined) items.push(outcome.item);
  }
  return items;
}

function mergeItem(
  was: Json | undefined,
  local: Json | undefined,
  remote: Json | undefined,
): { item: Json | undefined } | 'conflict' {
  if (sameJson(was, local)) return { item: remote };
  if (sameJson(was, remote) || sameJson(local, remote)) return { item: local };
  return 'conflict';
}

function byKey(list: readonly Json[]): Items | undefined {
  const items = new Map<string, Json>();
  for (const item of list) {
    const key = keyOf(item);
    if (key === undefined || items.has(key)) return undefined;
    items.set(key, item);
  }
  return items;
}

function keyOf(item: Json): string | undefined {
  if (isJsonObject(item)) return undefined;
  if (!isJsonArray(item)) return toJsonText(item);
  const [name] = item;
  return item.length === 2 && typeof name === 'string' ? `pair ${name}` : undefined;
}

/** Whether the common items are in another order, which is then considered significant. */
function isReordered(was: Items, now: Items): boolean {
  const before = [...was.keys()].filter((key) => now.has(key));
  const after = [...now.keys()].filter((key) => was.has(key));
  return before.some((key, index) => key !== after[index]);
}
