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
  const [baseItems, localItems, remoteItems] = [byKey(base), byKey(local), byKey(remote)];
  if (
    !baseItems ||
    !localItems ||
    !remoteItems ||
    isReordered(baseItems, localItems) ||
    isReordered(baseItems, remoteItems)
  )
    return undefined;
  const items: Json[] = [];
  for (const key of new Set([...remoteItems.keys(), ...localItems.keys(), ...baseItems.keys()])) {
    const outcome = mergeItem(baseItems.get(key), localItems.get(key), remoteItems.get(key));
    if (outcome === 'conflict') return undefined;
    if (outcome.item !== undefined) items.push(outcome.item);
  }
  return items;
}

function mergeItem(
  base: Json | undefined,
  local: Json | undefined,
  remote: Json | undefined,
): { item: Json | undefined } | 'conflict' {
  if (sameJson(base, local)) return { item: remote };
  if (sameJson(base, remote) || sameJson(local, remote)) return { item: local };
  return 'conflict';
}

function byKey(list: readonly Json[]): Items | undefined {
  const items = new Map<string, Json>();
  for (const item of list) {
    const key = identityOf(item);
    if (key === undefined || items.has(key)) return undefined;
    items.set(key, item);
  }
  return items;
}

function identityOf(item: Json): string | undefined {
  if (isJsonObject(item)) return undefined;
  if (!isJsonArray(item)) return toJsonText(item);
  const [name] = item;
  return item.length === 2 && typeof name === 'string' ? `pair ${name}` : undefined;
}

/** Whether the common items are in another order, which is then considered significant. */
function isReordered(baseItems: Items, now: Items): boolean {
  const before = [...baseItems.keys()].filter((key) => now.has(key));
  const after = [...now.keys()].filter((key) => baseItems.has(key));
  return before.some((key, index) => key !== after[index]);
}
