import assert from 'node:assert/strict';
import type { AgentApi } from '#api/agentApi';
import { readJson } from '#language/syntax/readJson';
import type { AgentFilter, AgentPage, ApiResult, Cancellation } from '#sync/ports';
import { type JsonObject, isJsonObject } from '#language/syntax/json';
import type { FaultKind } from '#sandbox/faults';
import type { Sandbox } from '#sandbox/server';
import type { Fault } from './fakeRemote';
import type { SwitchedAgent } from './switchModel';
import type { SharedAgent } from './syncModel';

/** One agent of the sandbox, reached through the real HTTP client. */
export class SandboxAgent implements SharedAgent {
  #fault: Fault | undefined;

  constructor(
    protected readonly sandbox: Sandbox,
    protected readonly api: AgentApi,
    protected readonly id: number,
  ) {}

  get origin(): string {
    return this.api.origin;
  }

  get stored(): JsonObject {
    return this.sandbox.agent(this.id);
  }

  get version(): unknown {
    return this.stored['updated_at'];
  }

  get writes(): readonly { readonly body: JsonObject }[] {
    return this.sandbox.requests.flatMap(({ method, body }) => {
      const sent = method === 'GET' ? undefined : readJson(body);
      return isJsonObject(sent) ? [{ body: sent }] : [];
    });
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  set fault(fault: Fault | undefined) {
    this.#fault = fault;
    this.sandbox.clearFaults();
    if (!fault) return;
    for (const method of ['PUT', 'PATCH']) this.sandbox.fault({ ...faultFor(fault), method });
  }

  edit(change: (agent: JsonObject) => JsonObject): void {
    this.sandbox.edit(this.id, change(this.stored));
  }

  get(id: string, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    return this.api.get(id, cancellation);
  }

  put(id: string, body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    return this.api.put(id, body, cancellation);
  }

  patch(id: string, body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    return this.api.patch(id, body, cancellation);
  }

  create(body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    return this.api.create(body, cancellation);
  }

  list(
    filter: AgentFilter,
    next: string | undefined,
    cancellation?: Cancellation,
  ): Promise<ApiResult<AgentPage>> {
    return this.api.list(filter, next, cancellation);
  }
}

/** The same, on a server whose switches change. */
export class SwitchedSandboxAgent extends SandboxAgent implements SwitchedAgent {
  async view(): Promise<JsonObject> {
    const result = await this.api.get(String(this.id));
    assert.ok(result.ok, JSON.stringify(result));
    return result.value;
  }

  setSwitches(switches: Parameters<SwitchedAgent['setSwitches']>[0]): void {
    this.sandbox.set(switches);
  }
}

/** The sandbox fault that makes the client report this failure. */
function faultFor({ failure, applied }: Fault): FaultKind {
  if (applied) return { kind: failure.kind === 'unexpected' ? 'half-body' : 'drop-after' };
  switch (failure.kind) {
    case 'serverError':
      return { kind: 'status', status: failure.status };
    case 'unexpected':
      return { kind: 'html' };
    default:
      return { kind: 'drop-before' };
  }
}
