import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { printJson, type Json } from './json';

/** A request with its complete body. */
export interface Incoming {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Scheme, host and port of the request URL. Links in responses start with it. */
  readonly origin: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A complete response. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export const keyHeader = 'x-cekura-api-key';

/** Reads the body of a request. Rejects if the client disconnects first. */
export async function readIncoming(request: IncomingMessage): Promise<Incoming> {
  const origin = `http://${request.headers.host ?? '127.0.0.1'}`;
  const url = new URL(request.url ?? '/', origin);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    origin,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

export function json(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, text: printJson(body) };
}

/** An error response with a `detail`. */
export function detail(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return json(status, { detail: text }, headers);
}

/** An HTML page like that of a web server or proxy. */
export function page(status: number, title: string): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    text: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
  };
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, text: '' };
}
