import { type JsonObject, propertyOf, objectOf } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { idOf } from '#api/responses';
import type { AgentPage } from '#sync/ports';

/** The project or organization of a new agent, from properties in the file that are only used on creation. */
export function placementOf(schema: AgentSchema, file: JsonObject): JsonObject {
  const createOnly = Object.entries(file).filter(
    ([name, value]) => schema.at([name])?.createOnly === true && value !== null,
  );
  return objectOf(createOnly);
}

/** The id of the first agent with exactly this name. */
export function agentIdByName({ agents }: AgentPage, name: string): string | undefined {
  return agents.filter((agent) => propertyOf(agent, 'agent_name') === name).map(idOf)[0];
}

/** The projects of agents, those with most agents first. */
export function projectsOf({ agents }: AgentPage): { readonly project: number; readonly agents: number }[] {
  const counts = new Map<number, number>();
  for (const agent of agents) {
    const project = propertyOf(agent, 'project');
    if (typeof project === 'number') counts.set(project, (counts.get(project) ?? 0) + 1);
  }
  return [...counts]
    .map(([project, count]) => ({ project, agents: count }))
    .sort((a, b) => b.agents - a.agents);
}
