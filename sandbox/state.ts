import { createClock } from './clock';
import { Faults } from './faults';
import type { JsonObject } from './json';
import { RequestLog } from './log';
import { AgentStore, type Agent } from './store';
import { setSwitches, type Switches } from './switches';

/** Everything of a sandbox but its sockets: what a request meets, and what the controls change. */
export class SandboxState {
  readonly store: AgentStore;
  readonly faults = new Faults();
  readonly log = new RequestLog();
  switches: Switches;
  private waits = new AbortController();

  constructor(
    readonly key: string,
    seed: readonly JsonObject[],
    private readonly switchesAtStart: Switches,
  ) {
    this.store = new AgentStore(seed, createClock());
    this.switches = switchesAtStart;
  }

  /** Every agent as stored, with its secrets in clear. */
  stored(): readonly JsonObject[] {
    return this.store.all().map(whole);
  }

  /** The agent as stored. Throws a RangeError when there is none. */
  agent(id: number): JsonObject {
    return whole(this.existing(id));
  }

  /** Throws a RangeError for a switch or a position that doesn't exist. */
  set(wanted: Readonly<Record<string, unknown>>): void {
    this.switches = setSwitches(this.switches, wanted);
  }

  /** A change by someone else. Throws a RangeError when there is no such agent. */
  edit(id: number, changes: JsonObject): JsonObject {
    return whole(this.store.edit(this.existing(id), changes));
  }

  /** Aborts when the requests that are being answered must not wait, or store anything, any longer. */
  get waitsEnd(): AbortSignal {
    return this.waits.signal;
  }

  endWaits(): void {
    this.waits.abort();
    this.waits = new AbortController();
  }

  reset(): void {
    this.endWaits();
    this.store.reset();
    this.faults.clear();
    this.log.clear();
    this.switches = this.switchesAtStart;
  }

  private existing(id: number): Agent {
    const agent = this.store.get(id);
    if (!agent) throw new RangeError(`there is no agent ${id}`);
    return agent;
  }
}

function whole({ id, members }: Agent): JsonObject {
  return { id, ...members };
}
