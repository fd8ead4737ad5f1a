import {
  change,
  create,
  duplicate,
  list,
  onAgent,
  read,
  remove,
  replace,
  shortList,
  type Api,
  type Endpoint,
} from './endpoints';
import { detail, empty, keyHeader, page, type Incoming, type Reply } from './http';

const root = '/test_framework/v1/aiagents/';

interface Route {
  /** What follows the root; its first group, where it has one, is the agent's id. */
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Endpoint>>;
}

const routes: readonly Route[] = [
  { path: /^$/, methods: { GET: list, POST: create } },
  { path: /^short_list\/$/, methods: { GET: shortList } },
  {
    path: /^(\d+)\/$/,
    methods: {
      GET: onAgent(read),
      PUT: onAgent(replace),
      PATCH: onAgent(change),
      DELETE: onAgent(remove),
    },
  },
  { path: /^(\d+)\/duplicate\/$/, methods: { POST: onAgent(duplicate) } },
];

/** The agents API: finds the endpoint, checks the key and the method, and asks the endpoint for its answer. */
export function answer(api: Api, key: string, request: Incoming): Reply {
  const rest = request.path.startsWith(root) ? request.path.slice(root.length) : undefined;
  const route = rest === undefined ? undefined : routes.find(({ path }) => path.test(rest));
  if (rest === undefined || !route) return unknownPath(request);
  if (request.headers[keyHeader] !== key) return detail(401, 'The API key is missing or not valid.');
  const endpoint = Object.hasOwn(route.methods, request.method) ? route.methods[request.method] : undefined;
  return endpoint ? endpoint(api, request, Number.parseInt(rest, 10)) : notAllowed(route, request);
}

function notAllowed({ methods }: Route, { method }: Incoming): Reply {
  return detail(405, `${method} is not possible here.`, { allow: Object.keys(methods).join(', ') });
}

/** Django's ways: a path that only lacks its final slash is redirected, unless a body would be lost by that. */
function unknownPath({ method, path, query }: Incoming): Reply {
  const lacksSlash = path.startsWith(root.slice(0, -1)) && !path.endsWith('/');
  if (!lacksSlash) return page(404, 'Not Found');
  if (['POST', 'PUT', 'PATCH'].includes(method)) return page(500, 'Server Error (the path lacks its slash)');
  const search = query.size > 0 ? `?${query.toString()}` : '';
  return empty(301, { location: `${path}/${search}` });
}
