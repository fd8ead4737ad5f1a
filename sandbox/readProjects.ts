import { isArray, isObject, propertyOf, stringOf, type Json } from './json';
import type { Project } from './projects';

/** Parses projects. Throws a RangeError if they are invalid. */
export function readProjects(body: Json): readonly Project[] {
  return isArray(body) ? body.map(parseProject) : throwInvalidProjects();
}

function parseProject(body: Json): Project {
  if (!isObject(body)) return throwInvalidProjects();
  const id = propertyOf(body, 'id');
  const configured = propertyOf(body, 'configured') ?? [];
  if (typeof id !== 'number' || stringOf(body, 'name') === '' || !isArray(configured))
    return throwInvalidProjects();
  return {
    id,
    name: stringOf(body, 'name'),
    configured: configured.filter((secret) => typeof secret === 'string'),
  };
}

function throwInvalidProjects(): never {
  throw new RangeError('Expected [{"id": 1376, "name": "…", "configured": ["vapi_api_key", …]}].');
}
