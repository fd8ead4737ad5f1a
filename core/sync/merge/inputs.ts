import {
  type Json,
  type JsonObject,
  type Path,
  isJsonObject,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { comparableContent } from '../content/canonical';
import { knownContent } from '../content/missing';
import { intersection, setIn } from '../content/paths';
import { withSpellingOf } from '../content/spelling';
import type { Conflict } from '../model';
import type { Baseline } from '../ports';
import { secretsIn } from '../secrets/detect';
import { type Merge, type MergeInputs, type Resolutions, merge } from './merge';

/**
 * What a push or pull merges. Without a baseline, all differences except normalization are treated as local changes for a push and as
 * remote changes for a pull. For a push, the local base then has the remote values of the properties in the file, so that emptying
 * one is a change.
 */
export function mergeInputs(
  command: 'push' | 'pull',
  schema: AgentSchema,
  file: JsonObject,
  agent: JsonObject,
  baseline: Baseline | undefined,
): MergeInputs {
  const local = comparableContent(schema, file);
  if (baseline)
    return {
      localBase: baseline.file,
      local,
      remoteBase: baseline.remote,
      remote: knownContent(schema, baseline.remote, agent),
    };
  const remote = knownContent(schema, undefined, agent);
  return command === 'push'
    ? {
        localBase: withSpellingOf(remoteValuesInFile(file, local, remote), local),
        local,
        remoteBase: remote,
        remote,
      }
    : { localBase: local, local, remoteBase: withSpellingOf(intersection(local, remote), remote), remote };
}

/** The remote values of the properties in the file. An object that is empty in the file is included as a whole. */
function remoteValuesInFile(file: JsonObject, local: JsonObject, remote: JsonObject): JsonObject {
  return emptyObjectsIn(file, []).reduce(
    (base, path) => {
      const isOnBoth = isJsonObject(valueAt(local, path)) && isJsonObject(valueAt(remote, path));
      return isOnBoth ? setIn(base, path, valueAt(remote, path)) : base;
    },
    intersection(remote, local),
  );
}

function emptyObjectsIn(value: Json, path: Path): Path[] {
  if (!isJsonObject(value)) return [];
  const properties = Object.entries(value);
  return properties.length === 0
    ? [path]
    : properties.flatMap(([name, child]) => emptyObjectsIn(child, [...path, name]));
}

/**
 * As `merge`, but an object that was removed on the agent and that contains secrets in the file is a conflict: a secret
 * reference is not removed from a file without asking.
 */
export function mergeKeepingSecrets(
  schema: AgentSchema,
  file: JsonObject,
  inputs: MergeInputs,
  resolutions: Resolutions,
): Merge {
  const secrets = secretsIn(schema, file).map(({ path }) => path);
  return keepObjectsContaining(secrets, inputs, merge(schema, inputs, resolutions));
}

/** The merge with conflicts instead of remote changes that would remove an object that contains one of the paths. */
export function keepObjectsContaining(
  paths: readonly Path[],
  { remoteBase }: MergeInputs,
  result: Merge,
): Merge {
  const [removals, incoming] = partition(
    result.incoming,
    ({ path, after }) => !isJsonObject(after) && paths.some((inner) => containsPath(path, inner)),
  );
  const conflicts = removals.map(({ path, before, after }): Conflict => ({
    path,
    base: valueAt(remoteBase, path),
    local: before,
    remote: after,
  }));
  return { ...result, incoming, conflicts: [...result.conflicts, ...conflicts] };
}

/** Whether `inner` is inside the object or array at `outer`. */
export function containsPath(outer: Path, inner: Path): boolean {
  return toPointer(inner).startsWith(`${toPointer(outer)}/`);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
