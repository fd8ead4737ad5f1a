import { isList, isObject, memberOf, textOf, type Json } from './json';
import type { Project } from './projects';

/** Projects that came as JSON. Throws a RangeError that says what they are. */
export function readProjects(body: Json): readonly Project[] {
  return isList(body) ? body.map(readProject) : refuse();
}

function readProject(body: Json): Project {
  if (!isObject(body)) return refuse();
  const id = memberOf(body, 'id');
  const configured = memberOf(body, 'configured') ?? [];
  if (typeof id !== 'number' || textOf(body, 'name') === '' || !isList(configured)) return refuse();
  return {
    id,
    name: textOf(body, 'name'),
    configured: configured.filter((secret) => typeof secret === 'string'),
  };
}

function refuse(): never {
  throw new RangeError('Expected [{"id": 1376, "name": "…", "configured": ["vapi_api_key", …]}].');
}
