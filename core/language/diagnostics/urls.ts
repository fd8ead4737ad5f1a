import { redactUrl, userInfoIn } from '../secrets/secrets';
import { findCredential } from '../secrets/credentialPatterns';
import { endOf } from '../syntax/document';
import type { FixData } from './problem';

/** `https://…` or `http://…`. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]\S*$/i.test(text);
}

/** `wss://…` or `ws://…`. */
export function isWebsocketUrl(text: string): boolean {
  return /^wss?:\/\/[^\s/]/i.test(text);
}

/** `sip:…` or `sips:…`. */
export function isSipUri(text: string): boolean {
  return /^sips?:[^\s/]+$/i.test(text);
}

/** Whether a URL has credentials, as in `https://user:password@host`. */
export function hasCredentials(url: string): boolean {
  return userInfoIn(url) !== undefined;
}

/** The URL without user and password. */
export function withoutCredentials(url: string): string {
  const userInfo = userInfoIn(url);
  return userInfo ? url.slice(0, userInfo.offset) + url.slice(endOf(userInfo)) : url;
}

/** A URL with its scheme replaced according to `schemes`, or a host with the default scheme. Undefined for other text. */
export function withScheme(
  url: string,
  schemes: ReadonlyMap<string, string>,
  defaultScheme: string,
): string | undefined {
  const [, scheme, rest = ''] = /^(?:([a-z]+):)?(?:\/\/)?(.*)$/i.exec(url.trim()) ?? [];
  if (!/^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?$/.test(rest)) return undefined;
  const newScheme = scheme === undefined ? defaultScheme : schemes.get(scheme.toLowerCase());
  return newScheme === undefined ? undefined : `${newScheme}://${rest}`;
}

/** A fix that replaces `url`. None if the URL contains a secret, as a problem must not contain secrets. */
export function replaceUrl(url: string, replacement: string | undefined): { readonly fix?: FixData } {
  return replacement === undefined || redactUrl(url) !== url || findCredential(url)
    ? {}
    : { fix: { kind: 'replace', values: [replacement] } };
}
