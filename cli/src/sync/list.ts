import type { JsonObject } from '#language/syntax/json';
import type { AgentFilter, RemoteAgents } from '#sync/ports';
import { RequestFailed } from '../errors';
import { failureMessage } from './address';
import { exitCodeOfFailure } from './outcomes';
import type { Session } from './session';

/** All agents that a key can access, page by page. Throws if the list can't be read completely. */
export async function allAgents(
  api: RemoteAgents,
  filter: AgentFilter,
  { context, address }: Session,
): Promise<JsonObject[]> {
  const agents: JsonObject[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const page = await api.list(filter, next, context.signal);
    if (!page.ok)
      throw new RequestFailed(failureMessage(page.failure, address), exitCodeOfFailure(page.failure));
    agents.push(...page.value.agents);
    next = page.value.next;
    // A server that returns a page twice would cause an infinite loop.
    if (next !== undefined && seen.has(next)) break;
    if (next !== undefined) seen.add(next);
  } while (next !== undefined);
  return agents;
}
