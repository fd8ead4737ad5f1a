import {
  type Json,
  type JsonObject,
  type Path,
  isJsonObject,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { comparableContent, sameJson } from '../content/canonical';
import type { SecretSource, SecretStep } from '../model';
import type { SecretRetention } from '../ports';
import { clearValueOf } from './clearing';
import { isProven } from './retention';
import { type KnownSecrets, type StoredState, remoteSecretState, secretPaths } from './stored';

/** A secret whose value is known. */
export interface ResolvedSecret {
  readonly path: Path;
  readonly value: Json;
  readonly source: SecretSource;
  /** This value was the last one sent for this property. */
  readonly alreadySent: boolean;
}

/** By JSON pointer: file secrets with their references resolved, and values from storage or from the user. */
export type ResolvedSecrets = ReadonlyMap<string, ResolvedSecret>;

export interface SecretInputs extends KnownSecrets {
  /** The expected agent, without secrets. */
  readonly target: JsonObject;
  /** Properties that the file changes. */
  readonly changed: readonly Path[];
  readonly resolved: ResolvedSecrets;
  /** Secrets with a reference in the file that is not set on this machine. */
  readonly unresolved: readonly Path[];
  readonly retention: SecretRetention;
}

interface RemoteSecret {
  readonly path: Path;
  readonly state: StoredState;
}

/** Secrets that are or may be stored, without a value in `resolved`. */
export function secretsToKeep(
  known: KnownSecrets,
  resolved: ReadonlySet<string>,
  unresolved: readonly Path[] = [],
): RemoteSecret[] {
  return statesOf(known, resolved, unresolved).filter(({ state }) => state.kind !== 'absent');
}

/** Secrets that can be set without being in the file: all whose parent object exists on the agent or in the file. */
export function storableSecrets(
  known: KnownSecrets,
  file: JsonObject,
  resolved: ReadonlySet<string>,
): RemoteSecret[] {
  return statesOf(known, resolved, []).filter(({ path }) =>
    [file, known.remote].some((side) => isJsonObject(valueAt(side, path.slice(0, -1)))),
  );
}

function statesOf(
  known: KnownSecrets,
  resolved: ReadonlySet<string>,
  unresolved: readonly Path[],
): RemoteSecret[] {
  return secretPaths(known, unresolved)
    .filter((path) => !resolved.has(toPointer(path)))
    .map((path) => ({ path, state: remoteSecretState(known, path) }));
}

/** How a write handles a secret, and the sent value; undefined if none is sent. */
export interface SecretChange {
  readonly step: SecretStep;
  readonly value: Json | undefined;
}

/** How a PUT handles each secret of the file and the agent. */
export function secretChanges(inputs: SecretInputs): SecretChange[] {
  const { resolved, unresolved } = inputs;
  const resolvedChanges = [...resolved.values()].flatMap((secret) => changeOfResolved(inputs, secret));
  const keptSecrets = secretsToKeep(inputs, new Set(resolved.keys()), unresolved);
  const hasNewValueInside = (path: Path) =>
    resolvedChanges.some(({ step }) => step.action !== 'keep' && isStrictlyInside(path, step.path));
  const hiddenChanges = keptSecrets
    .filter(
      ({ path }) =>
        !hasNewValueInside(path) && !keptSecrets.some((outer) => isStrictlyInside(outer.path, path)),
    )
    .flatMap((secret) => changeOfHidden(inputs, secret));
  return withoutPartsOfOmitted([...resolvedChanges, ...hiddenChanges]);
}

function isStrictlyInside(outer: Path, inner: Path): boolean {
  return outer.length < inner.length && isSameOrInside(outer, inner);
}

/** If an object is omitted because the response masks it as a whole, no secret inside it is sent: that would replace the others. */
function withoutPartsOfOmitted(changes: readonly SecretChange[]): SecretChange[] {
  const omitted = changes.filter(({ step, value }) => step.action === 'keep' && value === undefined);
  return changes.map((change) => {
    const container = omitted.find(({ step }) => isStrictlyInside(step.path, change.step.path));
    return container ? { step: { ...container.step, path: change.step.path }, value: undefined } : change;
  });
}

/** Retains what responses don't contain, unless the file changes it. The target may have its last known value. */
function changeOfHidden(inputs: SecretInputs, secret: RemoteSecret): SecretChange[] {
  const current = valueAt(inputs.target, secret.path);
  const isChanged = inputs.changed.some(
    (path) => isSameOrInside(path, secret.path) || isSameOrInside(secret.path, path),
  );
  return current !== undefined && isChanged ? [] : [keepSecret(inputs, secret, current ?? undefined)];
}

function isSameOrInside(outer: Path, inner: Path): boolean {
  return outer.every((step, depth) => String(step) === String(inner[depth]));
}

function changeOfResolved(inputs: SecretInputs, secret: ResolvedSecret): SecretChange[] {
  const { schema } = inputs;
  const { path, value, source, alreadySent } = secret;
  const state = remoteSecretState(inputs, path);
  if (value === null) {
    const isAbsent = state.kind === 'absent' || (state.kind === 'possible' && alreadySent);
    return isAbsent ? [] : [{ step: { path, action: 'clear' }, value: clearedSecret(schema, path) }];
  }
  const isStored = state.kind === 'plaintext' && sameJson(state.value, value);
  const isUnchanged = isStored || (alreadySent && state.kind !== 'absent');
  return [
    isUnchanged
      ? keepSecret(inputs, { path, state }, value)
      : { step: { path, action: 'set', source }, value },
  ];
}

/** A null in the file clears the secret. The API rejects null for all documented secrets, so another value may be sent. */
function clearedSecret(schema: AgentSchema, path: Path): Json {
  const property = schema.at(path);
  return property ? clearValueOf(property) : null;
}

/**
 * Keeps a secret that the file doesn't change. Where the server is proven to keep what a PUT omits, it is omitted. Otherwise the value
 * last sent from this machine is sent again, if it is known. It may have been replaced since, which the plan contains.
 */
function keepSecret(
  { schema, remote, target, retention, lastSent }: SecretInputs,
  { path, state }: RemoteSecret,
  current: Json | undefined,
): SecretChange {
  if (isParentRemoved(schema, remote, target, path))
    return { step: { path, action: 'clear' }, value: undefined };
  // A value in the response is the current one.
  if (state.kind === 'plaintext')
    return { step: { path, action: 'keep', guarantee: 'included' }, value: state.value };
  if (isProven(schema, remote, retention, path, state))
    return { step: { path, action: 'keep', guarantee: 'proven' }, value: undefined };
  const sentAt = lastSent.get(toPointer(path));
  if (current !== undefined)
    return { step: { path, action: 'keep', guarantee: 'resent', sentAt }, value: current };
  const isKnownToBeStored = state.kind === 'stored' || sentAt !== undefined;
  return {
    step: { path, action: 'keep', guarantee: isKnownToBeStored ? 'unproven' : 'unverifiable' },
    value: undefined,
  };
}

/** Whether the parent of a secret is removed: its object, or its array item, whose index another item may have now. */
function isParentRemoved(schema: AgentSchema, remote: JsonObject, target: JsonObject, path: Path): boolean {
  const parentPath = path.slice(0, -1);
  if (isJsonObject(valueAt(remote, parentPath)) && !isJsonObject(valueAt(target, parentPath))) return true;
  const depth = path.findIndex((step) => typeof step === 'number') + 1;
  if (depth === 0) return false;
  const item = path.slice(0, depth);
  return !sameJson(valueAt(comparableContent(schema, remote), item), valueAt(target, item));
}
