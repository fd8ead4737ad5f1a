import { createClock } from './clock';
import { Faults } from './faults';
import type { JsonObject } from './json';
import type { ApiKey } from './keys';
import { RequestLog } from './log';
import type { Project } from './projects';
import { AgentStore, type Agent } from './store';
import { setSwitches, type Switches } from './switches';

/** The state of a sandbox, which endpoints and controls read and change. */
export class SandboxState {
  readonly store: AgentStore;
  readonly faults = new Faults();
  readonly log = new RequestLog();
  switches: Switches;
  private waitController = new AbortController();

  projects: readonly Project[];
  private readonly projectsAtStart: readonly Project[];

  constructor(
    readonly keys: readonly ApiKey[],
    seed: readonly JsonObject[],
    projects: readonly Project[],
    private readonly switchesAtStart: Switches,
  ) {
    this.store = new AgentStore(seed, createClock());
    this.switches = switchesAtStart;
    this.projectsAtStart = [...projects, ...otherProjects(seed, projects)];
    this.projects = this.projectsAtStart;
  }

  /** The organization key, which is also required for the controls. */
  get key(): string {
    return this.keys[0]?.key ?? '';
  }

  /** The stored agents, with secrets in plain text. */
  stored(): readonly JsonObject[] {
    return this.store.all().map(toObject);
  }

  /** A stored agent. Throws a RangeError if it doesn't exist. */
  agent(id: number): JsonObject {
    return toObject(this.existingAgent(id));
  }

  /** Throws a RangeError for an unknown switch or value. */
  set(values: Readonly<Record<string, unknown>>): void {
    this.switches = setSwitches(this.switches, values);
  }

  /** A change by another user. Throws a RangeError if the agent doesn't exist. */
  edit(id: number, changes: JsonObject): JsonObject {
    return toObject(this.store.edit(this.existingAgent(id), changes));
  }

  /** Aborted when pending requests must stop waiting and must not store anything. */
  get waitSignal(): AbortSignal {
    return this.waitController.signal;
  }

  abortWaits(): void {
    this.waitController.abort();
    this.waitController = new AbortController();
  }

  reset(): void {
    this.abortWaits();
    this.store.reset();
    this.faults.clear();
    this.log.clear();
    this.switches = this.switchesAtStart;
    this.projects = this.projectsAtStart;
  }

  private existingAgent(id: number): Agent {
    const agent = this.store.get(id);
    if (!agent) throw new RangeError(`Agent ${id} not found.`);
    return agent;
  }
}

/** Projects of the initial agents that are not declared. */
function otherProjects(seed: readonly JsonObject[], projects: readonly Project[]): readonly Project[] {
  const ids = new Set(seed.map(({ project }) => Number(project ?? 0)));
  return [...ids]
    .filter((id) => id > 0 && !projects.some((project) => project.id === id))
    .map((id) => ({ id, name: `Project ${id}` }));
}

function toObject({ id, properties }: Agent): JsonObject {
  return { id, ...properties };
}
