import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { control, controlRoot } from './control';
import type { Fault } from './faults';
import { page, readIncoming, type Reply } from './http';
import type { JsonObject } from './json';
import { createKeys, defaultKey, type ApiKey } from './keys';
import type { LoggedRequest } from './log';
import { sendFault, send } from './sendFault';
import { defaultProjects, type Project } from './projects';
import { handleRequest } from './router';
import { seed as defaultSeed } from './seed';
import { SandboxState } from './state';
import { projectAgents } from './projectAgents';
import { setSwitches, defaultSwitches, type Switches } from './switches';

export interface SandboxOptions extends Partial<Switches> {
  /** 0 (default): a free port. */
  readonly port?: number;
  /** The organization key. */
  readonly key?: string;
  /** Projects with at least an ID and a name; those of the initial agents are added. */
  readonly projects?: readonly Project[];
  /** The initial agents, with at least an `id` each; omitted properties get their defaults. */
  readonly seed?: readonly JsonObject[];
}

/** A running sandbox. Its properties are snapshots: read them again after the next request. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`, the base URL of the API. */
  readonly origin: string;
  /** The organization key. */
  readonly key: string;
  /** All keys, including a read-only and a revoked one. */
  readonly keys: readonly ApiKey[];
  readonly projects: readonly Project[];
  readonly port: number;
  /** The requests to the API since the start or the last `reset()`, in order. */
  readonly requests: readonly LoggedRequest[];
  /** The stored agents, with secrets in plain text. */
  readonly agents: readonly JsonObject[];
  readonly switches: Switches;
  /** A stored agent. Throws a RangeError if it doesn't exist. */
  agent(id: number): JsonObject;
  set(switches: Partial<Switches>): void;
  /** Replaces the projects until the next `reset()`. */
  setProjects(projects: readonly Project[]): void;
  fault(...faults: readonly Fault[]): void;
  /** Removes all pending faults. */
  clearFaults(): void;
  /** Changes the agent as another user, without validation. Changes `updated_at`; undocumented properties are allowed. */
  edit(id: number, changes: JsonObject): void;
  /** Restores the initial agents and switches; removes pending faults and clears the log. */
  reset(): void;
  /** Closes all connections, aborts delays, and releases the port. */
  close(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1. Rejects if the port is in use, and with a RangeError for an unknown switch. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port: requestedPort = 0, key = defaultKey, ...rest } = options;
  const { seed = [...defaultSeed, ...projectAgents], projects = defaultProjects, ...switches } = rest;
  const state = new SandboxState(createKeys(key), seed, projects, setSwitches(defaultSwitches, switches));
  const server = createServer((request, response) => {
    respond(state, request, response).catch((error: unknown) => sendFailure(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(requestedPort, '127.0.0.1', resolve);
  });
  const port = portOf(server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    key,
    keys: state.keys,
    port,
    get projects() {
      return state.projects;
    },
    get requests() {
      return state.log.requests;
    },
    get agents() {
      return state.stored();
    },
    get switches() {
      return state.switches;
    },
    agent: (id) => state.agent(id),
    setProjects: (newProjects) => void (state.projects = newProjects),
    set: (values) => state.set({ ...values }),
    fault: (...faults) => faults.forEach((fault) => state.faults.add(fault)),
    clearFaults: () => state.faults.clear(),
    edit: (id, changes) => void state.edit(id, changes),
    reset: () => state.reset(),
    close: () => {
      state.abortWaits();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Handles a request until its response is sent. */
async function respond(
  state: SandboxState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const incoming = await readIncoming(request);
  if (incoming.path.startsWith(controlRoot)) return send(response, control(state, incoming));
  const entry = state.log.add(incoming, state.keys);
  const handle = (): Reply => {
    const reply = handleRequest(state, incoming);
    entry.status = reply.status;
    return reply;
  };
  const fault = state.faults.take(incoming);
  if (!fault) return send(response, handle());
  entry.fault = fault.kind;
  await sendFault(fault, handle, response, state.waitSignal);
  if (response.headersSent) entry.status ??= response.statusCode;
}

/** Reports an internal error of the sandbox, so that it isn't mistaken for an error of the client. */
function sendFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else
    send(
      response,
      page(500, `The sandbox failed: ${error instanceof Error ? error.message : 'unknown error'}`),
    );
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('the sandbox has no port');
  return address.port;
}
