import type { ApiVersion } from './enums';
import { detail, empty, json, type Incoming, type Reply } from './http';
import { isObject, printJson, parseJson, stringOf, type Json, type JsonObject } from './json';
import { canAccess, type ApiKey } from './keys';
import { agentResponse } from './response';
import { modelOf } from './agentModel';
import { paginate } from './pages';
import { withoutPath } from './paths';
import { listProjects, organization, type Project } from './projects';
import type { Agent, AgentStore } from './store';
import type { Switches } from './switches';
import { checkBody, type Method } from './validate';

/** The data of a request, and the state that endpoints read and write. */
export interface Api {
  readonly store: AgentStore;
  readonly switches: Switches;
  readonly projects: readonly Project[];
  /** The key of the request. */
  readonly key: ApiKey;
}

/** `id` is the number in the path; NaN if the path has none. */
export type Endpoint = (api: Api, request: Incoming, id: number) => Reply;
type AgentEndpoint = (api: Api, request: Incoming, agent: Agent) => Reply;

/** An endpoint for one agent: 404 if no agent that the key can access has the ID in the path. */
export function withAgent(endpoint: AgentEndpoint): Endpoint {
  return (api, request, id) => {
    const agent = api.store.get(id);
    if (!agent) return detail(404, 'Agent not found.');
    if (canAccess(api.key, agent.properties['project'])) return endpoint(api, request, agent);
    return otherProject(api, detail(404, 'Agent not found.'));
  };
}

/** The response for a project that the key can't access. */
function otherProject({ switches }: Api, unlessForbidden: Reply): Reply {
  return switches.otherProject === 'forbidden'
    ? detail(403, 'The API key is not valid for this project.')
    : unlessForbidden;
}

export const listAccessibleProjects: Endpoint = (api, { query }) =>
  listProjects(api.projects, query, (id) => canAccess(api.key, id));

export const listAgents: Endpoint = (api, request) =>
  listResponse(api, request, (agent) => getResponse(agent, api.switches));

export const listAgentsInShort: Endpoint = (api, request) => listResponse(api, request, shortAgent);

function listResponse(api: Api, request: Incoming, toResponse: (agent: Agent) => JsonObject): Reply {
  const { key, store } = api;
  const projectId = request.query.get('project_id');
  const accessible = store.all().filter(({ properties }) => canAccess(key, properties['project']));
  const page = paginate(request, accessible, toResponse);
  return projectId && !canAccess(key, Number(projectId)) ? otherProject(api, page) : page;
}

export const postAgent: Endpoint = (api, request) => {
  const { store, switches } = api;
  return withCheckedBody(request, 'POST', { api: switches.api }, (values) => {
    const rejection = projectRejection(api, values['project']);
    if (rejection) return rejection;
    return json(201, agentResponse(store.create({ organization, ...values }, switches), switches));
  });
};

function projectRejection(api: Api, project: Json | undefined): Reply | undefined {
  const exists = api.projects.some(({ id }) => id === project);
  if (exists && canAccess(api.key, project)) return undefined;
  const rejection = json(400, { project: [`Unknown project ${printJson(project ?? null)}.`] });
  return exists ? otherProject(api, rejection) : rejection;
}

export const getAgent: AgentEndpoint = ({ switches }, _request, agent) =>
  json(200, getResponse(agent, switches));

export const putAgent: AgentEndpoint = ({ store, switches }, request, agent) =>
  withCheckedBody(request, 'PUT', { api: switches.api, agent }, (values) =>
    json(200, agentResponse(store.replace(agent, values, switches), switches)),
  );

export const patchAgent: AgentEndpoint = ({ store, switches }, request, agent) =>
  withCheckedBody(request, 'PATCH', { api: switches.api, agent }, (values) =>
    json(200, agentResponse(store.patch(agent, values, switches), switches)),
  );

/** `delete_related` is validated but has no effect, because the sandbox has no related resources. */
export const deleteAgent: AgentEndpoint = ({ store }, { query }, agent) => {
  const related = query.get('delete_related') ?? 'true';
  if (!['true', 'false'].includes(related)) return json(400, { delete_related: ['Must be true or false.'] });
  store.remove(agent.id);
  return empty(204);
};

/** A copy with a new ID and name. Whether the API copies secrets is unknown, so write-only ones are omitted. */
export const duplicateAgent: AgentEndpoint = ({ store, switches }, request, agent) => {
  const body = parseBody(request);
  if ('reply' in body) return body.reply;
  const scenarios = isObject(body.value) ? (body.value['copy_scenarios'] ?? false) : undefined;
  if (typeof scenarios !== 'boolean') return json(400, { copy_scenarios: ['Expected true or false.'] });
  const { project, organization: owner } = agent.properties;
  const copied = modelOf(switches.api)
    .writable.filter(({ access }) => access === 'read-write')
    .map(({ name, initial }) => [name, agent.properties[name] ?? initial] as const);
  const values = {
    ...Object.fromEntries(copied),
    project: project ?? null,
    organization: owner ?? organization,
    agent_name: `${stringOf(agent.properties, 'agent_name')} (copy)`.slice(-255),
  };
  const copy = store.create(values, { ignore: [], spelling: [] });
  return json(201, agentResponse(copy, switches));
};

function getResponse(agent: Agent, switches: Switches): JsonObject {
  return switches.omitFromGet.reduce(withoutPath, agentResponse(agent, switches));
}

function shortAgent({ id, properties }: Agent): JsonObject {
  const listed = [
    'agent_name',
    'project',
    'organization',
    'contact_number',
    'inbound',
    'language',
    'created_at',
    'updated_at',
    'agent_gives_first_message',
  ];
  return { id, ...Object.fromEntries(listed.map((name) => [name, properties[name] ?? null])) };
}

function withCheckedBody(
  request: Incoming,
  method: Method,
  { api, agent }: { readonly api: ApiVersion; readonly agent?: Agent },
  store: (values: JsonObject) => Reply,
): Reply {
  const body = parseBody(request);
  if ('reply' in body) return body.reply;
  const result = checkBody(body.value, method, { model: modelOf(api), stored: agent?.properties ?? {} });
  return 'errors' in result ? json(400, result.errors) : store(result.values);
}

/** The parsed body, or an error response if it isn't JSON. A missing body is treated as an empty object. */
function parseBody({ headers, body }: Incoming): { readonly value: Json } | { readonly reply: Reply } {
  if (body === '') return { value: {} };
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return { reply: detail(415, `Media type "${type ?? ''}" is not supported. Use application/json.`) };
  }
  try {
    return { value: parseJson(body) };
  } catch (error) {
    return {
      reply: detail(400, `JSON parse error: ${error instanceof Error ? error.message : 'unreadable'}`),
    };
  }
}
