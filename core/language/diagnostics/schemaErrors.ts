import type { AnnotatedAgent, Place } from '../annotate';
import { type AgentDocument, type Node, dataOf, findValue, topProperties, valueOf } from '../syntax/document';
import propertyValidators, { type CheckError } from '../generated/propertyValidators';
import { type Json, type Path, fromPointer } from '../syntax/json';
import { rememberingLast } from '../lastAnswer';
import { plainValue, shallowValue } from '../syntax/syntaxTree';
import { isOpen } from '../schema/schema';

/** One value that JSON Schema rejects, and the keyword that says why. */
export interface Fault {
  readonly keyword: string;
  readonly place: Place;
  readonly data: Json;
  /** What the keyword allows, where it is a number. */
  readonly limit: number | undefined;
}

/** An error with the path of the value at fault. */
type ErrorAt = readonly [Path, CheckError];

/** What the compiled schema finds wrong in the parts that a rule is asked about, one fault for each value. Computed once. */
export const schemaFaults = rememberingLast(collect);

function collect(agent: AnnotatedAgent): readonly Fault[] {
  const { document, places } = agent;
  const byNode = new Map<Node, CheckError>();
  for (const place of places) {
    for (const [path, error] of errorsOf(document, place)) {
      const value = findValue(document, path);
      // Of several faults of one value a wrong type is the cause: it fails enums and limits too.
      if (value && !(byNode.has(value) && error.keyword !== 'type')) byNode.set(value, error);
    }
  }
  return byNode.size === 0 ? [] : places.flatMap((place) => faultAt(agent, place, byNode));
}

function faultAt(agent: AnnotatedAgent, place: Place, byNode: ReadonlyMap<Node, CheckError>): Fault[] {
  const { value } = place;
  const error = value && byNode.get(value);
  if (!error) return [];
  const data = dataOf(agent.document, value);
  return [{ keyword: error.keyword, place, data, limit: error.params.limit }];
}

/** The errors found at one value: of the root and of open members those about itself, of other members and of items all in them. */
function errorsOf(document: AgentDocument, place: Place): readonly ErrorAt[] {
  switch (place.path.length) {
    case 0:
      return faultsAcrossMembers(document).get(undefined) ?? none;
    case 1:
      return errorsOfMember(document, place);
    case 2:
      return errorsOfItem(document, place);
    default:
      return none;
  }
}

function errorsOfMember(
  document: AgentDocument,
  { path, property, value, schema }: Place,
): readonly ErrorAt[] {
  const [name] = path;
  // Of duplicate members the last one counts.
  if (property && topProperties(document).get(String(name)) !== property) return none;
  const faults = faultsAcrossMembers(document).get(name) ?? none;
  if (!value || !schema || typeof name !== 'string') return faults;
  return [
    ...faults,
    ...check(name, isOpen(schema) ? shallowValue(value.piece) : plainValue(value.piece), path),
  ];
}

function errorsOfItem(document: AgentDocument, { path, value, schema }: Place): readonly ErrorAt[] {
  const [name, index] = path;
  const member = topProperties(document).get(String(name));
  if (!value || !schema || typeof index !== 'number' || value.parent !== (member && valueOf(member)))
    return none;
  return check(`${name ?? ''}${ofItems}`, plainValue(value.piece), path);
}

/** Behind a list's name: the check of one of its items. */
const ofItems = '[]';

const none: readonly never[] = [];

/** Under this name stand the checks that look at several members at once. */
const acrossMembers = '';

/** What is wrong between members: name → errors in that member; under undefined those about the root itself. */
export const faultsAcrossMembers = rememberingLast(checkAcross);

function checkAcross(document: AgentDocument): ReadonlyMap<Path[number] | undefined, readonly ErrorAt[]> {
  const found = new Map<Path[number] | undefined, ErrorAt[]>();
  const errors = document.root ? check(acrossMembers, dataOfRoot(document, document.root), []) : [];
  for (const error of errors) {
    const [[name]] = error;
    found.set(name, [...(found.get(name) ?? []), error]);
  }
  return found;
}

/** The root as data, made as far as somebody reads it: the checks between members look at two of them, by name. */
function dataOfRoot(document: AgentDocument, root: Node): unknown {
  if (root.type !== 'object') return plainValue(root.piece);
  const properties = topProperties(document);
  return new Proxy(
    {},
    {
      get(_, name): unknown {
        const property = properties.get(String(name));
        const value = property && valueOf(property);
        return value && plainValue(value.piece);
      },
    },
  );
}

function check(name: string, value: unknown, path: Path): readonly ErrorAt[] {
  const validate = Object.hasOwn(propertyValidators, name) ? propertyValidators[name] : undefined;
  if (!validate || validate(value)) return none;
  // `if` only repeats that its branch has failed.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return errors.map((error) => [[...path, ...fromPointer(error.instancePath)], error]);
}
