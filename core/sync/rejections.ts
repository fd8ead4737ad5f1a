import * as l10n from '@vscode/l10n';
import { type Json, type Path, isJsonArray, isJsonObject, objectOf, toJsonText } from '#language/syntax/json';
import { withoutKeys } from '#language/secrets/credentialPatterns';
import { dottedPath } from './messages/format';

/** One sentence of the server about one value; an empty path is about the agent as a whole. */
export interface Rejection {
  readonly path: Path;
  readonly text: string;
}

/** A rejection that is read away from its value: what it is about comes first. */
export function rejectionSentence({ path, text }: Rejection): string {
  return path.length > 0 ? `${dottedPath(path)}: ${text}` : text;
}

/** Names under which Django REST Framework speaks about the whole it stands in, not about a member. */
const aboutTheWhole = new Set(['non_field_errors', 'detail', '__all__', 'message', 'error', 'errors']);
const longest = 500;
/** Shorter ones are hardly secret, and parts of many words. */
const shortestSecret = 4;

/**
 * What a 400 says → its sentences, each at its value; none is lost, whatever the shape: `{field: [text]}`, objects in
 * objects, lists of objects by index (a `{}` is an item without fault), `detail`, a bare text, a page of HTML. Servers like to
 * quote what they refuse: `secrets`, the texts of those that were sent, stand as an ellipsis, and so does all that looks like a key.
 */
export function readRejections(body: Json, secrets: readonly string[] = []): Rejection[] {
  const found = sentencesIn(withoutSecrets(body, secrets), []);
  return found.length > 0
    ? found
    : [{ path: [], text: l10n.t('Cekura rejected the agent without giving a reason.') }];
}

function sentencesIn(value: Json, path: Path): Rejection[] {
  if (typeof value === 'string') return sentence(value, path);
  if (value === null) return [];
  if (isJsonArray(value))
    return value.flatMap((item, index) => sentencesIn(item, placeOfItem(item, index, path)));
  if (!isJsonObject(value)) return sentence(toJsonText(value), path);
  return Object.entries(value).flatMap(([name, child]) =>
    // Codes accompany a sentence and say the same again.
    name === 'code' && 'detail' in value ? [] : sentencesIn(child, placeOfMember(name, child, path)),
  );
}

function withoutSecrets(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return withoutKeys(withoutTexts(value, secrets));
  if (isJsonArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (!isJsonObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, child]) => [name, withoutSecrets(child, secrets)]));
}

function withoutTexts(text: string, hidden: readonly string[]): string {
  return hidden
    .filter(({ length }) => length >= shortestSecret)
    .flatMap(waysToQuote)
    .reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}

/** A text as it is, as it stands within JSON, and as it stands within an address. */
function waysToQuote(text: string): string[] {
  // Half a pair of surrogates, which no address can hold.
  const whole = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  return [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(whole)];
}

/** Sentences in a list are all about its owner; objects in it are about the item of that index. */
function placeOfItem(item: Json, index: number, path: Path): Path {
  return isJsonObject(item) || isJsonArray(item) ? [...path, index] : path;
}

function placeOfMember(name: string, child: Json, path: Path): Path {
  if (aboutTheWhole.has(name)) return path;
  // Newer DRF keys errors of list items by index: {"outbound_numbers": {"0": ["…"]}}.
  return /^\d+$/.test(name) && child !== null ? [...path, Number(name)] : [...path, name];
}

function sentence(text: string, path: Path): Rejection[] {
  const plain = /<[a-z!][^>]*>/i.test(text) ? textOfHtml(text) : text;
  const tidy = plain.replace(/\s+/g, ' ').trim();
  if (tidy === '') return [];
  return [{ path, text: tidy.length > longest ? `${tidy.slice(0, longest - 1)}…` : tidy }];
}

/** The title of a page, or its words where it has none. */
function textOfHtml(html: string): string {
  const title = /<title[^>]*>([^<]*)</i.exec(html)?.[1] ?? '';
  if (title.trim() !== '') return title;
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^<>]*>/g, ' ');
}
