import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { AgentApi, type AgentApiOptions } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import type { ApiFailure } from '#sync/ports';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Stub {
  readonly origin: string;
  /** All received requests, in order. */
  readonly seen: Seen[];
  close(): Promise<void>;
}

export type Respond = (response: ServerResponse, request: Seen, count: number) => void;

/** An HTTP server on the loopback interface that returns the responses of the test. */
export async function startStub(respond: Respond): Promise<Stub> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const recorded = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      };
      seen.push(recorded);
      respond(response, recorded, seen.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const fakeKey = 'FAKE-api-key-do-not-use';

/** A client of the server with short timeouts. */
export function apiAt(baseUrl: string, options: Partial<AgentApiOptions> = {}): AgentApi {
  const read = readAddress(baseUrl);
  if (!read.ok) throw new Error(read.reason);
  return new AgentApi({
    address: read.address,
    fetch: (url, init) => fetch(url, init),
    key: () => Promise.resolve(fakeKey),
    limits: { timeoutMs: 2_000, maxBytes: 1024 * 1024 },
    retry: { retries: 3, delayMs: 5, maxElapsedMs: 2_000 },
    ...options,
  });
}

export const agent = { id: 2101, agent_name: 'Harbor Dental', inbound: true };

/** Responds with JSON or plain text. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(content);
}

/** A server that is closed at the end of the test. */
export async function stubFor(test: TestContext, respond: Respond): Promise<Stub> {
  const stub = await startStub(respond);
  test.after(() => stub.close());
  return stub;
}

/** The failure of a GET with this response. */
export async function failureOfGet(test: TestContext, respond: Respond): Promise<ApiFailure> {
  const stub = await stubFor(test, respond);
  const got = await apiAt(stub.origin).get('2101');
  assert.ok(!got.ok, 'the request fails');
  return got.failure;
}
