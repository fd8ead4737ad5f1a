import { isObject, without, type Json, type JsonObject } from './json';
import { emptyValueOf } from './kinds';
import { isDocumented, modelOf } from './agentModel';
import { properties } from './members';
import { matchesOf, withoutPath, withValue } from './paths';
import { respelled } from './spelling';
import type { Switches } from './switches';

/** An agent as the server holds it: every member, secrets in clear. Never changed in place, only replaced. */
export interface Agent {
  readonly id: number;
  readonly members: JsonObject;
}

/** The agents, and what each kind of write makes of them. Values come in checked; `now` gives a later text each time. */
export class AgentStore {
  private readonly agents = new Map<number, Agent>();
  private lastId = 0;

  constructor(
    private readonly seed: readonly JsonObject[],
    private readonly now: () => string,
  ) {
    this.reset();
  }

  /** Forgets everything that happened: the seed's agents as they were, ids counted from there. */
  reset(): void {
    this.agents.clear();
    this.lastId = 0;
    for (const { id, ...members } of this.seed) this.keep(Number(id), members);
  }

  all(): readonly Agent[] {
    return [...this.agents.values()].sort((one, other) => one.id - other.id);
  }

  get(id: number): Agent | undefined {
    return this.agents.get(id);
  }

  create(values: JsonObject, { ignore, spelling }: Pick<Switches, 'ignore' | 'spelling'>): Agent {
    const taken = ignore.reduce(withoutPath, respelled(values, spelling));
    return this.keep(this.lastId + 1, taken);
  }

  /** PUT: what `values` omits becomes what the switch says. */
  replace(agent: Agent, values: JsonObject, switches: Switches): Agent {
    return this.write(agent, values, omitted(agent, values, switches), switches);
  }

  /** PATCH: what `values` omits stays. */
  change(agent: Agent, values: JsonObject, switches: Switches): Agent {
    return this.write(agent, values, {}, switches);
  }

  /** A change by someone else, in the dashboard or by the server itself: unchecked, objects replaced whole. */
  edit(agent: Agent, changes: JsonObject): Agent {
    return this.save(agent, changes);
  }

  remove(id: number): void {
    this.agents.delete(id);
  }

  private keep(id: number, values: JsonObject): Agent {
    const now = this.now();
    const fresh = Object.fromEntries(properties.map((property) => [property.name, property.fresh]));
    const agent = { id, members: { ...fresh, created_at: now, updated_at: now, ...values } };
    this.agents.set(id, agent);
    this.lastId = Math.max(this.lastId, id);
    return agent;
  }

  private write(agent: Agent, values: JsonObject, becomes: JsonObject, switches: Switches): Agent {
    const sent = laidOver(agent, respelled(values, switches.spelling), switches.nested);
    const next = { ...agent.members, ...becomes, ...sent };
    const taken = switches.ignore.reduce((kept, path) => unchangedAt(kept, agent.members, path), next);
    return this.save(agent, without(taken, 'updated_at'));
  }

  private save(agent: Agent, changes: JsonObject): Agent {
    const saved = { id: agent.id, members: { ...agent.members, updated_at: this.now(), ...changes } };
    this.agents.set(agent.id, saved);
    return saved;
  }
}

/** The members that a PUT could have sent and didn't, with what they become. */
function omitted(agent: Agent, values: JsonObject, { put, api }: Switches): JsonObject {
  if (put === 'keep') return {};
  const documented = modelOf(api).writable.map(({ name, kind, fresh }): [string, Json] => [
    name,
    put === 'reset' ? fresh : (emptyValueOf(kind) ?? fresh),
  ]);
  const others = Object.keys(agent.members).filter((name) => !isDocumented(name));
  const all = [...documented, ...others.map((name): [string, Json] => [name, null])];
  return Object.fromEntries(all.filter(([name]) => !Object.hasOwn(values, name)));
}

/** The members with what was at `path` before, or nothing where there was nothing. */
function unchangedAt(next: JsonObject, before: JsonObject, path: string): JsonObject {
  return matchesOf(before, path).reduce(
    (kept, { path: names, value }) => withValue(kept, names, value),
    withoutPath(next, path),
  );
}

/** The values to store; with `nested=merge`, a `…_data` object takes the members it doesn't mention from the stored one. */
function laidOver(agent: Agent, values: JsonObject, nested: Switches['nested']): JsonObject {
  if (nested === 'replace') return values;
  const merged = Object.entries(values).map(([name, value]): [string, Json] => {
    const before = agent.members[name];
    const merges = name.endsWith('_data') && isObject(value) && isObject(before);
    return [name, merges ? { ...before, ...value } : value];
  });
  return Object.fromEntries(merged);
}
