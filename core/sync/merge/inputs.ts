import { type JsonObject, isJsonObject, toPointer, valueAt } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { contentOf } from '../content/canonical';
import { type Kept, type Merge, type Sides, merge } from './merge';
import { sharedWith } from '../content/paths';
import type { Contested } from '../model';
import type { Baseline } from '../ports';
import { secretsIn } from '../secrets/secretSteps';

/**
 * Without a base all that the file says counts as a change of it, and nothing on the agent does. Its base is then what the agent says of
 * the same members, so that a text that empties one is a change like any other.
 */
export function sidesForPush(
  schema: AgentSchema,
  file: JsonObject,
  remote: JsonObject,
  baseline: Baseline | undefined,
): Sides {
  const [mine, theirs] = [contentOf(schema, file), contentOf(schema, remote)];
  return {
    fileBase: baseline?.file ?? sharedWith(theirs, mine),
    file: mine,
    remoteBase: baseline?.remote ?? theirs,
    remote: theirs,
  };
}

/**
 * As `merge`; but where the agent gave up an object in which the file holds secrets, that is contested: a reference
 * does not vanish from a file unasked.
 */
export function mergeSparingSecrets(schema: AgentSchema, file: JsonObject, sides: Sides, kept: Kept): Merge {
  const result = merge(schema, sides, kept);
  const holders = secretsIn(schema, file).map(({ path }) => path.slice(0, -1));
  const takes = (pointer: string) => holders.some((path) => `${toPointer(path)}/`.startsWith(`${pointer}/`));
  const [spared, incoming] = split(
    result.incoming,
    ({ path, to }) => !isJsonObject(to) && takes(toPointer(path)),
  );
  const contested = spared.map(({ path, from, to }): Contested => ({
    path,
    base: valueAt(sides.remoteBase, path),
    mine: from,
    theirs: to,
  }));
  return { ...result, incoming, contested: [...result.contested, ...contested] };
}

function split<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** Without a base all that the agent says counts as news to the file, and nothing in the file is a change of it; bases as above. */
export function sidesForPull(
  schema: AgentSchema,
  file: JsonObject,
  remote: JsonObject,
  baseline: Baseline | undefined,
): Sides {
  const [mine, theirs] = [contentOf(schema, file), contentOf(schema, remote)];
  return {
    fileBase: baseline?.file ?? mine,
    file: mine,
    remoteBase: baseline?.remote ?? sharedWith(mine, theirs),
    remote: theirs,
  };
}
