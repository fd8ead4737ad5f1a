import type { Span } from '../syntax/document';
import type { Path } from '../syntax/json';
import type { AgentSchema, PropertySchema } from '../schema/schema';

/** A reference to an environment variable, or to a secret in the editor's secret storage. */
export interface SecretReference {
  readonly source: 'env' | 'secret';
  readonly name: string;
}

const referenceShape = /^\$\{(env|secret):([A-Za-z_][\w.-]*)\}$/;

/** Parses `${env:NAME}` or `${secret:NAME}`; undefined for any other text. */
export function readReference(text: string): SecretReference | undefined {
  const match = referenceShape.exec(text);
  if (match?.[2] === undefined) return undefined;
  return { source: match[1] === 'env' ? 'env' : 'secret', name: match[2] };
}

/** The text of a reference, as `readReference` reads it. */
export function referenceText({ source, name }: SecretReference): string {
  return `\${${source}:${name}}`;
}

/** Whether a text is intended as a reference. It is invalid if `readReference` can't parse it. */
export function looksLikeReference(text: string): boolean {
  return (
    /\$\{[^}]*\}?/.test(text) ||
    /^(?:\$(?:env|secret)\b|(?:process\.)?env[.:]|secret:)/i.test(text) ||
    /^(?:\$[A-Z][A-Z\d_]+|\{\{[^{}]+\}\})$/.test(text)
  );
}

const maskShapes: readonly RegExp[] = [
  // A run of stars or dots anywhere: ****, ••••, sk-****abcd, Bearer ●●●●.
  /[*•●∙·⋅∗＊⁎█]{3,}/u,
  // Only one filler character: xxxx, ----, ####, ….
  /^(?:Bearer |Basic )?(?:x{4,}|-{4,}|#{4,}|_{4,}|\.{3,}|…+)$/iu,
  // Both ends shown: sk-...abcd, key_…9f2c, sk-xxxxxxxxabcd.
  /^(?:Bearer |Basic )?[\w-]{0,12}(?:\.{3,}|…|x{6,})[\w-]{0,8}$/iu,
  // A word in brackets, as in [REDACTED], <configured>, (hidden).
  /^(?:\[[^\]]*\]|<[^>]*>|\([^)]*\))$/u,
  // Example text: your-api-key-here.
  /^your[-_ ](?:[\w-]+[-_ ])?(?:key|secret|token|password)(?:[-_ ]here)?$/iu,
  // A single word: redacted, masked.
  /^[\s*_-]*(?:redacted|masked|hidden|configured|filtered|not[ _]shown)[\s*_-]*$/iu,
];

/** Whether a text is a mask, as APIs, logs and users write in place of a secret. */
export function isMask(text: string): boolean {
  const trimmed = text.trim();
  return maskShapes.some((shape) => shape.test(trimmed));
}

const secretWords = words(
  'secret secrets password passwd pwd passphrase token bearer apikey authorization cookie credential credentials',
);
/** `key` alone is not specific (`public_key`, `sort_key`); after one of these words it is a credential. */
const secretKeyPrefixes = words('api access private encrypted encryption signing auth client service master');
/** A name with one of these endings is about a secret, but the value is not secret. */
const notSecretEndings = words('configured enabled url uri name id count limit type expiry expires ttl');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** A fast check, as few names contain any of these words. */
const secretNameHint = new RegExp([...secretWords, 'auth', 'key'].join('|'), 'i');

/** Whether an unknown property is probably a secret, by its name. */
export function isSecretName(name: string): boolean {
  if (!secretNameHint.test(name)) return false;
  const parts = wordsOf(name);
  const last = parts.at(-1);
  if (last === undefined || notSecretEndings.has(last)) return false;
  return (
    parts.some((word) => secretWords.has(word)) ||
    last === 'auth' ||
    (last === 'key' && secretKeyPrefixes.has(parts.at(-2) ?? ''))
  );
}

/** `clientSecret`, `X-API-Key` and `api_key` → their words, in lower case. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Whether the value at `path` is a secret: according to the schema, by name if the schema doesn't know it, or inside a secret. */
export function isSecretAt(schema: AgentSchema, path: Path): boolean {
  return path.some((_, index) => isSecretProperty(schema, path.slice(0, index + 1)));
}

/** Like `isSecretAt`, if no parent is a secret. */
export function isSecretProperty(schema: AgentSchema, path: Path): boolean {
  const name = path.at(-1);
  if (typeof name !== 'string') return false;
  return isSecretIn(name, schema.at(path), schema.at(path.slice(0, -1)), isInSecretContainer(schema, path));
}

/** Whether the property `name` is a secret, by its own schema, that of its object, and whether it is in a secret container. */
export function isSecretIn(
  name: string,
  property: PropertySchema | undefined,
  parent: PropertySchema | undefined,
  inContainer: boolean,
): boolean {
  if (property?.secret) return true;
  if (parent?.properties.has(name)) return false;
  if (parent && isSecretAlias(name.toLowerCase(), parent)) return true;
  // In a free-form object such as topic_nodes, names are chosen by the user; in a secret container they are settings.
  return ((property === undefined || inContainer) && isSecretName(name)) || (inContainer && isKeyName(name));
}

/** A key is not secret after one of these words. */
const publicKeyPrefixes = words('public publishable sort primary partition foreign');

/** `key`, `openai_key`: in a secret container, any key is a credential. */
function isKeyName(name: string): boolean {
  const parts = wordsOf(name);
  return parts.at(-1) === 'key' && !publicKeyPrefixes.has(parts.at(-2) ?? '');
}

/** Whether the name is an alias of a secret of this object: `retell_key`, `pass`. */
function isSecretAlias(name: string, { properties }: PropertySchema): boolean {
  for (const { secret, aliases } of properties.values()) if (secret && aliases.includes(name)) return true;
  return false;
}

/** Whether `path` is in an object that may contain secrets of unknown names. */
export function isInSecretContainer(schema: AgentSchema, path: Path): boolean {
  return path.some((_, index) => schema.at(path.slice(0, index))?.secretContainer === true);
}

/** The span of user and password in a URL, including the `@`. */
export function userInfoIn(url: string): Span | undefined {
  const scheme = /^[a-z][a-z\d+.-]*:(?:\/\/)?/i.exec(url)?.[0];
  if (scheme === undefined) return undefined;
  const [authority = ''] = /^[^/?#]*/.exec(url.slice(scheme.length)) ?? [];
  const colon = authority.indexOf(':');
  const hasPassword = colon >= 0 && colon < authority.indexOf('@');
  return hasPassword ? { offset: scheme.length, length: authority.lastIndexOf('@') + 1 } : undefined;
}

/** Replaces user and password of a URL with `…`, and query values whose names look secret. */
export function redactUrl(text: string): string {
  if (!/[@=]/.test(text)) return text;
  const userInfo = userInfoIn(text);
  const redacted = userInfo
    ? `${text.slice(0, userInfo.offset)}…@${text.slice(userInfo.offset + userInfo.length)}`
    : text;
  return redacted.replace(/([?&;])([^=&;#?]+)=([^&;#]*)/g, (whole, mark: string, name: string) =>
    isSecretName(name) || name.toLowerCase() === 'key' ? `${mark}${name}=…` : whole,
  );
}
