import {
  type Json,
  type JsonObject,
  type Path,
  fromPointer,
  isJsonArray,
  isJsonObject,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import { isPlaceholder } from '#language/diagnostics/strings';
import type { AgentSchema, MemberSchema } from '#language/schema/schema';
import { type SecretReference, isMask, looksLikeReference, readReference } from '#language/secrets/secrets';
import { emptyValue } from './clearing';
import { comparableContent, isFlag, isSecretPlace, sameJson } from '../content/canonical';
import type { BlockCause, SecretSource, SecretStep } from '../model';
import type { KeepEvidence } from '../ports';

/** A secret as it stands in a file or in an answer. */
export interface SecretPlace {
  readonly path: Path;
  readonly value: Json;
}

/** Every secret that stands in `agent`, at any depth. An object with the name of a secret is a group of them; a list is one. */
export function secretsIn(schema: AgentSchema, agent: Json, path: Path = [], inGroup = false): SecretPlace[] {
  if (isJsonArray(agent)) return agent.flatMap((item, index) => secretsIn(schema, item, [...path, index]));
  if (!isJsonObject(agent)) return [];
  return Object.entries(agent).flatMap(([name, value]) => {
    const place = [...path, name];
    if (isFlag(schema, place)) return [];
    const isSecret = inGroup || isSecretPlace(schema, place, value);
    return isSecret && !isJsonObject(value)
      ? [{ path: place, value }]
      : secretsIn(schema, value, place, isSecret);
  });
}

/** The texts of every secret that stands in `agent`. */
export function secretTextsIn(schema: AgentSchema, agent: Json): string[] {
  return secretsIn(schema, agent).flatMap(({ path, value }) => textsIn(value, path).map(({ text }) => text));
}

/** What must not be sent, found without asking anyone: masks, empty secrets, references that aren't. */
export function faultsOf(secrets: readonly SecretPlace[]): BlockCause[] {
  return secrets.flatMap(({ path, value }) => textsIn(value, path).flatMap(faultOf));
}

function faultOf({ path, text }: { path: Path; text: string }): BlockCause[] {
  const pointer = toPointer(path);
  if (text.trim() === '') return [{ kind: 'empty-secret', pointer }];
  if (readReference(text)) return [];
  if (looksLikeReference(text)) return [{ kind: 'invalid-reference', pointer }];
  if (isPlaceholder(path, text)) return [{ kind: 'placeholder', pointer }];
  return isMask(text) ? [{ kind: 'mask', pointer }] : [];
}

/** What fixes wrote outside of secrets and nobody has filled in yet. */
export function gapsIn(schema: AgentSchema, agent: JsonObject): BlockCause[] {
  return textsIn(comparableContent(schema, agent), []).flatMap(({ path, text }) =>
    isPlaceholder(path, text) ? [{ kind: 'placeholder', pointer: toPointer(path) }] : [],
  );
}

function textsIn(value: Json, path: Path): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (isJsonArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => textsIn(child, [...path, name]));
}

/** The reference that stands as the whole value of a secret. */
export function referenceAt({ value }: SecretPlace): SecretReference | undefined {
  return typeof value === 'string' ? readReference(value) : undefined;
}

/** A reference, and where it stands. */
export interface ReferencePlace {
  readonly path: Path;
  readonly reference: SecretReference;
}

/** The references in a secret: one where it is a text, any number where it is a list. */
export function referencesIn({ path, value }: SecretPlace): ReferencePlace[] {
  return textsIn(value, path).flatMap(({ path: place, text }) => {
    const reference = readReference(text);
    return reference ? [{ path: place, reference }] : [];
  });
}

/** A secret whose value is at hand. */
export interface Supplied {
  readonly path: Path;
  readonly value: Json;
  readonly source: SecretSource;
  /** This very value was the last one sent to this member. */
  readonly sentBefore: boolean;
}

/** By JSON pointer: file secrets with their references resolved, and values from storage or from the user. */
export type SuppliedSecrets = ReadonlyMap<string, Supplied>;

/** What an answer of the server tells about one secret. */
export type StoredState =
  | { readonly kind: 'in-clear'; readonly value: Json }
  | { readonly kind: 'stored' }
  | { readonly kind: 'absent' }
  /** It may be stored: the answer holds its neighbours, has no flag for it, and leaves such members out. */
  | { readonly kind: 'unknown' };

export function storedState(schema: AgentSchema, remote: JsonObject, path: Path): StoredState {
  const value = valueAt(remote, path);
  if (value !== undefined && value !== null && value !== '') {
    return hidesSomething(value) ? { kind: 'stored' } : { kind: 'in-clear', value };
  }
  if (hasFlag(schema, remote, path)) return { kind: 'stored' };
  const saysNothing = schema.at(path)?.configuredFlag === undefined && value === undefined && path.length > 1;
  return saysNothing && hasMembers(valueAt(remote, path.slice(0, -1)))
    ? { kind: 'unknown' }
    : { kind: 'absent' };
}

/** Whether an answer leaves out a secret or a part of it. */
function hidesSomething(value: Json): boolean {
  return textsIn(value, []).some(({ text }) => isMask(text));
}

/** Where the flag of a secret stands: by the schema, or beside it. */
function flagOf(schema: AgentSchema, path: Path): Path {
  const flag = schema.at(path)?.configuredFlag;
  return flag === undefined ? [...path.slice(0, -1), `${path.at(-1) ?? ''}_configured`] : fromPointer(flag);
}

function hasMembers(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

/** Where `remote` has, or may have, a secret: places in clear, the schema's table, and flags that no table knows. */
function remoteSecretPaths(schema: AgentSchema, remote: JsonObject): Path[] {
  const paths = [
    ...secretsIn(schema, remote).map(({ path }) => path),
    ...schemaSecrets(schema.root, []),
    ...flagsIn(schema, remote, []),
  ];
  return [...new Map(paths.map((path) => [toPointer(path), path])).values()];
}

/** The table of secret members. Members of open maps have no fixed names, so nothing tells whether one is missing. */
function schemaSecrets(member: MemberSchema, path: Path): Path[] {
  return [...member.properties.values()].flatMap((child) => {
    const place = [...path, child.name];
    if (child.secret) return member.additional ? [] : [place];
    return schemaSecrets(child, place);
  });
}

/** Secrets known by a true `…_configured` only, such as those of a provider newer than our schema. */
function flagsIn(schema: AgentSchema, remote: JsonObject, path: Path): Path[] {
  return Object.entries(remote).flatMap(([name, value]) => {
    const place = [...path, name];
    if (isJsonObject(value)) return flagsIn(schema, value, place);
    if (value !== true || !isFlag(schema, place) || schema.at(place)) return [];
    return [[...path, name.replace(/_configured$/, '')]];
  });
}

export interface SecretQuestion {
  readonly schema: AgentSchema;
  readonly remote: JsonObject;
  /** The agent as it should be, without secrets. */
  readonly target: JsonObject;
  readonly supplied: SuppliedSecrets;
  readonly evidence: KeepEvidence;
}

/** Secrets that `remote` has, or may have, and `supplied` doesn't give a value for. */
export function secretsToKeep(
  schema: AgentSchema,
  remote: JsonObject,
  supplied: ReadonlySet<string>,
): { path: Path; state: StoredState }[] {
  return remoteSecretPaths(schema, remote)
    .filter((path) => !supplied.has(toPointer(path)))
    .map((path) => ({ path, state: storedState(schema, remote, path) }))
    .filter(({ state }) => state.kind !== 'absent');
}

/** Secrets that a value can be stored for without a word of it in the file: all that have a place on the agent or in the file. */
export function secretsToStore(
  schema: AgentSchema,
  file: JsonObject,
  remote: JsonObject,
  supplied: ReadonlySet<string>,
): { path: Path; state: StoredState }[] {
  return remoteSecretPaths(schema, remote)
    .filter((path) => !supplied.has(toPointer(path)))
    .filter((path) => [file, remote].some((side) => isJsonObject(valueAt(side, path.slice(0, -1)))))
    .map((path) => ({ path, state: storedState(schema, remote, path) }));
}

/** Pointers of secrets that somebody changed on Cekura since their value was sent from here, as far as the answer shows it. */
export function changedByOthers(
  schema: AgentSchema,
  remote: JsonObject,
  supplied: SuppliedSecrets,
): string[] {
  return [...supplied].flatMap(([pointer, { path, value, sentBefore }]) => {
    const state = storedState(schema, remote, path);
    return sentBefore && state.kind === 'in-clear' && !sameJson(state.value, value) ? [pointer] : [];
  });
}

/** A step for one secret, and the value that travels with it; undefined where none does. */
export interface SecretMove {
  readonly step: SecretStep;
  readonly value: Json | undefined;
}

/** What a write does with each secret, of the file and of the agent. */
export function secretMoves(question: SecretQuestion): SecretMove[] {
  const { schema, remote, supplied } = question;
  const given = [...supplied.values()].flatMap((secret) => suppliedMove(question, secret));
  const kept = secretsToKeep(schema, remote, new Set(supplied.keys()));
  return [...given, ...kept.map(({ path, state }) => keepMove(question, path, state))];
}

function suppliedMove({ schema, remote }: SecretQuestion, supplied: Supplied): SecretMove[] {
  const { path, value, source, sentBefore } = supplied;
  const state = storedState(schema, remote, path);
  if (value === null) {
    const isGone = state.kind === 'absent' || (state.kind === 'unknown' && sentBefore);
    return isGone ? [] : [{ step: { path, intent: 'clear' }, value: clearedSecret(schema, path) }];
  }
  const isThere = state.kind === 'in-clear' ? sameJson(state.value, value) : isStored(state) && sentBefore;
  const step: SecretStep = isThere
    ? { path, intent: 'keep', how: 'sent-along' }
    : { path, intent: 'set', source };
  return [{ step, value }];
}

/** The file says null, whatever the API takes for "no secret": it refuses null for all secrets that it documents. */
function clearedSecret(schema: AgentSchema, path: Path): Json {
  const member = schema.at(path);
  return member ? emptyValue(member) : null;
}

function isStored({ kind }: StoredState): boolean {
  return kind !== 'absent';
}

function keepMove(
  { schema, remote, target, evidence }: SecretQuestion,
  path: Path,
  state: StoredState,
): SecretMove {
  if (isGivenUp(schema, remote, target, path)) return { step: { path, intent: 'clear' }, value: undefined };
  if (state.kind === 'in-clear')
    return { step: { path, intent: 'keep', how: 'sent-along' }, value: state.value };
  const seen = path.length === 1 ? evidence.topLevel : evidence.nested;
  // What was learned from secrets with flags says nothing on those without: they may be stored in another way.
  const how = seen === 'keeps' && hasFlag(schema, remote, path) ? 'proven' : 'unproven';
  return { step: { path, intent: 'keep', how }, value: undefined };
}

/** Whether what a secret stands in is no more: the object around it, or its item of a list, which another one may have followed. */
function isGivenUp(schema: AgentSchema, remote: JsonObject, target: JsonObject, path: Path): boolean {
  const holder = path.slice(0, -1);
  if (isJsonObject(valueAt(remote, holder)) && !isJsonObject(valueAt(target, holder))) return true;
  const depth = path.findIndex((step) => typeof step === 'number') + 1;
  if (depth === 0) return false;
  const item = path.slice(0, depth);
  return !sameJson(valueAt(comparableContent(schema, remote), item), valueAt(target, item));
}

function hasFlag(schema: AgentSchema, remote: JsonObject, path: Path): boolean {
  return valueAt(remote, flagOf(schema, path)) === true;
}
