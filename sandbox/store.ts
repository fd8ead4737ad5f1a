import { isObject, omit, type Json, type JsonObject } from './json';
import { emptyValueOf } from './valueTypes';
import { isDocumented, modelOf } from './agentModel';
import { agentProperties } from './properties';
import { matchesOf, withoutPath, withValueAtPath } from './paths';
import { normalize } from './spelling';
import type { Switches } from './switches';

/** A stored agent with all properties, secrets in plain text. Immutable. */
export interface Agent {
  readonly id: number;
  readonly properties: JsonObject;
}

/** Stores agents. Values must be validated; `now` returns a later timestamp each time. */
export class AgentStore {
  private readonly agents = new Map<number, Agent>();
  private lastId = 0;

  constructor(
    private readonly seed: readonly JsonObject[],
    private readonly now: () => string,
  ) {
    this.reset();
  }

  /** Restores the initial agents; new IDs are greater than theirs. */
  reset(): void {
    this.agents.clear();
    this.lastId = 0;
    for (const { id, ...properties } of this.seed) this.insert(Number(id), properties);
  }

  all(): readonly Agent[] {
    return [...this.agents.values()].sort((a, b) => a.id - b.id);
  }

  get(id: number): Agent | undefined {
    return this.agents.get(id);
  }

  create(values: JsonObject, { ignore, spelling }: Pick<Switches, 'ignore' | 'spelling'>): Agent {
    const stored = ignore.reduce(withoutPath, normalize(values, spelling));
    return this.insert(this.lastId + 1, stored);
  }

  /** PUT: a switch decides what happens to omitted properties. */
  replace(agent: Agent, values: JsonObject, switches: Switches): Agent {
    return this.write(agent, values, omittedProperties(agent, values, switches), switches);
  }

  /** PATCH: properties that `values` omits are unchanged. */
  patch(agent: Agent, values: JsonObject, switches: Switches): Agent {
    return this.write(agent, values, {}, switches);
  }

  /** A change by another user or by the server itself, without validation. Objects are replaced; the ID is unchanged. */
  edit(agent: Agent, changes: JsonObject): Agent {
    return this.save(agent, omit(changes, 'id'));
  }

  remove(id: number): void {
    this.agents.delete(id);
  }

  private insert(id: number, values: JsonObject): Agent {
    const now = this.now();
    const initial = Object.fromEntries(agentProperties.map((property) => [property.name, property.initial]));
    const agent = { id, properties: { ...initial, created_at: now, updated_at: now, ...values } };
    this.agents.set(id, agent);
    this.lastId = Math.max(this.lastId, id);
    return agent;
  }

  private write(agent: Agent, values: JsonObject, omittedValues: JsonObject, switches: Switches): Agent {
    const sent = mergeNested(agent, normalize(values, switches.spelling), switches.nested);
    const next = { ...agent.properties, ...omittedValues, ...sent };
    const stored = switches.ignore.reduce(
      (restored, path) => restorePath(restored, agent.properties, path),
      next,
    );
    return this.save(agent, omit(stored, 'updated_at'));
  }

  private save(agent: Agent, changes: JsonObject): Agent {
    const saved = { id: agent.id, properties: { ...agent.properties, updated_at: this.now(), ...changes } };
    this.agents.set(agent.id, saved);
    return saved;
  }
}

/** The new values of properties that a PUT omits. */
function omittedProperties(agent: Agent, values: JsonObject, { put, api }: Switches): JsonObject {
  if (put === 'keep') return {};
  const documented = modelOf(api).writable.map(({ name, type, initial }): [string, Json] => [
    name,
    put === 'reset' ? initial : (emptyValueOf(type) ?? initial),
  ]);
  const others = Object.keys(agent.properties).filter((name) => !isDocumented(name));
  const all = [...documented, ...others.map((name): [string, Json] => [name, null])];
  return Object.fromEntries(all.filter(([name]) => !Object.hasOwn(values, name)));
}

/** Restores the previous value at `path`, or removes the property if there was none. */
function restorePath(next: JsonObject, before: JsonObject, path: string): JsonObject {
  return matchesOf(before, path).reduce(
    (restored, { path: names, value }) => withValueAtPath(restored, names, value),
    withoutPath(next, path),
  );
}

/** The values to store; with `nested=merge`, a `…_data` object keeps stored properties that it omits. */
function mergeNested(agent: Agent, values: JsonObject, nested: Switches['nested']): JsonObject {
  if (nested === 'replace') return values;
  const merged = Object.entries(values).map(([name, value]): [string, Json] => {
    const before = agent.properties[name];
    const isMerged = name.endsWith('_data') && isObject(value) && isObject(before);
    return [name, isMerged ? { ...before, ...value } : value];
  });
  return Object.fromEntries(merged);
}
