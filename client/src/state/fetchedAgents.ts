import type { JsonObject } from '#language/syntax/json';
import { idOf } from '#api/responses';
import type { AgentApi } from '#api/agentApi';
import { pagesOf } from '#sync/pages';
import type { AgentLink, ApiResult } from '#sync/ports';
import type { ListRequest } from '#sync/projects/lists';

/** The agents of one list, or why they could not be listed. */
export interface FetchedList extends ListRequest {
  readonly response: ApiResult<ReadonlyMap<string, JsonObject>>;
}

/** A fetched agent; undefined if it wasn't fetched. */
export type Fetched = JsonObject | 'deleted' | undefined;

/** The agents as of the last fetch, in memory. */
export class FetchedAgents {
  constructor(
    readonly lists: readonly FetchedList[],
    /** Sequence number among syncs and fetches. */
    readonly startedAt: number,
  ) {}

  /**
   * `project`: that of the file or its key. An agent is deleted if the list of its project doesn't contain it or, without a project, if no
   * list does.
   */
  find({ id }: AgentLink, project: string | undefined): Fetched {
    for (const { response } of this.lists) {
      const agent = response.ok ? response.value.get(id) : undefined;
      if (agent) return agent;
    }
    const lists = this.lists.filter((list) => project === undefined || list.project === project);
    return lists.length > 0 && lists.every(({ response }) => response.ok) ? 'deleted' : undefined;
  }
}

/** Requests one list, page by page, with all properties of each agent. */
export async function fetchList(request: ListRequest, client: AgentApi): Promise<FetchedList> {
  const { project } = request;
  const filter = project === undefined ? { full: true } : { project, full: true };
  const agents = new Map<string, JsonObject>();
  for await (const page of pagesOf(client, filter)) {
    if (!page.ok) return { ...request, response: page };
    for (const agent of page.value.agents) agents.set(idOf(agent) ?? '', agent);
  }
  return { ...request, response: { ok: true, value: agents } };
}
