import {
  type Json,
  type JsonObject,
  type Path,
  fromPointer,
  isJsonArray,
  isJsonObject,
  stringAt,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema, PropertySchema } from '#language/schema/schema';
import { isMask } from '#language/secrets/secrets';
import { isFlag } from '../content/canonical';
import { isBlankValue } from '../content/blank';
import type { LastSent } from '../ports';
import { maskedPaths, secretsIn, stringsIn } from './detect';

/** What is known about a stored secret. */
export type StoredState =
  /** The response contains the value. */
  | { readonly kind: 'plaintext'; readonly value: Json }
  /** A flag or a mask shows that it is stored. */
  | { readonly kind: 'stored' }
  /** The response doesn't show whether it is stored. */
  | { readonly kind: 'possible' }
  | { readonly kind: 'absent' };

/** A response, and a record of the secrets that were sent to this agent. */
export interface KnownSecrets {
  readonly schema: AgentSchema;
  readonly remote: JsonObject;
  readonly lastSent: LastSent;
}

/** The state of the secret at `path`, according to the response and the record of sent secrets. */
export function remoteSecretState(known: KnownSecrets, path: Path): StoredState {
  const { schema, remote, lastSent } = known;
  const visible = visibleValueAt(remote, path);
  if (visible === 'masked') return { kind: 'stored' };
  if (visible.value !== undefined && !isBlankValue(visible.value)) {
    return isMasked(visible.value) ? { kind: 'stored' } : { kind: 'plaintext', value: visible.value };
  }
  const flag = valueAt(remote, configuredFlagOf(schema, path));
  if (isTrue(flag)) return { kind: 'stored' };
  // The absence of a value that is never returned has no meaning.
  const isDenied = visible.isDenied || (visible.value !== undefined && schema.at(path)?.writeOnly !== true);
  if (flag !== undefined || isDenied) return { kind: 'absent' };
  const isPossible = lastSent.has(toPointer(path)) || mayBeHidden(schema, remote, path);
  return { kind: isPossible ? 'possible' : 'absent' };
}

/** The value at `path`; `masked` if it or its parent is masked as a whole, `isDenied` if its parent is null. */
function visibleValueAt(
  remote: JsonObject,
  path: Path,
): 'masked' | { value: Json | undefined; isDenied: boolean } {
  for (let depth = 1; depth < path.length; depth++) {
    const container = valueAt(remote, path.slice(0, depth));
    if (typeof container === 'string' && isMask(container)) return 'masked';
    if (container === null) return { value: undefined, isDenied: true };
  }
  return { value: valueAt(remote, path), isDenied: false };
}

/** Whether a response has a flag that the secret at `path` is stored. */
export function hasFlag(schema: AgentSchema, remote: JsonObject, path: Path): boolean {
  return isTrue(valueAt(remote, configuredFlagOf(schema, path)));
}

/** Flags are documented as strings but named like booleans, so both are accepted. */
function isTrue(flag: Json | undefined): boolean {
  return flag === true || (typeof flag === 'string' && flag.toLowerCase() === 'true');
}

/** Whether a value is completely or partly masked in a response. */
export function isMasked(value: Json): boolean {
  return stringsIn(value, []).some(({ text }) => isMask(text));
}

/**
 * Whether a secret may be stored although the response contains neither its value nor a flag. If the response has flags, this is only
 * possible for secrets without a flag that belong to a selected provider or to no provider.
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

/** The path of the flag of a secret: according to the schema, or next to the secret. */
function configuredFlagOf(schema: AgentSchema, path: Path): Path {
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
  return provider !== undefined && providersOf(remote).includes(provider);
}

function providersOf(remote: JsonObject): string[] {
  return ['assistant_provider', 'transcript_provider']
    .map((name) => stringAt(remote, name))
    .filter((provider) => provider !== undefined)
    .filter((provider) => provider !== '');
}

/**
 * The paths of values that are or may be stored although responses don't contain them: secrets and masked values in the response, secrets
 * in the schema, secrets with a flag that is not in the schema, write-only properties, keys of the selected providers, secrets sent from
 * this machine, and secrets in the file.
 */
export function secretPaths({ schema, remote, lastSent }: KnownSecrets, inFile: readonly Path[]): Path[] {
  const paths = [
    ...secretsIn(schema, remote).map(({ path }) => path),
    ...maskedPaths(schema, remote),
    ...schemaSecrets(schema.root, []),
    ...unknownFlags(schema, remote, []),
    ...keysOfUnknownProviders(schema, remote),
    ...[...lastSent.keys()].map(fromPointer).filter((path) => !isInArray(remote, path)),
    ...inFile,
  ];
  return [...new Map(paths.map((path) => [toPointer(path), path])).values()];
}

/** Secrets and write-only properties of the schema. Free-form objects have no fixed property names, so their secrets are not included. */
function schemaSecrets(property: PropertySchema, path: Path): Path[] {
  return [...property.properties.values()].flatMap((child) => {
    const childPath = [...path, child.name];
    if (child.secret) return child.additional ? [] : [childPath];
    if (child.writeOnly && !child.readOnly) return [childPath];
    return schemaSecrets(child, childPath);
  });
}

/** Secrets that are only known by a `…_configured` flag, such as those of a provider that the schema doesn't have yet. */
function unknownFlags(schema: AgentSchema, remote: JsonObject, path: Path): Path[] {
  return Object.entries(remote).flatMap(([name, value]) => {
    const childPath = [...path, name];
    if (isJsonObject(value)) return unknownFlags(schema, value, childPath);
    if (!isTrue(value) || !isFlag(schema, childPath) || schema.at(childPath)) return [];
    return [[...path, name.replace(/_configured$/, '')]];
  });
}

/** A provider that the schema doesn't have may have a key without a flag, with a regular name: `agora_api_key`. */
function keysOfUnknownProviders(schema: AgentSchema, remote: JsonObject): Path[] {
  return providersOf(remote)
    .filter((provider) => !schema.providers.has(provider) && /^\w+$/.test(provider))
    .map((provider) => [`${provider}_api_key`]);
}

/** Array items have no stable path, so a record of what was sent to one is not usable. */
function isInArray(remote: JsonObject, path: Path): boolean {
  return path.some((_, depth) => isJsonArray(valueAt(remote, path.slice(0, depth))));
}
