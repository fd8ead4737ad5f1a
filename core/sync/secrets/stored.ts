import {
  type Json,
  type JsonObject,
  type Path,
  fromPointer,
  isJsonArray,
  isJsonObject,
  propertyOf,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema, PropertySchema } from '#language/schema/schema';
import { isMask } from '#language/secrets/secrets';
import { isFlag } from '../content/canonical';
import { isEmptyValue } from '../content/empty';
import type { LastSent } from '../ports';
import { maskedIn, secretsIn, stringsIn } from './detect';

/** What is known about one secret of an agent on Cekura. */
export type StoredState =
  /** The answer shows its value. */
  | { readonly kind: 'plaintext'; readonly value: Json }
  /** A flag or a mask says that it is stored. */
  | { readonly kind: 'stored' }
  /** The answer neither shows nor denies it. `sentAt`: a value was sent from here, so it was stored then. */
  | { readonly kind: 'possible'; readonly sentAt: Date | undefined }
  | { readonly kind: 'absent' };

/** An answer of the server, and what is remembered about secrets that were sent to this agent. */
export interface KnownSecrets {
  readonly schema: AgentSchema;
  readonly remote: JsonObject;
  readonly lastSent: LastSent;
}

/** What the answer and the memory tell about the secret at `path`. */
export function remoteSecretState(known: KnownSecrets, path: Path): StoredState {
  const { schema, remote, lastSent } = known;
  const shown = shownAt(remote, path);
  if (shown === 'masked') return { kind: 'stored' };
  if (shown.value !== undefined && !isEmptyValue(shown.value)) {
    return isMasked(shown.value) ? { kind: 'stored' } : { kind: 'plaintext', value: shown.value };
  }
  const flag = valueAt(remote, flagOf(schema, path));
  if (isTrue(flag)) return { kind: 'stored' };
  // Nothing in place of a value that is never returned says nothing about it.
  const isDenied = shown.isDenied || (shown.value !== undefined && schema.at(path)?.writeOnly !== true);
  if (flag !== undefined || isDenied) return { kind: 'absent' };
  const sentAt = lastSent.get(toPointer(path));
  return sentAt !== undefined || mayBeHidden(schema, remote, path)
    ? { kind: 'possible', sentAt }
    : { kind: 'absent' };
}

/** The value at `path`; `masked` where it or an object around it is masked as a whole, `isDenied` where that object is null. */
function shownAt(remote: JsonObject, path: Path): 'masked' | { value: Json | undefined; isDenied: boolean } {
  for (let depth = 1; depth < path.length; depth++) {
    const around = valueAt(remote, path.slice(0, depth));
    if (typeof around === 'string' && isMask(around)) return 'masked';
    if (around === null) return { value: undefined, isDenied: true };
  }
  return { value: valueAt(remote, path), isDenied: false };
}

/** Whether an answer has a flag that says that the secret at `path` is stored. */
export function hasFlag(schema: AgentSchema, remote: JsonObject, path: Path): boolean {
  return isTrue(valueAt(remote, flagOf(schema, path)));
}

/** Flags are documented as strings and named like booleans. */
function isTrue(flag: Json | undefined): boolean {
  return flag === true || (typeof flag === 'string' && flag.toLowerCase() === 'true');
}

/** Whether an answer shows a mask in place of a value or of a part of it. */
export function isMasked(value: Json): boolean {
  return stringsIn(value, []).some(({ text }) => isMask(text));
}

/**
 * Whether a secret of which the answer says nothing may be stored: answers may leave out its value and have no flag for it. Where flags are
 * returned, one without a flag is that of a selected provider, or of none.
 */
function mayBeHidden(schema: AgentSchema, remote: JsonObject, path: Path): boolean {
  if (path.length > 1) {
    const parent = valueAt(remote, path.slice(0, -1));
    // Without flags, an object that only contains a secret is returned as an empty one.
    return hasProperties(parent) || (isJsonObject(parent) && !hasFlags(remote));
  }
  const property = schema.at(path);
  const isOther =
    (property?.configuredFlag ?? property?.provider) !== undefined &&
    !isOfSelectedProvider(schema, remote, path);
  if (isOther && hasFlags(remote)) return false;
  const isKey = keysOfUnknownProviders(schema, remote).some(([name]) => name === path[0]);
  return isKey || property?.writeOnly === true;
}

/** The path of the flag of a secret: by the schema, or beside it. */
function flagOf(schema: AgentSchema, path: Path): Path {
  const flag = schema.at(path)?.configuredFlag;
  return flag === undefined ? [...path.slice(0, -1), `${path.at(-1) ?? ''}_configured`] : fromPointer(flag);
}

function hasFlags(remote: JsonObject): boolean {
  return Object.keys(remote).some((name) => name.endsWith('_configured'));
}

function hasProperties(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

function isOfSelectedProvider(schema: AgentSchema, remote: JsonObject, path: Path): boolean {
  const { provider } = schema.at(path.slice(0, 1)) ?? {};
  return provider !== undefined && selectedProviders(remote).includes(provider);
}

function selectedProviders(remote: JsonObject): string[] {
  return ['assistant_provider', 'transcript_provider'].flatMap((name) => {
    const provider = propertyOf(remote, name);
    return typeof provider === 'string' && provider !== '' ? [provider] : [];
  });
}

/**
 * Where the agent has, or may have, something that answers don't show: secrets and masked values in the answer, secrets of the schema, those
 * with a flag that the schema doesn't know, write-only properties, the keys of the selected providers, secrets sent from here, and those
 * that the file mentions.
 */
export function secretPaths({ schema, remote, lastSent }: KnownSecrets, inFile: readonly Path[]): Path[] {
  const paths = [
    ...secretsIn(schema, remote).map(({ path }) => path),
    ...maskedIn(schema, remote),
    ...schemaSecrets(schema.root, []),
    ...unknownFlags(schema, remote, []),
    ...keysOfUnknownProviders(schema, remote),
    ...[...lastSent.keys()].map(fromPointer).filter((path) => !isInArray(remote, path)),
    ...inFile,
  ];
  return [...new Map(paths.map((path) => [toPointer(path), path])).values()];
}

/** Secrets and write-only properties of the schema. Members of open maps have no fixed names, so nothing tells whether one is missing. */
function schemaSecrets(property: PropertySchema, path: Path): Path[] {
  return [...property.properties.values()].flatMap((child) => {
    const place = [...path, child.name];
    if (child.secret) return child.additional ? [] : [place];
    if (child.writeOnly && !child.readOnly) return [place];
    return schemaSecrets(child, place);
  });
}

/** Secrets known by a true `…_configured` only, such as those of a provider newer than our schema. */
function unknownFlags(schema: AgentSchema, remote: JsonObject, path: Path): Path[] {
  return Object.entries(remote).flatMap(([name, value]) => {
    const place = [...path, name];
    if (isJsonObject(value)) return unknownFlags(schema, value, place);
    if (!isTrue(value) || !isFlag(schema, place) || schema.at(place)) return [];
    return [[...path, name.replace(/_configured$/, '')]];
  });
}

/** A provider that the schema doesn't know may have a key without a flag, named like those of the others: `agora_api_key`. */
function keysOfUnknownProviders(schema: AgentSchema, remote: JsonObject): Path[] {
  return selectedProviders(remote)
    .filter((provider) => !schema.providers.has(provider) && /^\w+$/.test(provider))
    .map((provider) => [`${provider}_api_key`]);
}

/** Items of an array have no names, so what was sent to one can't be found again. */
function isInArray(remote: JsonObject, path: Path): boolean {
  return path.some((_, depth) => isJsonArray(valueAt(remote, path.slice(0, depth))));
}
