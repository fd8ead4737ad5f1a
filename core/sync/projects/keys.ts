import { type JsonObject, propertyOf, toJsonText } from '#language/syntax/json';

/** A project as the projects' list names it. */
export interface Project {
  /** Digits of the project's `id`. */
  readonly id: string;
  readonly name: string;
  /** Properties whose secret the project has stored for all of its agents, such as `vapi_api_key`. */
  readonly configured: readonly string[];
}

/**
 * Which of the keys of one origin: the default key, or that of one project, by its id. The default key is the one that
 * can access several projects, or whose projects are unknown.
 */
export type KeySlot = { readonly kind: 'default' } | { readonly kind: 'project'; readonly project: string };

/** What is known about a stored API key. The key itself is in secret storage only. */
export interface KeyRecord {
  readonly slot: KeySlot;
  /** The last four characters of the key. */
  readonly lastFour: string;
  /** ISO date and time; undefined for a key that was saved without being verified, or by an earlier version. */
  readonly verifiedAt: string | undefined;
  /** The projects that the key can access; empty if unknown. */
  readonly projects: readonly Project[];
  /** The API rejected a write with this key that it accepted reads with. */
  readonly readOnly: boolean;
}

export const defaultSlot: KeySlot = { kind: 'default' };

/** The key to use for a file, or why there is none. */
export type KeyChoice =
  | { readonly kind: 'key'; readonly record: KeyRecord }
  /** No key is stored at all. */
  | { readonly kind: 'no-key' }
  /** Keys are stored, but none for this project and no default key. */
  | { readonly kind: 'no-key-for-project'; readonly project: string }
  /** The file names no project, and several keys might fit: the user decides. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly KeyRecord[] };

/** The project of a file, and the key that the user chose for it earlier. */
export interface KeyRequest {
  readonly project: string | undefined;
  readonly chosen: KeySlot | undefined;
}

/** The key of the file's project, else the default key, else the only one. */
export function chooseKey(keys: readonly KeyRecord[], { project, chosen }: KeyRequest): KeyChoice {
  const [only, ...others] = keys;
  if (!only) return { kind: 'no-key' };
  const own = project === undefined ? recordIn(keys, chosen) : recordIn(keys, projectSlot(project));
  const found = own ?? recordIn(keys, defaultSlot) ?? (others.length === 0 ? only : undefined);
  if (found) return { kind: 'key', record: found };
  return project === undefined
    ? { kind: 'ambiguous', candidates: keys }
    : { kind: 'no-key-for-project', project };
}

export function projectSlot(project: string): KeySlot {
  return { kind: 'project', project };
}

export function sameSlot(a: KeySlot, b: KeySlot): boolean {
  return slotId(a) === slotId(b);
}

/** A slot as part of a storage key; empty for the default key, whose storage key is the one of earlier versions. */
export function slotId(slot: KeySlot): string {
  return slot.kind === 'default' ? '' : slot.project;
}

export function recordIn(keys: readonly KeyRecord[], slot: KeySlot | undefined): KeyRecord | undefined {
  return slot && keys.find((record) => sameSlot(record.slot, slot));
}

/** The records with `record` in place of the one in its slot. */
export function withRecord(keys: readonly KeyRecord[], record: KeyRecord): KeyRecord[] {
  return [...withoutRecord(keys, record.slot), record];
}

export function withoutRecord(keys: readonly KeyRecord[], slot: KeySlot): KeyRecord[] {
  return keys.filter((record) => !sameSlot(record.slot, slot));
}

/** What a key is stored as: as the key of its project if it can access exactly one, else as the default key. */
export function newRecord(
  key: string,
  projects: readonly Project[],
  verifiedAt: string | undefined,
): KeyRecord {
  const [only, ...others] = projects;
  const slot = only && others.length === 0 ? projectSlot(only.id) : defaultSlot;
  return { slot, lastFour: lastFourOf(key), verifiedAt, projects, readOnly: false };
}

/** Enough to recognize a key by; nothing of a key that is so short that this would reveal most of it. */
export function lastFourOf(key: string): string {
  return key.length >= 10 ? key.slice(-4) : '';
}

/** The one project that a key belongs to; undefined for the default key. */
export function projectOfKey({ slot, projects }: KeyRecord): Project | undefined {
  if (slot.kind === 'default') return undefined;
  return projects.find(({ id }) => id === slot.project) ?? { id: slot.project, name: '', configured: [] };
}

/** Every project that a stored key can access, once, in the order of their names. */
export function knownProjects(keys: readonly Pick<KeyRecord, 'projects'>[]): Project[] {
  const byId = new Map(keys.flatMap(({ projects }) => projects.map((project) => [project.id, project])));
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Digits of the `project` that an agent or a file names; undefined where it names none. */
export function projectIn(agent: JsonObject): string | undefined {
  const project = propertyOf(agent, 'project');
  if (project === undefined || project === null) return undefined;
  const digits = toJsonText(project);
  return /^[1-9]\d*$/.test(digits) ? digits : undefined;
}
