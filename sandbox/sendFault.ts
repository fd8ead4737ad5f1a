import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultKind } from './faults';
import { detail, empty, json, page, type Reply } from './http';
import { isArray, isObject, printJson, parseJson, type Json } from './json';
import { withoutPath } from './paths';

/** Sends a complete response. */
export function send(response: ServerResponse, { status, headers, text }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(text)) });
  response.end(text);
}

/**
 * Applies a fault to a response. `handle` handles the request and is called at most once.
 * The returned promise resolves when everything is sent; `signal` aborts delays.
 */
export async function sendFault(
  fault: FaultKind,
  handle: () => Reply,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  switch (fault.kind) {
    case 'huge':
      return sendHuge(response, fault.bytes ?? 256 * 1024 * 1024);
    case 'drop-before':
      return drop(response);
    case 'drop-after':
      handle();
      return drop(response);
    case 'half-body':
      return sendHalf(response, handle());
    case 'slow':
      return sendDelayed(response, fault, handle, signal);
    default:
      return send(response, replyTo(fault, handle));
  }
}

type ReplyFault = Exclude<
  FaultKind,
  { readonly kind: 'huge' | 'drop-before' | 'drop-after' | 'half-body' | 'slow' }
>;

function replyTo(fault: ReplyFault, handle: () => Reply): Reply {
  switch (fault.kind) {
    case 'status':
      return json(fault.status, fault.body ?? {}, fault.headers);
    case 'rate-limit':
      return detail(429, 'Too many requests.', { 'retry-after': String(fault.retryAfter) });
    case 'redirect':
      return empty(fault.status ?? 302, { location: fault.to });
    case 'html':
      return page(fault.status ?? 200, 'Please sign in');
    case 'body':
      return { ...empty(200, { 'content-type': 'application/json' }), text: fault.text };
    case 'omit':
      return withChangedBody(handle(), (body) => withoutPaths(body, fault.properties));
    case 'wrong-types':
      return withChangedBody(handle(), wrongTypes);
    case 'wrong-id':
      return withChangedBody(handle(), wrongId);
  }
}

function drop(response: ServerResponse): void {
  response.destroy();
}

function sendHalf(response: ServerResponse, { status, headers, text }: Reply): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => drop(response));
}

async function sendDelayed(
  response: ServerResponse,
  { ms, stores }: { readonly ms: number; readonly stores?: 'immediately' | 'late' },
  handle: () => Reply,
  signal: AbortSignal,
): Promise<void> {
  const immediateReply = stores === 'late' ? undefined : handle();
  try {
    await wait(ms, undefined, { signal });
  } catch {
    return drop(response);
  }
  send(response, immediateReply ?? handle());
}

/** Sends JSON that is never complete until the client disconnects. */
async function sendHuge(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  try {
    await pipeline(Readable.from(endlessText(bytes)), response);
  } catch {
    drop(response);
  }
}

function* endlessText(bytes: number): Generator<string> {
  const block = 'x'.repeat(64 * 1024);
  yield '{"description": "';
  for (let sent = 0; sent < bytes; sent += block.length) yield block;
}

function withChangedBody(reply: Reply, transform: (body: Json) => Json): Reply {
  return reply.text === '' ? reply : { ...reply, text: printJson(transform(parseJson(reply.text))) };
}

function withoutPaths(body: Json, properties: readonly string[]): Json {
  if (!isObject(body)) return body;
  const { results } = body;
  if (isArray(results)) return { ...body, results: results.map((agent) => withoutPaths(agent, properties)) };
  return properties.reduce(withoutPath, body);
}

function wrongTypes(body: Json): Json {
  if (!isObject(body)) return body;
  if ('results' in body) return { ...body, count: 'many', results: {} };
  return { ...body, agent_name: 7, description: null, inbound: 'yes', livekit_data: 'text', updated_at: 0 };
}

function wrongId(body: Json): Json {
  return isObject(body) && typeof body['id'] === 'number' ? { ...body, id: body['id'] + 1 } : body;
}
