import { getNodeValue } from 'jsonc-parser';
import type { ErrorObject } from 'ajv';
import type { AnnotatedAgent, Place } from '../annotate';
import { type AgentDocument, type Node, dataOf, findValue, keyOf, propertiesOf, valueOf } from '../document';
import memberValidators from '../generated/memberValidators';
import { type Json, type Path, fromPointer } from '../json';

/** One value that JSON Schema rejects, and the keyword that says why. */
export interface Fault {
  readonly keyword: string;
  readonly place: Place;
  readonly data: Json;
  /** What the keyword allows, where it is a number. */
  readonly limit: number | undefined;
}

/** An error with the path of the value at fault. */
type ErrorAt = readonly [Path, ErrorObject];

const known = new WeakMap<readonly Place[], readonly Fault[]>();

/** What the compiled schema finds wrong with the values at an agent's places, one fault for each. Computed once. */
export function schemaFaults(agent: AnnotatedAgent): readonly Fault[] {
  const faults = known.get(agent.places) ?? collect(agent);
  known.set(agent.places, faults);
  return faults;
}

function collect(agent: AnnotatedAgent): Fault[] {
  const { document, places } = agent;
  const byNode = new Map<Node, ErrorObject>();
  for (const [path, error] of errorsOf(document, places)) {
    const value = findValue(document, path);
    // Of several faults of one value a wrong type is the cause: it fails enums and limits too.
    if (value && !(byNode.has(value) && error.keyword !== 'type')) byNode.set(value, error);
  }
  return byNode.size === 0 ? [] : places.flatMap((place) => faultAt(agent, place, byNode));
}

function faultAt(agent: AnnotatedAgent, place: Place, byNode: ReadonlyMap<Node, ErrorObject>): Fault[] {
  const { value } = place;
  const error = value && byNode.get(value);
  if (!error) return [];
  const { limit }: { limit?: unknown } = error.params;
  const data = dataOf(agent.document, value);
  return [{ keyword: error.keyword, place, data, limit: typeof limit === 'number' ? limit : undefined }];
}

/** The errors at these places: at the root those about itself, at a member all in it. */
function* errorsOf(document: AgentDocument, places: readonly Place[]): Generator<ErrorAt> {
  for (const { path, property, value } of places) {
    if (path.length > 1) continue;
    const [name] = path;
    if (property && membersThatCount(document).get(String(name)) !== property) continue;
    yield* faultsAcrossMembers(document).get(name) ?? [];
    if (value && property && isChecked(name)) yield* check(name, getNodeValue(value), path);
  }
}

function isChecked(name: Path[number] | undefined): name is string {
  return typeof name === 'string' && name !== acrossMembers && Object.hasOwn(memberValidators, name);
}

const counting = new WeakMap<AgentDocument, ReadonlyMap<string, Node>>();

/** Name → property; of duplicates the last, which is the one JSON readers take. */
export function membersThatCount(document: AgentDocument): ReadonlyMap<string, Node> {
  const known = counting.get(document);
  if (known) return known;
  const members = propertiesOf(document.root).map(
    (property) => [String(keyOf(property)?.value), property] as const,
  );
  const found = new Map(members);
  counting.set(document, found);
  return found;
}

/** Under this name stand the checks that look at several members at once. */
const acrossMembers = '';

const across = new WeakMap<AgentDocument, ReadonlyMap<Path[number] | undefined, readonly ErrorAt[]>>();

/** What is wrong between members: name → errors in that member; under undefined those about the root itself. */
export function faultsAcrossMembers(
  document: AgentDocument,
): ReadonlyMap<Path[number] | undefined, readonly ErrorAt[]> {
  const known = across.get(document);
  if (known) return known;
  const found = new Map<Path[number] | undefined, ErrorAt[]>();
  const errors = document.root ? check(acrossMembers, dataOfRoot(document, document.root), []) : [];
  for (const error of errors) {
    const [[name]] = error;
    found.set(name, [...(found.get(name) ?? []), error]);
  }
  across.set(document, found);
  return found;
}

/** The root as data. Of objects and lists data is made only when a check looks at them: most look at two texts. */
function dataOfRoot(document: AgentDocument, root: Node): unknown {
  if (root.type !== 'object') return getNodeValue(root);
  const data: Record<string, unknown> = {};
  for (const [name, property] of membersThatCount(document)) {
    const value = valueOf(property);
    if (value)
      Object.defineProperty(data, name, { enumerable: true, get: (): unknown => getNodeValue(value) });
  }
  return data;
}

function* check(name: string, value: unknown, path: Path): Generator<ErrorAt> {
  const validate = memberValidators[name];
  if (!validate || validate(value)) return;
  for (const error of validate.errors ?? []) {
    // `if` only repeats that its branch has failed.
    if (error.keyword !== 'if') yield [[...path, ...fromPointer(error.instancePath)], error];
  }
}
