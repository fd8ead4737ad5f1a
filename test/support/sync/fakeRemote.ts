import {
  type Json,
  type JsonObject,
  isJsonObject,
  propertyOf,
  objectOf,
  toJsonText,
} from '#language/syntax/json';
import type { AgentPage, ApiResult, ApiFailure, RemoteAgents } from '#sync/ports';

/** How a PUT handles omitted properties, which Cekura doesn't document. */
export interface RemoteModes {
  /** Whether an omitted top-level property is kept, reset to its default, or cleared. */
  readonly put: 'keep' | 'reset' | 'clear';
  /** Whether a settings object is merged into the stored one or replaces it. Nodes are always replaced. */
  readonly nested: 'merge' | 'replace';
  /** Whether GET shows `sip_auth.password`. */
  readonly clearText: boolean;
}

export const allModes: readonly RemoteModes[] = (['keep', 'reset', 'clear'] as const).flatMap((put) =>
  (['merge', 'replace'] as const).flatMap((nested) =>
    [true, false].map((clearText) => ({ put, nested, clearText })),
  ),
);

/** For test titles. */
export function describeModes({ put, nested, clearText }: RemoteModes): string {
  return `put ${put}, nested ${nested}, ${clearText ? 'clear' : 'masked'} sip_auth`;
}

/** A failure of the next write. `applied`: whether the write is stored nevertheless. */
export interface Fault {
  readonly failure: ApiFailure;
  readonly applied: boolean;
}

export interface SentWrite {
  readonly method: 'put' | 'patch' | 'create';
  readonly body: JsonObject;
}

const topSecrets = ['vapi_api_key', 'retell_api_key', 'livekit_api_key'];
const defaults: Readonly<Record<string, Json>> = {
  language: 'en',
  llm_model: 'gpt-4o',
  assistant_provider: '',
};

/** An API in memory that behaves like Cekura's in everything that syncing depends on. */
export class FakeRemote implements RemoteAgents {
  readonly origin = 'https://api.example.com';
  readonly writes: SentWrite[] = [];
  /** Requests of any kind. */
  requests = 0;
  /** Consumed by the next write. */
  fault: Fault | undefined;
  /** Top-level properties that no response contains. */
  omittedFromResponses: readonly string[] = ['predefined_metrics'];
  /** Failures of the next reads, in order; undefined: the read succeeds. */
  readonly readFaults: (ApiFailure | undefined)[] = [];
  /** The part of a request body that is stored, for servers that change or ignore some of it. */
  rewrite: (body: JsonObject, before: JsonObject) => JsonObject = (body) => body;
  /** The part of the agent that a response contains, for servers that omit some of it. */
  rewriteResponse: (agent: JsonObject) => JsonObject = (agent) => agent;
  /** Called before each read; may edit the agent as another user. */
  beforeRead: () => void = () => undefined;
  #agent: JsonObject;
  #edits = 0;

  /** `agent`: as stored, secrets in plain text. */
  constructor(
    agent: JsonObject,
    readonly modes: RemoteModes = { put: 'keep', nested: 'merge', clearText: true },
  ) {
    this.#agent = agent;
  }

  /** As stored, secrets in plain text. */
  get stored(): JsonObject {
    return this.#agent;
  }

  get version(): number {
    return this.#edits;
  }

  /** An edit of another user in the dashboard. */
  edit(change: (agent: JsonObject) => JsonObject): void {
    this.#agent = change(this.#agent);
    this.#edits++;
  }

  get(id: string): Promise<ApiResult<JsonObject>> {
    this.requests++;
    this.beforeRead();
    const failure = this.readFaults.shift();
    if (failure) return Promise.resolve({ ok: false, failure });
    return Promise.resolve(
      id === toJsonText(propertyOf(this.#agent, 'id') ?? null)
        ? { ok: true, value: this.response() }
        : { ok: false, failure: { kind: 'notFound' } },
    );
  }

  put(_id: string, body: JsonObject): Promise<ApiResult<JsonObject>> {
    return this.#write('put', body, () => {
      const omitted = Object.entries(this.#agent)
        .filter(([name]) => name !== 'id' && !Object.hasOwn(body, name))
        .flatMap(([name, value]): [string, Json][] => this.#omitted(name, value));
      return { id: this.#agent['id'] ?? null, ...objectOf(omitted), ...this.#stored(body) };
    });
  }

  patch(_id: string, body: JsonObject): Promise<ApiResult<JsonObject>> {
    return this.#write('patch', body, () => ({ ...this.#agent, ...this.#stored(body) }));
  }

  create(body: JsonObject): Promise<ApiResult<JsonObject>> {
    return this.#write('create', body, () => ({ id: 77, ...body }));
  }

  list(): Promise<ApiResult<AgentPage>> {
    return Promise.resolve({ ok: true, value: { agents: [this.response()], next: undefined } });
  }

  /** The response to a GET: masked, with flags and the time of the last write. */
  response(): JsonObject {
    const properties = Object.entries(this.#agent).flatMap(([name, value]): [string, Json][] => {
      if (topSecrets.includes(name)) return [];
      return [[name, this.#masked(name, value)]];
    });
    const flags = topSecrets.map((name): [string, Json] => [
      `${name}_configured`,
      isSet(propertyOf(this.#agent, name)),
    ]);
    const seconds = String(this.#edits % 60).padStart(2, '0');
    const updatedAt = `2026-05-20T17:42:${seconds}.508213Z`;
    const result = [...properties, ...flags, ['updated_at', updatedAt] as const];
    return this.rewriteResponse(
      objectOf(result.filter(([name]) => !this.omittedFromResponses.includes(name))),
    );
  }

  #masked(name: string, value: Json): Json {
    if (!isJsonObject(value)) return value;
    const { api_secret, password, ...rest } = value;
    if (name === 'livekit_data') return { ...rest, api_secret_configured: isSet(api_secret) };
    if (name === 'sip_auth' && !this.modes.clearText) return rest;
    if (name === 'sip_auth') return password === undefined ? rest : { ...rest, password };
    return value;
  }

  #omitted(name: string, value: Json): [string, Json][] {
    if (this.modes.put === 'keep') return [[name, value]];
    if (topSecrets.includes(name)) return [];
    return [[name, this.modes.put === 'reset' ? (defaults[name] ?? null) : null]];
  }

  #stored(body: JsonObject): JsonObject {
    return objectOf(
      Object.entries(this.rewrite(body, this.#agent)).map(([name, value]): [string, Json] => {
        const before = propertyOf(this.#agent, name);
        const isMergeable = this.modes.nested === 'merge' && !name.endsWith('_nodes');
        const isMerged = isMergeable && isJsonObject(before) && isJsonObject(value);
        return [name, isMerged ? { ...before, ...value } : value];
      }),
    );
  }

  #write(
    method: SentWrite['method'],
    body: JsonObject,
    after: () => JsonObject,
  ): Promise<ApiResult<JsonObject>> {
    this.requests++;
    this.writes.push({ method, body });
    const fault = this.fault;
    this.fault = undefined;
    if (!fault || fault.applied) this.edit(after);
    return Promise.resolve(
      fault ? { ok: false, failure: fault.failure } : { ok: true, value: this.response() },
    );
  }
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
