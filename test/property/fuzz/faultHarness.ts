import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { newFileText } from '#sync/pull/planPull';
import type { RemoteAgents } from '#sync/ports';
import type { FaultKind } from '#sandbox/faults';
import { printJson } from '#sandbox/json';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { SyncFixture, agentSchema } from '#support/sync/syncFixture';
import { avoidRisk } from './avoidRisk';

/** The sandbox agent whose secrets are all write-only. */
export const id = 2107;

/** Faults of the sandbox; those with a status have no body. */
export type Fault =
  Exclude<FaultKind, { readonly kind: 'status' }> | { readonly kind: 'status'; readonly status: number };

/** The sandbox, a client with short timeouts, and a second server that must not receive requests. */
export class FaultHarness {
  /** URLs of requests to other origins. */
  readonly foreignRequests: string[] = [];
  readonly api: AgentApi;

  private constructor(
    readonly sandbox: Sandbox,
    readonly other: Sandbox,
  ) {
    const read = readAddress(sandbox.origin);
    if (!read.ok) throw new Error(read.reason);
    this.api = new AgentApi({
      address: read.address,
      fetch: (url, init) => {
        if (new URL(url).origin !== sandbox.origin) this.foreignRequests.push(url);
        return fetch(url, init);
      },
      key: () => Promise.resolve(sandbox.key),
      limits: { timeoutMs: 1000, maxBytes: 256 * 1024 },
      retry: { retries: 1, delayMs: 1, maxElapsedMs: 5 },
    });
  }

  static async start(): Promise<FaultHarness> {
    const [sandbox, other] = await Promise.all([startSandbox(), startSandbox()]);
    return new FaultHarness(sandbox, other);
  }

  async close(): Promise<void> {
    await Promise.all([this.sandbox.close(), this.other.close()]);
  }

  /** All faults of the sandbox with their variants. */
  get faults(): readonly Fault[] {
    const bodies = ['', 'null', '[]', '7', '{', '{}', `{"id": ${id}}`];
    const hostile = [
      `{"id": ${id}, "__proto__": {"agent_name": 1}}`,
      '{"count": 1, "results": [7], "next": "x"}',
    ];
    return [
      ...[400, 401, 403, 404, 429, 500, 502, 503].map((status): Fault => ({ kind: 'status', status })),
      { kind: 'rate-limit', retryAfter: 'soon' },
      { kind: 'rate-limit', retryAfter: 1e9 },
      { kind: 'redirect', to: `${this.other.origin}/test_framework/v1/aiagents/${id}/` },
      { kind: 'redirect', to: 'file:///etc/passwd', status: 308 },
      { kind: 'html' },
      { kind: 'html', status: 500 },
      ...[...bodies, ...hostile].map((text): Fault => ({ kind: 'body', text })),
      { kind: 'body', text: '['.repeat(50_000) },
      { kind: 'huge' },
      { kind: 'drop-before' },
      { kind: 'drop-after' },
      { kind: 'half-body' },
      { kind: 'slow', ms: 1400 },
      { kind: 'slow', ms: 1400, stores: 'late' },
      { kind: 'wrong-types' },
      { kind: 'wrong-id' },
    ];
  }

  /** A synced file with one change to push. */
  async edited(value: number): Promise<SyncFixture> {
    const fixture = await this.synced();
    fixture.edit((file) => ({ ...file, llm_max_tokens: value }));
    return fixture;
  }

  /** A file after its first pull. */
  async synced(): Promise<SyncFixture> {
    const remote = await this.api.get(String(id));
    if (!remote.ok) throw new Error(JSON.stringify(remote.failure));
    const fixture = this.fixture(newFileText(agentSchema, remote.value));
    await fixture.pull();
    return fixture;
  }

  /** A file and the sandbox's agents, with a user who avoids risks. */
  fixture(file: string, agents: RemoteAgents = this.api): SyncFixture {
    const fixture = new SyncFixture({ file, agent: {}, agents });
    fixture.answer = avoidRisk;
    return fixture;
  }

  /** The same file and baseline after a restart. */
  restarted({ text, baseline }: SyncFixture, agents?: RemoteAgents): SyncFixture {
    const fixture = this.fixture(text, agents);
    fixture.baseline = baseline;
    return fixture;
  }

  /** Waits for delayed responses and removes faults that the command did not reach. */
  async withoutFaults(fault: Fault): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, fault.kind === 'slow' ? 600 : 0));
    this.sandbox.clearFaults();
  }

  get writes(): number {
    return this.sandbox.requests.filter(({ method }) => method !== 'GET').length;
  }

  /** The stored value of the property that the tests change. */
  get stored(): number {
    return Number(/"llm_max_tokens": ?(\d+)/.exec(this.agentText)?.[1]);
  }

  /** The stored agent without the properties that the tests expect to change. */
  get otherProperties(): string {
    return this.agentText.replace(/"(updated_at|llm_max_tokens)": ?("[^"]*"|\d+)/g, '');
  }

  private get agentText(): string {
    return printJson(this.sandbox.agent(id));
  }
}

/** Identifies a fault in assertion messages. */
export function describeFault(fault: Fault): string {
  return JSON.stringify(fault).slice(0, 200);
}
