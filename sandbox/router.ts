import {
  postAgent,
  duplicateAgent,
  listAgents,
  patchAgent,
  withAgent,
  listAccessibleProjects,
  getAgent,
  deleteAgent,
  putAgent,
  listAgentsInShort,
  type Api,
  type Endpoint,
} from './endpoints';
import { detail, empty, keyHeader, page, type Incoming, type Reply } from './http';
import type { ApiKey } from './keys';

interface Route {
  /** The first group, if any, is the agent ID. */
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Endpoint>>;
}

const routes: readonly Route[] = [
  { path: /^\/user\/v1\/projects\/$/, methods: { GET: listAccessibleProjects } },
  { path: agentsPath(''), methods: { GET: listAgents, POST: postAgent } },
  { path: agentsPath('short_list/'), methods: { GET: listAgentsInShort } },
  {
    path: agentsPath('(\\d+)/'),
    methods: {
      GET: withAgent(getAgent),
      PUT: withAgent(putAgent),
      PATCH: withAgent(patchAgent),
      DELETE: withAgent(deleteAgent),
    },
  },
  { path: agentsPath('(\\d+)/duplicate/'), methods: { POST: withAgent(duplicateAgent) } },
];

function agentsPath(rest: string): RegExp {
  return new RegExp(`^/test_framework/v1/aiagents/${rest}$`);
}

/** The endpoint context without the key of the request. */
export type KeyedApi = Omit<Api, 'key'> & { readonly keys: readonly ApiKey[] };

/** Finds the endpoint, checks the key and the method, and calls the endpoint. */
export function handleRequest(api: KeyedApi, request: Incoming): Reply {
  const route = routes.find(({ path }) => path.test(request.path));
  if (!route) return unknownPath(request);
  const key = api.keys.find((candidate) => candidate.key === request.headers[keyHeader]);
  if (!key || key.access === 'revoked') return detail(401, 'The API key is missing or not valid.');
  const endpoint = Object.hasOwn(route.methods, request.method) ? route.methods[request.method] : undefined;
  if (!endpoint) return notAllowed(route, request);
  if (key.access === 'read-only' && request.method !== 'GET')
    return detail(403, 'This API key is read-only.');
  return endpoint({ ...api, key }, request, Number(route.path.exec(request.path)?.[1]));
}

function notAllowed({ methods }: Route, { method }: Incoming): Reply {
  return detail(405, `Method ${method} is not allowed here.`, { allow: Object.keys(methods).join(', ') });
}

/** Redirects a path without a trailing slash as Django does, unless the request has a body, which would be lost. */
function unknownPath({ method, path, query }: Incoming): Reply {
  if (!routes.some((route) => route.path.test(`${path}/`))) return page(404, 'Not Found');
  if (['POST', 'PUT', 'PATCH'].includes(method))
    return page(500, 'Server Error (the path has no final slash)');
  const search = query.size > 0 ? `?${query.toString()}` : '';
  return empty(301, { location: `${path}/${search}` });
}
