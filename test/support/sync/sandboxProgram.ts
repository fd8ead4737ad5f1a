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

/** What a sandbox that runs as a program of its own lets others see and steer. */
export class SandboxProgram {
  constructor(
    readonly origin: string,
    readonly key: string,
  ) {}

  /** The agent as stored, secrets in plain text. */
  async agent(id: number): Promise<Record<string, unknown>> {
    const { agents } = (await this.ask('GET', 'state')) as { agents: Record<string, unknown>[] };
    const found = agents.find((agent) => agent.id === id);
    assert.ok(found, `the sandbox holds agent ${id}`);
    return found;
  }

  /** The requests to the API so far. */
  async requests(): Promise<readonly Logged[]> {
    return (await this.ask('GET', 'log')) as Logged[];
  }

  /** Someone else changes the agent. */
  async edit(id: number, changes: Record<string, unknown>): Promise<void> {
    await this.ask('POST', 'edit', { id, changes });
  }

  /** What the documentation leaves open, from now on. */
  async set(switches: Partial<Switches>): Promise<void> {
    await this.ask('POST', 'switches', switches);
  }

  /** Something goes wrong with a request to come. */
  async fault(fault: Fault): Promise<void> {
    await this.ask('POST', 'faults', fault);
  }

  /** Back to the first agents; forgets all requests. */
  async reset(): Promise<void> {
    await this.ask('POST', 'reset');
  }

  private async ask(method: string, what: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.origin}/__sandbox/${what}`, {
      method,
      headers: { 'X-CEKURA-API-KEY': this.key, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `the sandbox answers ${method} ${what}`);
    return response.json();
  }
}
