import assert from 'node:assert/strict';
import type { Fault } from '#sandbox/faults';
import type { Switches } from '#sandbox/switches';

/** A request as the sandbox logged it. */
export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number;
}

/** Controls a sandbox that runs in another process. */
export class SandboxProgram {
  constructor(
    readonly origin: string,
    readonly key: string,
  ) {}

  /** All agents as stored, secrets in plain text. */
  async agents(): Promise<readonly Record<string, unknown>[]> {
    return ((await this.request('GET', 'state')) as { agents: Record<string, unknown>[] }).agents;
  }

  /** The agent as stored, secrets in plain text. */
  async agent(id: number): Promise<Record<string, unknown>> {
    const found = (await this.agents()).find((agent) => agent.id === id);
    assert.ok(found, `the sandbox has no agent ${id}`);
    return found;
  }

  /** The requests to the API so far. */
  async requests(): Promise<readonly Logged[]> {
    return (await this.request('GET', 'log')) as Logged[];
  }

  /** Changes the agent as another user. */
  async edit(id: number, changes: Record<string, unknown>): Promise<void> {
    await this.request('POST', 'edit', { id, changes });
  }

  /** Sets switches for behavior that the API documentation doesn't specify. */
  async set(switches: Partial<Switches>): Promise<void> {
    await this.request('POST', 'switches', switches);
  }

  /** Makes a later request fail. */
  async fault(fault: Fault): Promise<void> {
    await this.request('POST', 'faults', fault);
  }

  /** Restores the initial agents and clears the request log. */
  async reset(): Promise<void> {
    await this.request('POST', 'reset');
  }

  private async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.origin}/__sandbox/${path}`, {
      method,
      headers: { 'X-CEKURA-API-KEY': this.key, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path} of the sandbox fails`);
    return response.json();
  }
}
