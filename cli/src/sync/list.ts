import type { JsonObject } from '#language/syntax/json';
import { pagesOf } from '#sync/pages';
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
  for await (const page of pagesOf(api, filter, context.signal)) {
    if (!page.ok)
      throw new RequestFailed(failureMessage(page.failure, address), exitCodeOfFailure(page.failure));
    agents.push(...page.value.agents);
  }
  return agents;
}
