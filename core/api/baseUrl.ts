import * as l10n from '@vscode/l10n';

/** The base URL of the API, as set by the user. */
export interface ApiAddress {
  /** Scheme, host and port. API keys are stored per origin. */
  readonly origin: string;
  /** Host and port, for messages. */
  readonly host: string;
  /** The prefix of every request URL: the origin and, behind some proxies, a path. Has no trailing slash. */
  readonly base: string;
}

export type AddressRead =
  { readonly ok: true; readonly address: ApiAddress } | { readonly ok: false; readonly reason: string };

/**
 * Parses the setting `agentJson.api.baseUrl`. Only https is accepted, so that the API key is never sent unencrypted; http is
 * accepted for loopback addresses.
 */
export function readAddress(text: string): AddressRead {
  const url = parse(text.trim());
  if (!url) return invalidAddress(l10n.t('agentJson.api.baseUrl is not a valid URL.'));
  if (url.username !== '' || url.password !== '')
    return invalidAddress(l10n.t('agentJson.api.baseUrl must not contain credentials.'));
  if (url.search !== '' || url.hash !== '')
    return invalidAddress(l10n.t('agentJson.api.baseUrl must not contain a query or a fragment.'));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return invalidAddress(l10n.t('agentJson.api.baseUrl must use https.'));
  }
  const base = url.origin + url.pathname.replace(/(?<!\/)\/+$/, '');
  return { ok: true, address: { origin: url.origin, host: url.host, base } };
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function invalidAddress(problem: string): AddressRead {
  return { ok: false, reason: `${problem} ${l10n.t('Set it to a URL such as https://api.cekura.ai.')}` };
}

/** Rewrites the URL of a next page to the configured origin. Returns undefined if it is on another host. */
export function urlOnSameHost(next: string, { base, origin }: ApiAddress): string | undefined {
  if (!URL.canParse(next, base)) return undefined;
  const url = new URL(next, base);
  // Servers behind a TLS proxy often return http URLs. Only host and port are compared; the configured scheme is kept.
  return url.host === new URL(origin).host ? origin + url.pathname + url.search : undefined;
}
