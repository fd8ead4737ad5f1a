import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  toPointer,
} from '#language/syntax/json';
import { isPlaceholder } from '#language/diagnostics/strings';
import type { AgentSchema } from '#language/schema/schema';
import { type SecretReference, isMask, looksLikeReference, readReference } from '#language/secrets/secrets';
import { comparableContent, isFlag, isSecretPath } from '../content/canonical';
import { isMaskedValue } from '../content/masked';
import type { BlockCause } from '../model';

/** A secret in a file or in a response. */
export interface SecretAtPath {
  readonly path: Path;
  readonly value: Json;
}

/** Every secret in `agent`, at any depth. An object with the name of a secret is a group of secrets; an array is one secret. */
export function secretsIn(
  schema: AgentSchema,
  agent: Json,
  path: Path = [],
  inGroup = false,
): SecretAtPath[] {
  if (isJsonArray(agent)) return agent.flatMap((item, index) => secretsIn(schema, item, [...path, index]));
  if (!isJsonObject(agent)) return [];
  return Object.entries(agent).flatMap(([name, value]) => {
    const place = [...path, name];
    if (isFlag(schema, place)) return [];
    const isSecret = inGroup || isSecretPath(schema, place, value);
    return isSecret && !isJsonObject(value)
      ? [{ path: place, value }]
      : secretsIn(schema, value, place, isSecret);
  });
}

/** Every value in `agent` that is not a secret and is masked, completely or partly. */
export function maskedIn(schema: AgentSchema, agent: Json, path: Path = []): Path[] {
  if (!isJsonObject(agent)) return [];
  return Object.entries(agent).flatMap(([name, value]) => {
    const place = [...path, name];
    if (schema.at(place)?.readOnly === true || isSecretPath(schema, place, value)) return [];
    return isMaskedValue(value) ? [place] : maskedIn(schema, value, place);
  });
}

/** The strings of every secret in `agent`. */
export function secretStringsIn(schema: AgentSchema, agent: Json): string[] {
  return secretsIn(schema, agent).flatMap(({ path, value }) =>
    stringsIn(value, path).map(({ text }) => text),
  );
}

/** What must not be sent, found without resolving anything: masks, empty secrets, invalid references. */
export function secretErrors(secrets: readonly SecretAtPath[]): BlockCause[] {
  return secrets.flatMap(({ path, value }) => stringsIn(value, path).flatMap(secretError));
}

function secretError({ path, text }: { path: Path; text: string }): BlockCause[] {
  const pointer = toPointer(path);
  if (text.trim() === '') return [{ kind: 'empty-secret', pointer }];
  if (readReference(text)) return [];
  if (looksLikeReference(text)) return [{ kind: 'invalid-reference', pointer }];
  if (isPlaceholder(path, text)) return [{ kind: 'placeholder', pointer }];
  return isMask(text) ? [{ kind: 'mask', pointer }] : [];
}

/** Placeholders outside of secrets that quick fixes wrote and that are not filled in yet. */
export function placeholdersIn(schema: AgentSchema, agent: JsonObject): BlockCause[] {
  return stringsIn(comparableContent(schema, agent), []).flatMap(({ path, text }) =>
    isPlaceholder(path, text) ? [{ kind: 'placeholder', pointer: toPointer(path) }] : [],
  );
}

/** Every string in `value`, with its path. */
export function stringsIn(value: Json, path: Path): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (isJsonArray(value)) return value.flatMap((item, index) => stringsIn(item, [...path, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => stringsIn(child, [...path, name]));
}

/** The reference that is the whole value of a secret. */
export function referenceAt({ value }: SecretAtPath): SecretReference | undefined {
  return typeof value === 'string' ? readReference(value) : undefined;
}

/** A reference, and where it is. */
export interface ReferenceAtPath {
  readonly path: Path;
  readonly reference: SecretReference;
}

/** The references in a secret: one where it is a string, any number where it is an array. */
export function referencesIn({ path, value }: SecretAtPath): ReferenceAtPath[] {
  return stringsIn(value, path).flatMap(({ path: place, text }) => {
    const reference = readReference(text);
    return reference ? [{ path: place, reference }] : [];
  });
}
