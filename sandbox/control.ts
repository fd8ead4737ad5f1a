import { detail, json, keyHeader, type Incoming, type Reply } from './http';
import { requireJson, isArray, isObject, parseJson, type Json } from './json';
import { readFault } from './readFault';
import { readProjects } from './readProjects';
import type { SandboxState } from './state';

/** The prefix of endpoints that control the sandbox from another process. They require the organization key and are not logged. */
export const controlRoot = '/__sandbox/';

type Control = (state: SandboxState, body: Json) => Json;

const controls: Readonly<Record<string, Control>> = {
  'GET state': (state) => ({
    agents: state.stored(),
    projects: requireJson(state.projects),
    switches: requireJson(state.switches),
    faults: requireJson(state.faults.list()),
  }),
  'GET log': (state) => requireJson(state.log.requests),
  'POST switches': (state, body) => {
    state.set(isObject(body) ? body : {});
    return requireJson(state.switches);
  },
  'POST faults': (state, body) => {
    const faults = (isArray(body) ? body : [body]).map(readFault);
    faults.forEach((fault) => state.faults.add(fault));
    return requireJson(state.faults.list());
  },
  'DELETE faults': (state) => {
    state.faults.clear();
    return [];
  },
  'POST edit': (state, body) => {
    if (!isObject(body) || typeof body['id'] !== 'number' || !isObject(body['changes'])) {
      throw new RangeError('Expected {"id": 2101, "changes": {…}}.');
    }
    return state.edit(body['id'], body['changes']);
  },
  'POST projects': (state, body) => {
    state.projects = readProjects(body);
    return requireJson(state.projects);
  },
  'POST reset': (state) => {
    state.reset();
    return {};
  },
};

/** Handles a request to the control endpoints. Invalid ones get a 400 with a `detail`. */
export function control(state: SandboxState, { method, path, headers, body }: Incoming): Reply {
  if (headers[keyHeader] !== state.key) return detail(401, 'The controls need the organization key.');
  const name = `${method} ${path.slice(controlRoot.length)}`;
  const controlHandler = Object.hasOwn(controls, name) ? controls[name] : undefined;
  if (!controlHandler) return detail(404, `Known controls: ${Object.keys(controls).join(', ')}.`);
  try {
    return json(200, controlHandler(state, body === '' ? {} : parseJson(body)));
  } catch (error) {
    return detail(400, error instanceof Error ? error.message : String(error));
  }
}
