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

/** Whether an address names a password, as `https://user:password@host` does. */
export function hasCredentials(url: string): boolean {
  return userInfoIn(url) !== undefined;
}

/** The address without user and password. */
export function withoutCredentials(url: string): string {
  const found = userInfoIn(url);
  return found ? url.slice(0, found.offset) + url.slice(endOf(found)) : url;
}

/**
 * An address with the scheme that belongs there: `schemes` says which one takes the place of which, `usual` goes in front
 * of a bare host. undefined where the text is no address.
 */
export function withScheme(
  url: string,
  schemes: ReadonlyMap<string, string>,
  usual: string,
): string | undefined {
  const [, scheme, rest = ''] = /^(?:([a-z]+):)?(?:\/\/)?(.*)$/i.exec(url.trim()) ?? [];
  if (!/^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?$/.test(rest)) return undefined;
  const wanted = scheme === undefined ? usual : schemes.get(scheme.toLowerCase());
  return wanted === undefined ? undefined : `${wanted}://${rest}`;
}

/** To write `replacement` for `url`. An address with a secret in it must not travel with a finding, so for that there is no fix. */
export function replaceUrl(url: string, replacement: string | undefined): { readonly fix?: FixData } {
  return replacement === undefined || redactUrl(url) !== url || findCredential(url)
    ? {}
    : { fix: { kind: 'replace', values: [replacement] } };
}
