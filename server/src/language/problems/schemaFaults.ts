import { getNodeValue } from 'jsonc-parser';
import type { ErrorObject } from 'ajv';
import type { AnnotatedAgent, Place } from '../annotate';
import { type Node, dataOf, findValue, keyOf, propertiesOf, valueOf } from '../document';
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

const known = new WeakMap<AnnotatedAgent, readonly Fault[]>();

/** What the compiled schema finds wrong with an agent's values, one fault for each. Computed once per agent. */
export function schemaFaults(agent: AnnotatedAgent): readonly Fault[] {
  const faults = known.get(agent) ?? collect(agent);
  known.set(agent, faults);
  return faults;
}

function collect(agent: AnnotatedAgent): Fault[] {
  const { document } = agent;
  const byNode = new Map<Node, ErrorObject>();
  for (const [path, error] of errorsOf(document.root)) {
    const value = findValue(document, path);
    // Of several faults of one value a wrong type is the cause: it fails enums and limits too.
    if (value && !(byNode.has(value) && error.keyword !== 'type')) byNode.set(value, error);
  }
  return byNode.size === 0 ? [] : agent.places.flatMap((place) => faultAt(agent, place, byNode));
}

function faultAt(agent: AnnotatedAgent, place: Place, byNode: ReadonlyMap<Node, ErrorObject>): Fault[] {
  const { value } = place;
  const error = value && byNode.get(value);
  if (!error) return [];
  const { limit }: { limit?: unknown } = error.params;
  const data = dataOf(agent.document, value);
  return [{ keyword: error.keyword, place, data, limit: typeof limit === 'number' ? limit : undefined }];
}

/** Each error with the path of the value at fault. */
function* errorsOf(root: Node | undefined): Generator<[Path, ErrorObject]> {
  if (!root) return;
  yield* check('', root, []);
  for (const [name, property] of membersThatCount(root)) {
    const value = valueOf(property);
    if (value && Object.hasOwn(memberValidators, name)) yield* check(name, value, [name]);
  }
}

/** Name → property; of duplicates the last, which is the one JSON readers take. */
function membersThatCount(root: Node): Map<string, Node> {
  return new Map(propertiesOf(root).map((property) => [String(keyOf(property)?.value), property]));
}

function* check(name: string, node: Node, path: Path): Generator<[Path, ErrorObject]> {
  const validate = memberValidators[name];
  const value: unknown = getNodeValue(node);
  if (!validate || validate(value)) return;
  for (const error of validate.errors ?? []) {
    // `if` only repeats that its branch has failed.
    if (error.keyword !== 'if') yield [[...path, ...fromPointer(error.instancePath)], error];
  }
}
