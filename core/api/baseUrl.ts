import * as l10n from '@vscode/l10n';

/** Where the API is, as the user set it. */
export interface ApiAddress {
  /** Scheme, host and port: what a key belongs to. */
  readonly origin: string;
  /** Host and port, as people read it. */
  readonly host: string;
  /** What paths are appended to: the origin and, behind some proxies, a path. Ends without a slash. */
  readonly base: string;
}

export type AddressRead =
  { readonly ok: true; readonly address: ApiAddress } | { readonly ok: false; readonly why: string };

/**
 * The setting's text → an address, or why it can't be one. https only, so that the key never travels in clear; http is
 * taken on this very machine.
 */
export function readAddress(text: string): AddressRead {
  const url = parse(text.trim());
  if (!url) return refusal(l10n.t('agentJson.api.baseUrl is not a valid URL.'));
  if (url.username !== '' || url.password !== '')
    return refusal(l10n.t('agentJson.api.baseUrl must not contain credentials.'));
  if (url.search !== '' || url.hash !== '')
    return refusal(l10n.t('agentJson.api.baseUrl must not contain a query or a fragment.'));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return refusal(l10n.t('agentJson.api.baseUrl must use https.'));
  }
  const base = url.origin + url.pathname.replace(/\/+$/, '');
  return { ok: true, address: { origin: url.origin, host: url.host, base } };
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function refusal(what: string): AddressRead {
  return { ok: false, why: `${what} ${l10n.t('Set it to a URL such as https://api.cekura.ai.')}` };
}

/** A page's address on our own origin, if the page is on the same host; undefined where another host is named. */
export function urlOnSameHost(next: string, { base, origin }: ApiAddress): string | undefined {
  if (!URL.canParse(next, base)) return undefined;
  const url = new URL(next, base);
  // A server behind a proxy often writes http where it is reached by https. Host and port decide; the scheme stays ours.
  return url.host === new URL(origin).host ? origin + url.pathname + url.search : undefined;
}
