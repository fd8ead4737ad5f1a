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
import { answer } from './router';
import { seed as defaultSeed } from './seed';
import { SandboxState } from './state';
import { projectAgents } from './projectAgents';
import { setSwitches, defaultSwitches, type Switches } from './switches';

export interface SandboxOptions extends Partial<Switches> {
  /** 0, the default, uses a free port. */
  readonly port?: number;
  /** The organization key. */
  readonly key?: string;
  /** Each with at least an id and a name; those of the seed's agents are added. */
  readonly projects?: readonly Project[];
  /** The agents at the start and after `reset()`: at least an `id` each; omitted properties are as in a new agent. */
  readonly seed?: readonly JsonObject[];
}

/** A running sandbox. Its properties are snapshots: read them again after the next request. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`: what to set as the API's base URL. */
  readonly origin: string;
  /** The organization key. */
  readonly key: string;
  /** All keys; one is read-only, one revoked. */
  readonly keys: readonly ApiKey[];
  readonly projects: readonly Project[];
  readonly port: number;
  /** The requests to the API since the start or the last `reset()`, in the order they came. */
  readonly requests: readonly LoggedRequest[];
  /** The agents as stored, with their secrets in plain text. */
  readonly agents: readonly JsonObject[];
  readonly switches: Switches;
  /** The agent as stored. Throws a RangeError when there is none. */
  agent(id: number): JsonObject;
  set(switches: Partial<Switches>): void;
  /** Other projects, until the next `reset()`. */
  setProjects(projects: readonly Project[]): void;
  fault(...faults: readonly Fault[]): void;
  /** Removes all pending faults. */
  clearFaults(): void;
  /** Someone else changes the agent: unchecked, `updated_at` changes, undocumented properties are possible. */
  edit(id: number, changes: JsonObject): void;
  /** Restores the seed and the initial switches; removes pending faults and the log. */
  reset(): void;
  /** Ends every connection and wait, and frees the port. */
  close(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1. Rejects when the port is taken, and with a RangeError for a switch it doesn't have. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port: wantedPort = 0, key = defaultKey, ...rest } = options;
  const { seed = [...defaultSeed, ...projectAgents], projects = defaultProjects, ...switches } = rest;
  const state = new SandboxState(createKeys(key), seed, projects, setSwitches(defaultSwitches, switches));
  const server = createServer((request, response) => {
    respond(state, request, response).catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(wantedPort, '127.0.0.1', resolve);
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
    setProjects: (wanted) => void (state.projects = wanted),
    set: (wanted) => state.set({ ...wanted }),
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

/** One request from its first byte to the last byte of its answer. */
async function respond(
  state: SandboxState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const incoming = await readIncoming(request);
  if (incoming.path.startsWith(controlRoot)) return send(response, control(state, incoming));
  const entry = state.log.add(incoming, state.keys);
  const handle = (): Reply => {
    const reply = answer(state, incoming);
    entry.status = reply.status;
    return reply;
  };
  const fault = state.faults.take(incoming);
  if (!fault) return send(response, handle());
  entry.fault = fault.kind;
  await sendFault(fault, handle, response, state.waitSignal);
  if (response.headersSent) entry.status ??= response.statusCode;
}

/** An internal error of the sandbox is reported as such, so that it is not mistaken for one of the client. */
function fail(response: ServerResponse, error: unknown): void {
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
