import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  propertyOf,
  objectOf,
  objectOrEmpty,
  toPointer,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { sameValue, unionOfKeys } from '../content/canonical';
import { type ValueChange, changesBetween } from '../content/changes';
import { redactCredentials, withoutNewCredentials } from '../content/credentials';
import { withLineEndingsOf, withLineFeeds } from '../content/lines';
import { sameIgnoringSpelling, withSpellingOf } from '../content/spelling';
import type { Conflict } from '../model';
import { mergeLines } from './mergeLines';
import { mergeLists } from './mergeLists';

/**
 * The base and current state of both sides, as comparable content (see canonical.ts). There are two bases because the file may omit
 * properties, and because the server may normalize values.
 */
export interface MergeInputs {
  readonly localBase: JsonObject;
  readonly local: JsonObject;
  readonly remoteBase: JsonObject;
  readonly remote: JsonObject;
}

export interface Merge {
  /** The agent with the changes of both sides; properties that the file never contained are as on the agent. */
  readonly merged: JsonObject;
  /** Local changes that the agent doesn't have yet; `after` undefined is a deletion. */
  readonly outgoing: readonly ValueChange[];
  /** Remote changes that the file doesn't have yet. */
  readonly incoming: readonly ValueChange[];
  /** Remote changes that are not written to the file because they contain credentials. */
  readonly omittedCredentials: readonly Path[];
  /** Properties that both sides changed differently; `merged` has the remote value. */
  readonly conflicts: readonly Conflict[];
  /** Properties where the local value wins although the remote one changed, because the user resolved them so. */
  readonly overriddenProperties: readonly Path[];
}

/**
 * Conflicts that the user resolved with the local value: JSON pointer → remote value at that time. A resolution is only valid while the
 * remote value is the same.
 */
export type Resolutions = ReadonlyMap<string, Json | undefined>;

/**
 * Merges what changed on each side since the last sync: by property, by line inside long strings, by item in arrays of
 * plain items. Objects that contain secrets are atomic, so changes on both sides are a conflict.
 */
export function merge(schema: AgentSchema, inputs: MergeInputs, resolutions: Resolutions = new Map()): Merge {
  const merger = new Merger(schema, resolutions);
  const merged = objectOrEmpty(merger.mergeValue([], inputs));
  const { outgoing, incoming, omittedCredentials, conflicts, overriddenProperties } = merger;
  return { merged, outgoing, incoming, omittedCredentials, conflicts, overriddenProperties };
}

type Value = Json | undefined;

/** The four values of one property. */
interface Values {
  readonly localBase: Value;
  readonly local: Value;
  readonly remoteBase: Value;
  readonly remote: Value;
}

class Merger {
  readonly outgoing: ValueChange[] = [];
  readonly incoming: ValueChange[] = [];
  readonly omittedCredentials: Path[] = [];
  readonly conflicts: Conflict[] = [];
  readonly overriddenProperties: Path[] = [];

  constructor(
    private readonly schema: AgentSchema,
    private readonly resolutions: Resolutions,
  ) {}

  mergeValue(path: Path, values: Values): Value {
    const { local, remote } = values;
    const hasLocalChange = this.localChanged(path, values);
    const hasRemoteChange = this.remoteChanged(path, values);
    if ((!hasLocalChange && !hasRemoteChange) || this.isSame(path, local, remote))
      return remote === undefined ? local : remote;
    if (this.isResolved(path, remote)) {
      this.overriddenProperties.push(path);
      return this.useLocal(path, values);
    }
    if (isJsonObject(local) && isJsonObject(remote)) {
      const mergeBoth = hasLocalChange && hasRemoteChange;
      return mergeBoth && this.isAtomic(path) && !this.hasAllLocalChanges(path, values)
        ? this.addConflict(path, values)
        : this.mergeProperties(path, values);
    }
    if (!hasRemoteChange) return this.toRemote(path, local, remote);
    if (!hasLocalChange) return this.toFile(path, local, remote);
    return this.bothChanged(path, values);
  }

  /** Baselines contain no credentials, so whether local credentials changed can only be determined from the remote value. */
  private localChanged(path: Path, { localBase, local, remote }: Values): boolean {
    if (this.isSame(path, localBase, local)) return this.isNewlyEmpty(path, localBase, local, remote);
    return !sameIgnoringSpelling(local, remote) || !this.isSame(path, localBase, this.redacted(path, local));
  }

  private remoteChanged(path: Path, { localBase, remoteBase, remote }: Values): boolean {
    if (this.isSame(path, remoteBase, remote)) return this.isNewlyEmpty(path, remoteBase, remote, localBase);
    return !this.isSame(path, remoteBase, this.redacted(path, remote));
  }

  /** Whether one side has a value and the other one an empty value that is not in its base. */
  private isNewlyEmpty(path: Path, base: Value, value: Value, other: Value): boolean {
    if (isJsonObject(value)) {
      return Object.entries(value).some(([name, child]) =>
        this.isNewlyEmpty([...path, name], propertyOf(base, name), child, propertyOf(other, name)),
      );
    }
    const isKnown = base !== undefined || value === undefined || this.schema.at(path)?.writeOnly === true;
    return !isKnown && !this.isSame(path, value, other);
  }

  private isSame(path: Path, a: Value, b: Value): boolean {
    return sameValue(this.schema, path, a, b);
  }

  private redacted(path: Path, value: Value): Value {
    return value === undefined ? undefined : redactCredentials(this.schema, value, path);
  }

  private bothChanged(path: Path, values: Values): Value {
    const { localBase, local, remoteBase, remote } = values;
    if (sameIgnoringSpelling(local, remote)) return remote;
    if (sameIgnoringSpelling(remoteBase, remote)) return this.toRemote(path, local, remote);
    const isSameBase = this.isSame(path, localBase, remoteBase);
    const isRespelled = !isSameBase && sameIgnoringSpelling(localBase, remoteBase);
    const localText = isRespelled && local !== undefined ? withSpellingOf(local, remoteBase) : local;
    const both = isSameBase || isRespelled ? mergeInside(remoteBase, localText, remote) : undefined;
    const isSafe = withoutNewCredentials(this.schema, path, both, local).omittedCredentials.length === 0;
    if (both === undefined || !isSafe) return this.addConflict(path, values);
    this.toRemote(path, both, remote);
    this.toFile(path, local, both);
    return both;
  }

  private mergeProperties(path: Path, values: Values): JsonObject {
    const { localBase, local, remoteBase, remote } = values;
    const merged: [string, Json][] = [];
    for (const name of unionOfKeys(remote, local, localBase, remoteBase)) {
      const value = this.mergeValue([...path, name], {
        localBase: propertyOf(localBase, name),
        local: propertyOf(local, name),
        remoteBase: propertyOf(remoteBase, name),
        remote: propertyOf(remote, name),
      });
      if (value !== undefined) merged.push([name, value]);
    }
    return objectOf(merged);
  }

  private isResolved(path: Path, remote: Value): boolean {
    const pointer = toPointer(path);
    return (
      this.resolutions.has(pointer) &&
      [remote, this.redacted(path, remote)].some((value) =>
        this.isSame(path, this.resolutions.get(pointer), value),
      )
    );
  }

  /** Uses the local value, including deletions. Properties that the file never contained keep the remote value. */
  private useLocal(path: Path, values: Omit<Values, 'remoteBase'>): Value {
    const { localBase, local, remote } = values;
    if (!isJsonObject(local) || !isJsonObject(remote)) return this.toRemote(path, local, remote);
    const merged: [string, Json][] = [];
    for (const name of unionOfKeys(remote, local)) {
      const inside = {
        localBase: propertyOf(localBase, name),
        local: propertyOf(local, name),
        remote: propertyOf(remote, name),
      };
      const isMentioned = inside.localBase !== undefined || inside.local !== undefined;
      const value = isMentioned ? this.useLocal([...path, name], inside) : inside.remote;
      if (value !== undefined) merged.push([name, value]);
    }
    return objectOf(merged);
  }

  private toRemote(path: Path, local: Value, remote: Value): Value {
    if (!this.isSame(path, local, remote)) this.outgoing.push({ path, before: remote, after: local });
    return local;
  }

  private toFile(path: Path, local: Value, remote: Value): Value {
    // An empty property that the file doesn't mention would only add noise to it.
    const hasValue = local !== undefined || (remote !== null && remote !== '');
    if (!hasValue || this.isSame(path, local, remote)) return remote;
    const { value, omittedCredentials } = withoutNewCredentials(this.schema, path, remote, local);
    this.omittedCredentials.push(...omittedCredentials);
    if (this.isSame(path, local, value)) return remote;
    const after = this.schema.at(path)?.multiline ? withLineEndingsOf(local, value) : value;
    this.incoming.push({ path, before: local, after });
    return remote;
  }

  private addConflict(path: Path, { remoteBase, local, remote }: Values): Value {
    this.conflicts.push({ path, base: remoteBase, local, remote });
    return remote;
  }

  private isAtomic(path: Path): boolean {
    return this.schema.at(path)?.secretContainer === true;
  }

  /** Whether the agent has all local changes, or changed only in normalization. */
  private hasAllLocalChanges(path: Path, { localBase, local, remoteBase, remote }: Values): boolean {
    const changes = changesBetween(this.schema, remoteBase, remote, path);
    if (changes.every(({ before, after }) => sameIgnoringSpelling(before, after))) return true;
    const remoteChanges = new Map(changes.map((change) => [toPointer(change.path), change]));
    return changesBetween(this.schema, localBase, local, path).every((change) => {
      const other = remoteChanges.get(toPointer(change.path));
      return other !== undefined && this.isEquivalent(change.path, change.after, other.after);
    });
  }

  private isEquivalent(path: Path, local: Value, remote: Value): boolean {
    return this.isSame(path, local, remote) || sameIgnoringSpelling(local, remote);
  }
}

/** Merges long strings by line and arrays by item; undefined where the changes overlap. */
function mergeInside(base: Value, local: Value, remote: Value): Json | undefined {
  if (typeof base === 'string' && typeof local === 'string' && typeof remote === 'string') {
    const merged = mergeLines(withLineFeeds(base), withLineFeeds(local), withLineFeeds(remote));
    return remote.includes('\r\n') ? merged?.replaceAll('\n', '\r\n') : merged;
  }
  if (isJsonArray(base) && isJsonArray(local) && isJsonArray(remote)) return mergeLists(base, local, remote);
  return undefined;
}
