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

/** All secrets in `agent`, at any depth. In an object with the name of a secret, each value is a secret; an array is one secret. */
export function secretsIn(
  schema: AgentSchema,
  agent: Json,
  path: Path = [],
  inGroup = false,
): SecretAtPath[] {
  if (isJsonArray(agent)) return agent.flatMap((item, index) => secretsIn(schema, item, [...path, index]));
  if (!isJsonObject(agent)) return [];
  return Object.entries(agent).flatMap(([name, value]) => {
    const childPath = [...path, name];
    if (isFlag(schema, childPath)) return [];
    const isSecret = inGroup || isSecretPath(schema, childPath, value);
    return isSecret && !isJsonObject(value)
      ? [{ path: childPath, value }]
      : secretsIn(schema, value, childPath, isSecret);
  });
}

/** Every value in `agent` that is not a secret and is masked, completely or partly. */
export function maskedPaths(schema: AgentSchema, agent: Json, path: Path = []): Path[] {
  if (!isJsonObject(agent)) return [];
  return Object.entries(agent).flatMap(([name, value]) => {
    const childPath = [...path, name];
    if (schema.at(childPath)?.readOnly === true || isSecretPath(schema, childPath, value)) return [];
    return isMaskedValue(value) ? [childPath] : maskedPaths(schema, value, childPath);
  });
}

/** The strings of every secret in `agent`. */
export function secretStringsIn(schema: AgentSchema, agent: Json): string[] {
  return secretsIn(schema, agent).flatMap(({ path, value }) =>
    stringsIn(value, path).map(({ text }) => text),
  );
}

/** Values that must not be sent and can be found without resolving references: masks, empty secrets, invalid references. */
export function secretErrors(secrets: readonly SecretAtPath[]): BlockCause[] {
  return secrets.flatMap(({ path, value }) => stringsIn(value, path).flatMap(secretError));
}

function secretError({ path, text }: { path: Path; text: string }): BlockCause[] {
  const pointer = toPointer(path);
  if (text.trim() === '') return [{ kind: 'empty-secret', pointer }];
  if (readReference(text)) return [];
  if (looksLikeReference(text)) return [{ kind: 'invalid-reference', pointer }];
  if (isPlaceholder(path.at(-1), text)) return [{ kind: 'placeholder', pointer }];
  return isMask(text) ? [{ kind: 'mask', pointer }] : [];
}

/** Placeholders of quick fixes outside of secrets that were not replaced yet. */
export function placeholderCauses(schema: AgentSchema, agent: JsonObject): BlockCause[] {
  return stringsIn(comparableContent(schema, agent), []).flatMap(({ path, text }) =>
    isPlaceholder(path.at(-1), text) ? [{ kind: 'placeholder', pointer: toPointer(path) }] : [],
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

export interface SecretReferenceAtPath {
  readonly path: Path;
  readonly reference: SecretReference;
}

/** The references in a secret: at most one in a string, any number in an array. */
export function referencesIn({ path, value }: SecretAtPath): SecretReferenceAtPath[] {
  return stringsIn(value, path).flatMap(({ path: childPath, text }) => {
    const reference = readReference(text);
    return reference ? [{ path: childPath, reference }] : [];
  });
}
