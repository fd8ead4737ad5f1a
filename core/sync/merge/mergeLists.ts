import { type Json, isJsonArray, isJsonObject, toJsonText } from '#language/syntax/json';
import { sameJson } from '../content/canonical';

type Items = ReadonlyMap<string, Json>;

/**
 * Merges two rewritings of a list whose items name themselves: plain values by what they are, pairs such as
 * `["word", "phonemes"]` by their first item. Keeps the order of `remote`, mine's new items at the end.
 * Undefined for other lists, for lists with repeated items, where order alone changed, and where both changed the same pair.
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
    if (outcome === 'conflicts') return undefined;
    if (outcome.item !== undefined) items.push(outcome.item);
  }
  return items;
}

function mergeItem(
  was: Json | undefined,
  local: Json | undefined,
  remote: Json | undefined,
): { item: Json | undefined } | 'conflicts' {
  if (sameJson(was, local)) return { item: remote };
  if (sameJson(was, remote) || sameJson(local, remote)) return { item: local };
  return 'conflicts';
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

/** Whether the items that both have stand in another order: then the order means something. */
function isReordered(was: Items, now: Items): boolean {
  const before = [...was.keys()].filter((key) => now.has(key));
  const after = [...now.keys()].filter((key) => was.has(key));
  return before.some((key, index) => key !== after[index]);
}
