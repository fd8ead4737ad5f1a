import * as l10n from '@vscode/l10n';
import type { Answer, ApiFailure, Cancellation } from '#sync/ports';

/** The part of the platform's `fetch` that is used; in VS Code it goes through the user's proxy and certificates. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
    readonly body?: string;
  },
) => Promise<FetchedResponse>;

export interface FetchedResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a server answered, read to its end. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

export interface Limits {
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeout: number;
  /** Bytes of an answer; more is not read. */
  readonly mostBytes: number;
}

/** Sends one request, once. Follows no redirect: the platform's fetch would take the key along. */
export async function exchange(
  fetch: Fetch,
  { method, url, headers, body }: HttpRequest,
  { timeout, mostBytes }: Limits,
  cancellation?: Cancellation,
): Promise<Answer<Reply>> {
  if (cancellation?.aborted) return failed({ kind: 'cancelled', sent: false });
  const stop = new AbortController();
  const cancel = () => stop.abort();
  const timer = setTimeout(cancel, timeout);
  cancellation?.addEventListener('abort', cancel);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      redirect: 'manual',
      signal: stop.signal,
      ...(body === undefined ? {} : { body }),
    });
    const text = await readText(response, mostBytes);
    if (text === undefined) {
      stop.abort();
      return failed({ kind: 'unexpected', reason: l10n.t`larger than ${mostBytes >> 20} MB`, sent: true });
    }
    return {
      ok: true,
      value: { status: response.status, retryAfter: response.headers.get('retry-after'), text },
    };
  } catch (error) {
    if (cancellation?.aborted) return failed({ kind: 'cancelled', sent: true });
    return failed(stop.signal.aborted ? { kind: 'timedOut', sent: true } : brokenBy(error));
  } finally {
    clearTimeout(timer);
    cancellation?.removeEventListener('abort', cancel);
  }
}

function failed(failure: ApiFailure): Answer<never> {
  return { ok: false, failure };
}

/** The body as text, or undefined where it is longer than `mostBytes`: then the rest is not even received. */
async function readText({ body }: FetchedResponse, mostBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Errors that come before a connection stands, by what Node, undici and Chromium call them. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|ERR_INVALID_|ERR_NAME_|ERR_INTERNET_|ERR_CONNECTION_REFUSED|ERR_CERT_|ERR_PROXY_|ERR_ADDRESS_)/;

/** What fetch threw → whether the request can have arrived. In doubt it can. */
function brokenBy(error: unknown): ApiFailure {
  const reason = codeOf(error);
  return reason !== undefined && beforeSending.test(reason)
    ? { kind: 'unreachable', reason }
    : { kind: 'timedOut', sent: true };
}

/** The code of an error or of what caused it. Never its message: that may quote an address or a header. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const ofChromium = /\bnet::(ERR_\w+)/.exec(error.message)?.[1];
  if (ofChromium !== undefined) return ofChromium;
  // One attempt per address of the host: the first tells enough.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
