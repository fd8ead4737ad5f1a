import * as l10n from '@vscode/l10n';
import type { AnnotatedNode } from '../annotate';
import { type Json, type JsonType, type Path, typeOf } from '../syntax/json';
import { findCredential } from '../secrets/credentialPatterns';
import { redactedName } from '../secrets/redact';
import type { SchemaError } from './schemaErrors';

/** The Problems panel shows about this many characters in a line. */
const maxLength = 120;
const maxNameLength = 48;

/** JSON Schema keyword → message. These messages never contain the value: it may be a secret. */
export const messages: Readonly<Record<string, (error: SchemaError) => string>> = {
  type: wrongTypeMessage,
  enum: ({ node }) => l10n.t`Invalid value for "${displayPath(node.path)}".`,
  pattern: invalidFormat,
  minLength: tooShort,
  maxLength: ({ node, limit = 0 }) =>
    l10n.t`"${displayPath(node.path)}" must have at most ${limit} characters.`,
  minItems: ({ node, limit = 0 }) => l10n.t`"${displayPath(node.path)}" must have at least ${limit} items.`,
  maxItems: ({ node, limit = 0 }) => l10n.t`"${displayPath(node.path)}" must have at most ${limit} items.`,
  minimum: outOfRange,
  maximum: outOfRange,
};

/** The message about a value that the schema does not list, with the date of the schema. */
export function unknownValue({ node, data }: SchemaError, asOf: string): string {
  const name = displayPath(node.path);
  return typeof data === 'string' && isEnumLike(data)
    ? l10n.t`"${data}" is not a known "${name}" (as of ${asOf}).`
    : l10n.t`Invalid value for "${name}" (as of ${asOf}).`;
}

/** Whether a string looks like an enum value, such as `amazon_connect` or `gpt-4.1`. Any other one may be a secret. */
export function isEnumLike(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return /^[a-z][a-z\d_.-]{0,31}$/.test(value) && digits <= 4 && !findCredential(value);
}

/** `livekit_data.url`, `outbound_numbers[0]`; truncated if it is too long for a message. */
export function displayPath(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${redactedName(step)}`));
  return truncate(steps.join('').replace(/^\./, ''), maxNameLength);
}

/** Truncated to 120 characters. */
export function oneLine(message: string): string {
  return truncate(message.replaceAll(/\s+/g, ' '), maxLength);
}

/** `… Did you mean "a", "b", or "c"?`, or the message alone if there are no suggestions. */
export function withSuggestions(message: string, names: readonly string[]): string {
  return names.length === 0
    ? message
    : l10n.t`${message} Did you mean ${conjunctionList(quoteNames(names), 'or')}?`;
}

/** Names in double quotes, as they are in the file. */
export function quoteNames(names: readonly string[]): string[] {
  return names.map((name) => `"${name}"`);
}

/** `a`, `a and b`, `a, b, and c`. */
export function conjunctionList(names: readonly string[], word: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  if (names.length < 2) return last;
  const others = names.slice(0, -1).join(', ');
  if (names.length === 2)
    return word === 'and' ? l10n.t`${others} and ${last}` : l10n.t`${others} or ${last}`;
  return word === 'and' ? l10n.t`${others}, and ${last}` : l10n.t`${others}, or ${last}`;
}

function truncate(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function wrongTypeMessage({ node, data }: SchemaError): string {
  const kind = describeKind(data, node);
  return node.path.length === 0
    ? l10n.t`The file must contain an object, not ${kind}.`
    : l10n.t`"${displayPath(node.path)}" must be ${describeExpected(node)}, not ${kind}.`;
}

/** Only the empty string is too short for a limit of 1. */
function tooShort({ node: { path }, data, limit = 0 }: SchemaError): string {
  if (data !== '') return l10n.t`"${displayPath(path)}" must have at least ${limit} characters.`;
  return limit === 1
    ? l10n.t`"${displayPath(path)}" must not be empty.`
    : l10n.t`"${displayPath(path)}" must have at least ${limit} characters.`;
}

function outOfRange({ node: { path, schema } }: SchemaError): string {
  const { minimum, maximum } = schema ?? {};
  if (minimum === undefined) return l10n.t`"${displayPath(path)}" must be at most ${maximum ?? 0}.`;
  return maximum === undefined
    ? l10n.t`"${displayPath(path)}" must be at least ${minimum}.`
    : l10n.t`"${displayPath(path)}" must be between ${minimum} and ${maximum}.`;
}

function invalidFormat({ node: { path, schema } }: SchemaError): string {
  const [example] = schema?.examples ?? [];
  return typeof example === 'string'
    ? l10n.t`Invalid format for "${displayPath(path)}". Expected a value such as "${example}".`
    : l10n.t`Invalid format for "${displayPath(path)}".`;
}

/** Without null, which means "not set" and is not what was intended. */
function describeExpected({ schema }: AnnotatedNode): string {
  const types = (schema?.types ?? []).filter((type) => type !== 'null');
  return conjunctionList(
    types.map((type) => typeNames[type]()),
    'or',
  );
}

function describeKind(data: Json, { schema }: AnnotatedNode): string {
  if (typeof data === 'boolean') return String(data);
  const isFraction = typeOf(data) === 'number' && schema?.types.includes('integer');
  return isFraction ? l10n.t('a decimal number') : typeNames[typeOf(data)]();
}

/** Inserted after "must be" and "not". */
const typeNames: Readonly<Record<JsonType, () => string>> = {
  object: () => l10n.t('an object'),
  array: () => l10n.t('an array'),
  string: () => l10n.t('a string'),
  number: () => l10n.t('a number'),
  integer: () => l10n.t('an integer'),
  boolean: () => l10n.t('a boolean'),
  null: () => 'null',
};
