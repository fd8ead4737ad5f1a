import { detail, json, type Incoming, type Reply } from './http';
import { stringOf, type JsonObject } from './json';
import type { Agent } from './store';

const defaultPageSize = 20;
const maxPageSize = 100;

/** The requested page: `page`, `page_size`, and the filters `project_id`, `organization_id`, `q`. */
export function paginate(
  request: Incoming,
  agents: readonly Agent[],
  toResponse: (agent: Agent) => JsonObject,
): Reply {
  const { query } = request;
  const errors = queryErrors(query);
  if (errors) return json(400, errors);
  const matching = agents.filter((agent) => matchesQuery(agent, query));
  const size = Math.min(Number(query.get('page_size')) || defaultPageSize, maxPageSize);
  const last = Math.max(1, Math.ceil(matching.length / size));
  const number = query.get('page') === 'last' ? last : Number(query.get('page') ?? 1);
  if (!Number.isInteger(number) || number < 1 || number > last) {
    return detail(404, 'This page does not exist.');
  }
  return json(200, {
    count: matching.length,
    next: number < last ? linkTo(request, number + 1) : null,
    previous: number > 1 ? linkTo(request, number - 1) : null,
    results: matching.slice((number - 1) * size, number * size).map(toResponse),
  });
}

function queryErrors(query: URLSearchParams): JsonObject | undefined {
  const invalidNames = ['project_id', 'organization_id'].filter(
    (name) => !/^\d*$/.test(query.get(name) ?? ''),
  );
  return invalidNames.length > 0
    ? Object.fromEntries(invalidNames.map((name) => [name, ['Expected a number.']]))
    : undefined;
}

function matchesQuery({ id, properties }: Agent, query: URLSearchParams): boolean {
  const q = (query.get('q') ?? '').toLowerCase();
  const project = query.get('project_id') ?? '';
  const organization = query.get('organization_id') ?? '';
  return (
    (q === '' || String(id) === q || stringOf(properties, 'agent_name').toLowerCase().includes(q)) &&
    (project === '' || properties['project'] === Number(project)) &&
    (organization === '' || properties['organization'] === Number(organization))
  );
}

function linkTo({ origin, path, query }: Incoming, page: number): string {
  const next = new URLSearchParams(query);
  next.set('page', String(page));
  return `${origin}${path}?${next.toString()}`;
}
