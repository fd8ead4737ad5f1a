import * as l10n from '@vscode/l10n';
import type { ApiResult, ApiFailure, Cancellation } from '#sync/ports';

/** The part of the platform's `fetch` that is used. In VS Code, it supports the user's proxy and certificates. */
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

export interface HttpResponse {
  readonly status: number;
  readonly retryAfter: string | null;
  /** The server's ID of the request, for support requests. */
  readonly requestId: string | null;
  readonly text: string;
}

export interface Limits {
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** Maximum size of a response body in bytes. A larger one is not read. */
  readonly maxBytes: number;
}

/** Sends one request, once. Redirects are not followed, because fetch would forward the API key. Never throws. */
export async function sendRequest(
  fetch: Fetch,
  { method, url, headers, body }: HttpRequest,
  { timeoutMs, maxBytes }: Limits,
  cancellation?: Cancellation,
): Promise<ApiResult<HttpResponse>> {
  if (cancellation?.aborted) return failureResult({ kind: 'canceled', sent: false });
  const controller = new AbortController();
  const cancel = () => controller.abort();
  const timer = setTimeout(cancel, timeoutMs);
  cancellation?.addEventListener('abort', cancel);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      redirect: 'manual',
      signal: controller.signal,
      ...(body === undefined ? {} : { body }),
    });
    const text = await readBody(response, maxBytes);
    if (text === undefined) {
      controller.abort();
      return failureResult({
        kind: 'unexpected',
        reason: l10n.t`larger than ${maxBytes >> 20} MB`,
        sent: true,
      });
    }
    return {
      ok: true,
      value: {
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        requestId: response.headers.get('x-request-id'),
        text,
      },
    };
  } catch (error) {
    if (cancellation?.aborted) return failureResult({ kind: 'canceled', sent: true });
    return failureResult(
      controller.signal.aborted ? { kind: 'timedOut', sent: true } : classifyNetworkError(error),
    );
  } finally {
    clearTimeout(timer);
    cancellation?.removeEventListener('abort', cancel);
  }
}

export function failureResult(failure: ApiFailure): ApiResult<never> {
  return { ok: false, failure };
}

/** Reads the body as UTF-8. Returns undefined, without receiving the rest, when it is larger than `maxBytes`. */
async function readBody({ body }: FetchedResponse, maxBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Codes of errors that occur before a connection is established, as Node, undici and Chromium name them. */
const connectErrors =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|ERR_INVALID_|ERR_NAME_|ERR_INTERNET_|ERR_CONNECTION_REFUSED|ERR_CERT_|ERR_PROXY_|ERR_ADDRESS_)/;

/** Classifies an error thrown by fetch. Unless the connection failed, the request may have arrived. */
function classifyNetworkError(error: unknown): ApiFailure {
  const reason = codeOf(error);
  return reason !== undefined && connectErrors.test(reason)
    ? { kind: 'unreachable', reason }
    : { kind: 'timedOut', sent: true };
}

/** Returns the code of an error or of its cause. Messages are not used: they may contain a URL or a header. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const chromiumCode = /\bnet::(ERR_\w+)/.exec(error.message)?.[1];
  if (chromiumCode !== undefined) return chromiumCode;
  // Node tries each address of a host and collects the errors. The first one is enough.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
