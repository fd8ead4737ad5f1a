import { type Json, type JsonObject, memberOf } from '../../../server/src/language/json';
import type { AgentSchema } from '../../../server/src/language/schema';
import { idOf } from '../api/answers';
import { contentOf } from '../sync/canonical';
import { withValueAt } from '../sync/paths';
import type { AgentPage, ApiFailure } from '../sync/ports';
import type { SuppliedSecrets } from '../sync/secretSteps';

/** What a POST sends: what the file says, the members that count on creation only, and the secrets' values. */
export function bodyForCreation(
  schema: AgentSchema,
  file: JsonObject,
  secrets: SuppliedSecrets,
  project: Json | undefined,
): JsonObject {
  const placed = placementOf(schema, file).reduce(
    (body, [name, value]) => withValueAt(body, [name], value),
    contentOf(schema, file),
  );
  const body = project === undefined ? placed : withValueAt(placed, ['project'], project);
  return [...secrets.values()].reduce(
    (all, { path, value }) => (value === null ? all : withValueAt(all, path, value)),
    body,
  );
}

/** Where the file says the new agent belongs: its members that count on creation only. */
export function placementOf(schema: AgentSchema, file: JsonObject): [string, Json][] {
  return Object.entries(file).filter(
    ([name, value]) => schema.at([name])?.onCreate === true && value !== null,
  );
}

/** Ids of the agents that are called just so. */
export function idsNamed({ agents }: AgentPage, name: string): string[] {
  return agents.flatMap((agent) => {
    const id = memberOf(agent, 'agent_name') === name ? idOf(agent) : undefined;
    return id === undefined ? [] : [id];
  });
}

/** Whether an agent may have been created although no answer confirms it. Then it is looked for, not created again. */
export function mayBeCreated(failure: ApiFailure): boolean {
  return failure.kind === 'serverError' || ('sent' in failure && failure.sent);
}

/** Projects that agents are in, those with most agents first. */
export function projectsOf({ agents }: AgentPage): { readonly project: number; readonly agents: number }[] {
  const counts = new Map<number, number>();
  for (const agent of agents) {
    const project = memberOf(agent, 'project');
    if (typeof project === 'number') counts.set(project, (counts.get(project) ?? 0) + 1);
  }
  return [...counts]
    .map(([project, count]) => ({ project, agents: count }))
    .sort((a, b) => b.agents - a.agents);
}
