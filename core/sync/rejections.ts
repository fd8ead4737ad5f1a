import * as l10n from '@vscode/l10n';
import { type Json, type Path, isJsonArray, isJsonObject, objectOf, toJsonText } from '#language/syntax/json';
import { redactCredentialsIn } from '#language/secrets/credentialPatterns';
import { dottedPath } from './messages/format';

/** A server error about a value; an empty path means the agent as a whole. */
export interface Rejection {
  readonly path: Path;
  readonly text: string;
}

/** A rejection message for use outside of the file, with its property. */
export function rejectionSentence({ path, text }: Rejection): string {
  return path.length > 0 ? `${dottedPath(path)}: ${text}` : text;
}

/** Names that Django REST Framework uses for errors of the object as a whole. */
const objectErrorNames = new Set(['non_field_errors', 'detail', '__all__', 'message', 'error', 'errors']);
const maxLength = 500;
/** Shorter strings occur in many words (UTF-16 code units). */
const minSecretLength = 4;

/**
 * Reads the errors of a 400 response, each with the path of its value, in every shape: `{field: [text]}`, nested objects,
 * arrays of objects by index (`{}` is an item without errors), `detail`, a string, an HTML page. Servers quote rejected
 * values, so `secrets`, the secret strings that were sent, and everything that looks like a key become an ellipsis.
 */
export function readRejections(body: Json, secrets: readonly string[] = []): Rejection[] {
  const rejections = sentencesIn(withoutSecrets(body, secrets), []);
  return rejections.length > 0
    ? rejections
    : [{ path: [], text: l10n.t('Cekura rejected the agent without giving a reason.') }];
}

function sentencesIn(value: Json, path: Path): Rejection[] {
  if (typeof value === 'string') return rejectionOf(value, path);
  if (value === null) return [];
  if (isJsonArray(value))
    return value.flatMap((item, index) => sentencesIn(item, pathOfItem(item, index, path)));
  if (!isJsonObject(value)) return rejectionOf(toJsonText(value), path);
  return Object.entries(value).flatMap(([name, child]) =>
    // An error code is redundant next to its message.
    name === 'code' && 'detail' in value ? [] : sentencesIn(child, pathOfProperty(name, child, path)),
  );
}

function withoutSecrets(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return redactCredentialsIn(withoutStrings(value, secrets));
  if (isJsonArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (!isJsonObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, child]) => [name, withoutSecrets(child, secrets)]));
}

function withoutStrings(text: string, hidden: readonly string[]): string {
  return hidden
    .filter(({ length }) => length >= minSecretLength)
    .flatMap(encodingsOf)
    .reduce((redacted, secret) => redacted.replaceAll(secret, '…'), text);
}

/** A string in plain, JSON-escaped and URL-encoded form. */
function encodingsOf(text: string): string[] {
  // A URL can't contain half of a surrogate pair.
  const wellFormed = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  return [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(wellFormed)];
}

/** Strings in an array are about its owner; objects in it are about the item at that index. */
function pathOfItem(item: Json, index: number, path: Path): Path {
  return isJsonObject(item) || isJsonArray(item) ? [...path, index] : path;
}

function pathOfProperty(name: string, child: Json, path: Path): Path {
  if (objectErrorNames.has(name)) return path;
  // Newer DRF keys errors of list items by index: {"outbound_numbers": {"0": ["…"]}}.
  return /^\d+$/.test(name) && child !== null ? [...path, Number(name)] : [...path, name];
}

function rejectionOf(text: string, path: Path): Rejection[] {
  const plain = /<[a-z!][^>]*>/i.test(text) ? textOfHtml(text) : text;
  const collapsed = plain.replace(/\s+/g, ' ').trim();
  if (collapsed === '') return [];
  return [{ path, text: collapsed.length > maxLength ? `${collapsed.slice(0, maxLength - 1)}…` : collapsed }];
}

/** The title of an HTML page, or its text if it has none. */
function textOfHtml(html: string): string {
  const title = /<title[^>]*>([^<]*)</i.exec(html)?.[1] ?? '';
  if (title.trim() !== '') return title;
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^<>]*>/g, ' ');
}
