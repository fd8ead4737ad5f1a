import {
  type Json,
  type JsonObject,
  type Path,
  isJsonArray,
  isJsonObject,
  objectOf,
  objectOrEmpty,
} from '#language/syntax/json';
import { readPromptReference } from '#language/promptFiles/reference';
import type { AgentSchema } from '#language/schema/schema';
import { findCredential, redactCredentialsIn } from '#language/secrets/credentialPatterns';
import { isInSecretContainer, isSecretName, redactUrl } from '#language/secrets/secrets';
import { comparableContent, isSecretPath } from './canonical';

/** The prefix of a value whose credentials were removed, so that it is never mistaken for the value itself. */
const redactionMark = '<contains credentials> ';

/** Removes credentials from a value so that it can be stored: in URLs, in JSON text, and API keys. */
export function redactCredentials(schema: AgentSchema, value: Json, path: Path = []): Json {
  return mapStrings(value, path, (text, childPath) => {
    const redacted = redactedText(schema, childPath, text);
    return redacted === text ? text : `${redactionMark}${redacted}`;
  });
}

/** Whether a value has lost credentials in `redactCredentials`. */
export function isRedacted(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.startsWith(redactionMark);
  if (isJsonArray(value)) return value.some(isRedacted);
  return isJsonObject(value) && Object.values(value).some(isRedacted);
}

/** A remote value without strings that contain credentials, and the paths of those. */
export interface SafeValue {
  readonly value: Json | undefined;
  readonly omittedCredentials: readonly Path[];
}

/** `local`: the value in the file; credentials that it already contains are kept. */
export function withoutNewCredentials(
  schema: AgentSchema,
  path: Path,
  remote: Json | undefined,
  local: Json | undefined,
): SafeValue {
  if (typeof remote === 'string') {
    // A reference to a prompt file in the file would be resolved by the next push.
    const isSafe =
      remote === local ||
      (readPromptReference(remote) === undefined && !hasNewCredentials(schema, path, remote, local));
    return isSafe ? { value: remote, omittedCredentials: [] } : { value: local, omittedCredentials: [path] };
  }
  if (isJsonArray(remote)) {
    // Removing an item from an array would be another change.
    const items = remote.map((item) => withoutNewCredentials(schema, path, item, undefined));
    const isSafe = items.every(({ omittedCredentials }) => omittedCredentials.length === 0);
    return isSafe ? { value: remote, omittedCredentials: [] } : { value: local, omittedCredentials: [path] };
  }
  if (!isJsonObject(remote)) return { value: remote, omittedCredentials: [] };
  const localObject = objectOrEmpty(local);
  const parts = Object.entries(remote).map(([name, child]) => ({
    name,
    ...withoutNewCredentials(schema, [...path, name], child, localObject[name]),
  }));
  return {
    value: objectOf(parts.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
    omittedCredentials: parts.flatMap(({ omittedCredentials }) => omittedCredentials),
  };
}

function hasNewCredentials(
  schema: AgentSchema,
  path: Path,
  remote: string,
  local: Json | undefined,
): boolean {
  if (redactedText(schema, path, remote) === remote) return false;
  const localText = typeof local === 'string' ? local : '';
  for (let text = remote; ;) {
    const span = findCredential(text);
    if (!span) return redactedText(schema, path, text) !== text;
    const credential = text.slice(span.offset, span.offset + span.length);
    if (!localText.includes(credential)) return true;
    text = text.replaceAll(credential, '');
  }
}

function redactedText(schema: AgentSchema, path: Path, text: string): string {
  const json = isSettings(schema, path) ? jsonIn(text) : undefined;
  if (json !== undefined) {
    const redacted = redactJson(schema, json, path);
    if (redacted !== json) return JSON.stringify(redacted);
  }
  return redactCredentialsIn(isUrl(text) ? redactAddress(text) : text);
}

function isUrl(text: string): boolean {
  return /^\s*[a-z][a-z\d+.-]*:\S+\s*$/i.test(text);
}

/** Like `redactUrl`, but also redacts a user without a password, which is a token in some APIs. */
function redactAddress(text: string): string {
  const url = text.trim();
  const redacted = redactUrl(url).replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#@:\s]+@/i, '$1…@');
  return redacted === url ? text : redacted;
}

/** Whether a string may contain provider settings as JSON. In prompts, names in JSON text have other meanings. */
function isSettings(schema: AgentSchema, path: Path): boolean {
  return isInSecretContainer(schema, path) || schema.at(path)?.secretContainer === true || !schema.at(path);
}

function jsonIn(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The same value where it contains no credentials. */
function redactJson(schema: AgentSchema, value: Json, path: Path): Json {
  if (typeof value === 'string') return redactedText(schema, path, value);
  if (isJsonArray(value)) {
    const items = value.map((item) => redactJson(schema, item, path));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, child]): [string, Json] => {
    const childPath = [...path, name];
    const isSecret = isSecretName(name) || isSecretPath(schema, childPath, child);
    return [
      name,
      isSecret && typeof child === 'string' && child !== '' ? '…' : redactJson(schema, child, childPath),
    ];
  });
  return entries.every(([name, child]) => child === value[name]) ? value : objectOf(entries);
}

function mapStrings(value: Json, path: Path, map: (text: string, path: Path) => string): Json {
  if (typeof value === 'string') return map(value, path);
  if (isJsonArray(value)) return value.map((item) => mapStrings(item, path, map));
  if (!isJsonObject(value)) return value;
  return objectOf(
    Object.entries(value).map(([name, child]) => [name, mapStrings(child, [...path, name], map)]),
  );
}

/** Content without credentials, so that it can be stored in a baseline. */
export function storedContent(schema: AgentSchema, agent: JsonObject): JsonObject {
  return objectOrEmpty(redactCredentials(schema, comparableContent(schema, agent)));
}
