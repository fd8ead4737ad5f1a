import { type JsonObject, propertyOf, toJsonText } from '#language/syntax/json';

/** A project in the list of projects. */
export interface Project {
  /** Digits of the project's `id`. */
  readonly id: string;
  readonly name: string;
  /** Properties whose secret the project has stored for all of its agents, such as `vapi_api_key`. */
  readonly configured: readonly string[];
}

/**
 * Identifies a key of an origin: the default key, or the key of a project by its ID. The default key can access several projects, or its
 * projects are unknown.
 */
export type KeySlot = { readonly kind: 'default' } | { readonly kind: 'project'; readonly project: string };

/** Metadata of a stored API key. The key itself is in secret storage only. */
export interface KeyRecord {
  readonly slot: KeySlot;
  /** The last four characters of the key. */
  readonly lastFour: string;
  /** ISO date and time; undefined for a key that was saved without being verified, or by an earlier version. */
  readonly verifiedAt: string | undefined;
  /** The projects that the key can access; empty if unknown. */
  readonly projects: readonly Project[];
  /** The API accepted reads but rejected a write with this key. */
  readonly readOnly: boolean;
}

export const defaultSlot: KeySlot = { kind: 'default' };

/** The key for a file, or why there is none. */
export type KeyChoice =
  | { readonly kind: 'key'; readonly record: KeyRecord }
  | { readonly kind: 'no-key' }
  /** Keys are stored, but none for this project and no default key. */
  | { readonly kind: 'no-key-for-project'; readonly project: string }
  /** The file has no project, and several keys are possible, so the user selects one. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly KeyRecord[] };

/** The key of the file's project, else the default key, else the only one. `selected`: the key that the user chose for the file earlier. */
export function chooseKey(
  keys: readonly KeyRecord[],
  { project, selected }: { readonly project: string | undefined; readonly selected: KeySlot | undefined },
): KeyChoice {
  const [only, ...others] = keys;
  if (!only) return { kind: 'no-key' };
  const preferred = project === undefined ? recordIn(keys, selected) : recordIn(keys, projectSlot(project));
  const record = preferred ?? recordIn(keys, defaultSlot) ?? (others.length === 0 ? only : undefined);
  if (record) return { kind: 'key', record };
  return project === undefined
    ? { kind: 'ambiguous', candidates: keys }
    : { kind: 'no-key-for-project', project };
}

export function projectSlot(project: string): KeySlot {
  return { kind: 'project', project };
}

function sameSlot(a: KeySlot, b: KeySlot): boolean {
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

/** The slot for a key: that of its project if it can access exactly one, else the default slot. */
export function newRecord(
  key: string,
  projects: readonly Project[],
  verifiedAt: string | undefined,
): KeyRecord {
  const [only, ...others] = projects;
  const slot = only && others.length === 0 ? projectSlot(only.id) : defaultSlot;
  return { slot, lastFour: lastFourOf(key), verifiedAt, projects, readOnly: false };
}

/** The last characters of a key for display, or none if the key is so short that they would reveal most of it. */
export function lastFourOf(key: string): string {
  return key.length >= 10 ? key.slice(-4) : '';
}

/** The one project that a key belongs to; undefined for the default key. */
export function projectOfKey({ slot, projects }: KeyRecord): Project | undefined {
  if (slot.kind === 'default') return undefined;
  return projects.find(({ id }) => id === slot.project) ?? { id: slot.project, name: '', configured: [] };
}

/** All projects that stored keys can access, sorted by name. */
export function knownProjects(keys: readonly Pick<KeyRecord, 'projects'>[]): Project[] {
  const byId = new Map(keys.flatMap(({ projects }) => projects.map((project) => [project.id, project])));
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Digits of the `project` of an agent or a file; undefined if it has none. */
export function projectIn(agent: JsonObject): string | undefined {
  const project = propertyOf(agent, 'project');
  if (project === undefined || project === null) return undefined;
  const digits = toJsonText(project);
  return /^[1-9]\d*$/.test(digits) ? digits : undefined;
}
