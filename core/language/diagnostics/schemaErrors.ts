import type { AnnotatedAgent, AnnotatedNode } from '../annotate';
import { type AgentDocument, type SyntaxNode, toJson, findValue, propertyName } from '../syntax/document';
import propertyValidators, { type CheckError } from '../generated/propertyValidators';
import { type Json, type Path, fromPointer } from '../syntax/json';
import { plainValue, shallowValue } from '../syntax/syntaxTree';
import { hasFreeFormChildren } from '../schema/schema';

/** A value that violates the JSON Schema, and the keyword it violates. */
export interface SchemaError {
  readonly keyword: string;
  readonly node: AnnotatedNode;
  readonly data: Json;
  /** The keyword's value if it is a number, for example that of `maxLength`. */
  readonly limit: number | undefined;
}

/** A validator's error with the path of the rejected value. */
type ErrorAtPath = readonly [Path, CheckError];

const none: readonly never[] = [];

/** Errors of the generated validators, one per value. Use `AnnotatedAgent.schemaErrors`. */
export function findSchemaErrors(agent: AnnotatedAgent): readonly SchemaError[] {
  const { document, nodes } = agent;
  const byNode = new Map<SyntaxNode, CheckError>();
  const crossErrors = crossPropertyErrors(document);
  for (const node of nodes) {
    // Validated with the values that contain them.
    if (node.depth > 2) continue;
    for (const [path, error] of errorsAt(document, node, crossErrors)) {
      const value = findValue(document, path);
      // A wrong type is the cause of a value's other errors, such as those of enums and limits.
      if (value && !(byNode.has(value) && error.keyword !== 'type')) byNode.set(value, error);
    }
  }
  if (byNode.size === 0) return none;
  const errors: SchemaError[] = [];
  for (const node of nodes) {
    const error = node.value && byNode.get(node.value);
    if (error) errors.push(toSchemaError(document, node, error));
  }
  return errors;
}

function toSchemaError(
  document: AgentDocument,
  node: AnnotatedNode,
  { keyword, params }: CheckError,
): SchemaError {
  return { keyword, node, data: node.value ? toJson(document, node.value) : null, limit: params.limit };
}

/** The root and properties with free-form children are validated without them, arrays and their items separately. */
function errorsAt(
  document: AgentDocument,
  node: AnnotatedNode,
  crossErrors: readonly ErrorAtPath[],
): readonly ErrorAtPath[] {
  switch (node.depth) {
    case 0:
      return crossErrors.filter(([path]) => path.length === 0);
    case 1:
      return errorsAtProperty(document, node, crossErrors);
    default:
      return errorsAtItem(document, node);
  }
}

function errorsAtProperty(
  document: AgentDocument,
  node: AnnotatedNode,
  crossErrors: readonly ErrorAtPath[],
): readonly ErrorAtPath[] {
  const { name, property, value, schema } = node;
  // Of duplicates only the last one is used.
  if (property && document.properties.get(String(name)) !== property) return none;
  const errors = crossErrors.length === 0 ? none : crossErrors.filter(([[first]]) => first === name);
  if (!value || !schema || typeof name !== 'string') return errors;
  const data = hasFreeFormChildren(schema) ? shallowValue(value.green) : plainValue(value.green);
  const ofProperty = validate(name, data, node);
  return errors.length === 0 ? ofProperty : [...errors, ...ofProperty];
}

function errorsAtItem(document: AgentDocument, node: AnnotatedNode): readonly ErrorAtPath[] {
  const { property: propertyNode, value, schema } = node;
  if (propertyNode || !value || !schema) return none;
  const property = value.parent?.parent;
  if (property?.type !== 'property') return none;
  const name = propertyName(property);
  // Of duplicates only the last one is used.
  return document.properties.get(name) === property
    ? validate(`${name}[]`, plainValue(value.green), node)
    : none;
}

/** Errors that depend on several properties. The same for each part of a document that is validated. */
export function crossPropertyErrors(document: AgentDocument): readonly ErrorAtPath[] {
  const cached = crossErrorsOf.get(document);
  if (cached) return cached;
  const errors = findCrossPropertyErrors(document);
  crossErrorsOf.set(document, errors);
  return errors;
}

const crossErrorsOf = new WeakMap<AgentDocument, readonly ErrorAtPath[]>();

/** Such checks only compare scalars, so children are omitted. */
function findCrossPropertyErrors({ root, properties }: AgentDocument): readonly ErrorAtPath[] {
  if (!root) return none;
  if (root.type !== 'object') return validate('', plainValue(root.green), { path: [] });
  const data: Record<string, unknown> = { __proto__: null };
  for (const [name, property] of properties) {
    const value = property.green.children?.[1];
    if (value) data[name] = shallowValue(value);
  }
  return validate('', data, { path: [] });
}

/** `node`: where the value is. Its path is only read if there are errors. */
function validate(name: string, value: unknown, node: { readonly path: Path }): readonly ErrorAtPath[] {
  const validator = Object.hasOwn(propertyValidators, name) ? propertyValidators[name] : undefined;
  if (!validator || validator(value)) return none;
  // Errors of `if` only repeat those of its branch.
  const errors = (validator.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return errors.map((error) => [[...node.path, ...fromPointer(error.instancePath)], error]);
}
