import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  memberOf,
  objectOf,
  toPointer,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { namesOf, sameValue } from '../content/canonical';
import { changesBetween } from '../content/changes';
import { mergeLists } from './mergeLists';
import { mergeLines } from './mergeLines';
import type { Contested } from '../model';

/**
 * What both sides were and are, as content (see canonical.ts). Two bases, because file and agent never were the same
 * text: the file need not mention all members, and the server may spell a value in its own way.
 */
export interface Sides {
  readonly fileBase: JsonObject;
  readonly file: JsonObject;
  readonly remoteBase: JsonObject;
  readonly remote: JsonObject;
}

/** One member on its way from one side to the other. */
export interface Transfer {
  readonly path: Path;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

export interface Merge {
  /** The agent with both sides' changes; what the file never mentioned is as it is on the agent. */
  readonly merged: JsonObject;
  /** Changes made in the file that the agent doesn't have yet; `to` undefined is a deletion. */
  readonly outgoing: readonly Transfer[];
  /** Changes made on the agent that the file doesn't have yet. */
  readonly incoming: readonly Transfer[];
  /** Both changed, each in its own way; in `merged` these are as on the agent. */
  readonly contested: readonly Contested[];
  /** Members where the file's value counts although the agent's changed, because the user decided so. */
  readonly overridden: readonly Path[];
}

/**
 * Contested members that the user decided for the file, by JSON pointer, with what the agent said then: a decision holds
 * only while it still says that.
 */
export type Kept = ReadonlyMap<string, Json | undefined>;

/**
 * Merges what changed on each side since the last sync: by member, by line inside long strings, by item in lists of
 * plain items. Objects that hold secrets are atomic: their members belong together, so changes on both sides contest.
 * `kept` settles contested members.
 */
export function merge(schema: AgentSchema, sides: Sides, kept: Kept = new Map()): Merge {
  const merger = new Merger(schema, kept);
  const merged = merger.value([], sides.fileBase, sides.file, sides.remoteBase, sides.remote);
  const { outgoing, incoming, contested, overridden } = merger;
  return { merged: isJsonObject(merged) ? merged : {}, outgoing, incoming, contested, overridden };
}

type Side = Json | undefined;

class Merger {
  readonly outgoing: Transfer[] = [];
  readonly incoming: Transfer[] = [];
  readonly contested: Contested[] = [];
  readonly overridden: Path[] = [];
  readonly #schema: AgentSchema;
  readonly #kept: Kept;

  constructor(schema: AgentSchema, kept: Kept) {
    this.#schema = schema;
    this.#kept = kept;
  }

  value(path: Path, fileBase: Side, file: Side, remoteBase: Side, remote: Side): Side {
    const same = (a: Side, b: Side) => sameValue(this.#schema, path, a, b);
    const mineChanged = !same(fileBase, file);
    const theirsChanged = !same(remoteBase, remote);
    if ((!mineChanged && !theirsChanged) || same(file, remote)) return remote === undefined ? file : remote;
    if (this.#isKept(path, remote)) {
      this.overridden.push(path);
      return this.#keep(path, fileBase, file, remote);
    }
    if (isJsonObject(file) && isJsonObject(remote)) {
      const torn = mineChanged && theirsChanged && this.#isAtomic(path);
      return torn && !this.#agree(path, fileBase, file, remoteBase, remote)
        ? this.#contest(path, remoteBase, file, remote)
        : this.#members(path, fileBase, file, remoteBase, remote);
    }
    if (!theirsChanged) return this.#mine(path, file, remote);
    if (!mineChanged) return this.#theirs(path, file, remote);
    const both = same(fileBase, remoteBase) ? mergeInside(remoteBase, file, remote) : undefined;
    if (both === undefined) return this.#contest(path, remoteBase, file, remote);
    this.#mine(path, both, remote);
    this.#theirs(path, file, both);
    return both;
  }

  #members(path: Path, fileBase: Side, file: JsonObject, remoteBase: Side, remote: JsonObject): JsonObject {
    const members: [string, Json][] = [];
    for (const name of namesOf(remote, file, fileBase, remoteBase)) {
      const sides = [fileBase, file, remoteBase, remote].map((side) => memberOf(side, name));
      const value = this.value([...path, name], sides[0], sides[1], sides[2], sides[3]);
      if (value !== undefined) members.push([name, value]);
    }
    return objectOf(members);
  }

  #isKept(path: Path, remote: Side): boolean {
    const pointer = toPointer(path);
    return this.#kept.has(pointer) && sameValue(this.#schema, path, this.#kept.get(pointer), remote);
  }

  /** All that the file says here counts, its deletions too; only what it never mentioned stays as it is on the agent. */
  #keep(path: Path, fileBase: Side, file: Side, remote: Side): Side {
    if (!isJsonObject(file) || !isJsonObject(remote)) return this.#mine(path, file, remote);
    const members: [string, Json][] = [];
    for (const name of namesOf(remote, file)) {
      const [was, mine, theirs] = [fileBase, file, remote].map((side) => memberOf(side, name));
      const isMentioned = was !== undefined || mine !== undefined;
      const value = isMentioned ? this.#keep([...path, name], was, mine, theirs) : theirs;
      if (value !== undefined) members.push([name, value]);
    }
    return objectOf(members);
  }

  #mine(path: Path, file: Side, remote: Side): Side {
    if (!sameValue(this.#schema, path, file, remote)) this.outgoing.push({ path, from: remote, to: file });
    return file;
  }

  #theirs(path: Path, file: Side, remote: Side): Side {
    // A member that the file doesn't mention and that holds nothing is no news to it.
    const isNews = file !== undefined || (remote !== null && remote !== '');
    if (isNews && !sameValue(this.#schema, path, file, remote)) {
      this.incoming.push({ path, from: file, to: remote });
    }
    return remote;
  }

  #contest(path: Path, base: Side, mine: Side, theirs: Side): Side {
    this.contested.push({ path, base, mine, theirs });
    return theirs;
  }

  #isAtomic(path: Path): boolean {
    return this.#schema.at(path)?.secretContainer === true;
  }

  /** Whether both sides made the same changes, or none that the other one doesn't have. */
  #agree(path: Path, fileBase: Side, file: Side, remoteBase: Side, remote: Side): boolean {
    const mine = changesBetween(this.#schema, fileBase, file, path);
    const theirs = new Map(
      changesBetween(this.#schema, remoteBase, remote, path).map((change) => [
        toPointer(change.path),
        change,
      ]),
    );
    return mine.every((change) => {
      const other = theirs.get(toPointer(change.path));
      return other !== undefined && sameValue(this.#schema, change.path, change.after, other.after);
    });
  }
}

/** Long texts by line, lists by item; undefined where the changes touch each other. */
function mergeInside(base: Side, mine: Side, theirs: Side): Json | undefined {
  if (typeof base === 'string' && typeof mine === 'string' && typeof theirs === 'string') {
    return mergeLines(base, mine, theirs);
  }
  if (isJsonArray(base) && isJsonArray(mine) && isJsonArray(theirs)) return mergeLists(base, mine, theirs);
  return undefined;
}
