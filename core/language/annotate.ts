import { type SchemaError, findSchemaErrors } from './diagnostics/schemaErrors';
import {
  type AgentDocument,
  type SyntaxNode,
  type Span,
  toJson,
  findValue,
  keyOf,
  spanOf,
  valueOf,
} from './syntax/document';
import { type Json, type Path, fromPointer } from './syntax/json';
import {
  type AgentSchema,
  type EnumValue,
  type PropertySchema,
  propertySchema,
  hasFreeFormChildren,
} from './schema/schema';
import { isSecretIn } from './secrets/secrets';

/** What a user's settings add to the schema. */
export interface LanguageOptions {
  /** Member name → values that count as known besides the schema's own. */
  readonly additionalValues: Readonly<Record<string, readonly string[]>>;
}

export const defaultOptions: LanguageOptions = { additionalValues: {} };

/** One value in the text together with what the schema says about it. */
export interface AnnotatedNode {
  readonly path: Path;
  /** The property node; undefined for the root and for what stands in a list. */
  readonly property: SyntaxNode | undefined;
  /** The name in quotes; undefined where there is no property. */
  readonly key: SyntaxNode | undefined;
  /** The value; undefined while it is not typed yet. */
  readonly value: SyntaxNode | undefined;
  /** undefined: the schema does not know this member. */
  readonly schema: PropertySchema | undefined;
  /** The schema of the object or array around it. */
  readonly parent: PropertySchema | undefined;
  /** By the schema, by its name, or because what is around it is a secret. */
  readonly isSecret: boolean;
  /** Inside an object in which any property may be a secret, such as `websocket_headers`. */
  readonly isInSecretContainer: boolean;
}

/** A node whose value is a string. */
export interface StringNode extends AnnotatedNode {
  readonly value: SyntaxNode;
  readonly text: string;
  readonly span: Span;
}

/** A subtree that is checked separately: the root without its properties, a top-level property, or a child of a long one. */
export interface Subtree {
  /** The root value, the property or the item. */
  readonly node: SyntaxNode;
  readonly top: AnnotatedNode;
  /** Its nodes in document order, `top` first, without those of `children`. */
  readonly nodes: readonly AnnotatedNode[];
  readonly children: readonly Subtree[];
}

/** Document × schema. Validation, completion, hover and fixes all read this, so they agree. Lists are computed on first use. */
export interface AnnotatedAgent {
  readonly document: AgentDocument;
  readonly schema: AgentSchema;
  readonly options: LanguageOptions;
  /** Its children are the top-level properties. Undefined if the document was not parsed. */
  readonly root: Subtree | undefined;
  /** Every node in document order, the root first. */
  readonly nodes: readonly AnnotatedNode[];
  /** Those whose value is a string. */
  readonly strings: readonly StringNode[];
  /** What the compiled schema rejects among `nodes`, one error per value. */
  readonly schemaErrors: readonly SchemaError[];
}

/** Annotates a document. Never throws. A document that was not parsed has no nodes. */
export function annotate(
  document: AgentDocument,
  schema: AgentSchema,
  options: LanguageOptions = defaultOptions,
): AnnotatedAgent {
  return new Agent(document, schema, options);
}

class Agent implements AnnotatedAgent {
  readonly root: Subtree | undefined;
  private allPlaces: readonly AnnotatedNode[] | undefined;
  private allStrings: readonly StringNode[] | undefined;
  private allSchemaErrors: readonly SchemaError[] | undefined;

  constructor(
    readonly document: AgentDocument,
    readonly schema: AgentSchema,
    readonly options: LanguageOptions,
    /** The subtrees that `nodes` is restricted to. */
    private readonly wanted?: readonly Subtree[],
  ) {
    this.root = document.root && rootSubtree(document.root, schema);
  }

  get nodes(): readonly AnnotatedNode[] {
    this.allPlaces ??=
      this.wanted?.flatMap((subtree) => subtree.nodes) ?? (this.root ? collectNodes(this.root, []) : []);
    return this.allPlaces;
  }

  get strings(): readonly StringNode[] {
    this.allStrings ??= this.nodes.flatMap((node) => toStringNode(node) ?? []);
    return this.allStrings;
  }

  get schemaErrors(): readonly SchemaError[] {
    this.allSchemaErrors ??= findSchemaErrors(this);
    return this.allSchemaErrors;
  }
}

function toStringNode(node: AnnotatedNode): StringNode | undefined {
  const { value } = node;
  return value?.type === 'string'
    ? { ...node, value, text: String(value.value), span: spanOf(value) }
    : undefined;
}

function rootSubtree(node: SyntaxNode, schema: AgentSchema): Subtree {
  const top = rootNode(node, schema);
  return { node, top, nodes: [top], children: subtreesOf(top) };
}

function collectNodes({ nodes, children }: Subtree, all: AnnotatedNode[]): AnnotatedNode[] {
  for (const node of nodes) all.push(node);
  for (const child of children) collectNodes(child, all);
  return all;
}

function subtreesOf(place: AnnotatedNode): Child[] {
  return childSyntaxNodes(place).map((node, index) => new Child(place, node, index));
}

class Child implements Subtree {
  private place: AnnotatedNode | undefined;
  private listed: readonly AnnotatedNode[] | undefined;
  private divided: readonly Subtree[] | undefined;

  constructor(
    private readonly around: AnnotatedNode,
    readonly node: SyntaxNode,
    private readonly index: number,
  ) {}

  get top(): AnnotatedNode {
    this.place ??= childAt(this.around, this.node, this.index);
    return this.place;
  }

  get nodes(): readonly AnnotatedNode[] {
    this.listed ??= this.children.length > 0 ? [this.top] : collect(this.top, []);
    return this.listed;
  }

  get children(): readonly Subtree[] {
    this.divided ??=
      this.node.length > minDivisibleLength && isDivisible(this.top) ? subtreesOf(this.top) : [];
    return this.divided;
  }
}

/** Whether what stands in it can be judged by itself. The compiled checks split the list of a member, but not a list in that. */
function isDivisible({ path, schema }: AnnotatedNode): boolean {
  return hasFreeFormChildren(schema) && (path.length === 1 || !schema?.items);
}

/** What is shorter, in UTF-16 units, is judged quicker as a whole. */
const minDivisibleLength = 4000;

/** The same agent with only the nodes of these subtrees in its lists. */
export function restrictTo(
  { document, schema, options }: AnnotatedAgent,
  wanted: readonly Subtree[],
): AnnotatedAgent {
  return new Agent(document, schema, options, wanted);
}

function rootNode(value: SyntaxNode, schema: AgentSchema): AnnotatedNode {
  return {
    path: [],
    property: undefined,
    key: undefined,
    value,
    schema: schema.root,
    parent: undefined,
    isSecret: false,
    isInSecretContainer: false,
  };
}

function collect(node: AnnotatedNode, nodes: AnnotatedNode[]): AnnotatedNode[] {
  nodes.push(node);
  for (const child of childNodes(node)) collect(child, nodes);
  return nodes;
}

/** What stands directly in the object or list at a place. */
export function childNodes(place: AnnotatedNode): AnnotatedNode[] {
  return childSyntaxNodes(place).map((node, index) => childAt(place, node, index));
}

function childSyntaxNodes({ value }: AnnotatedNode): readonly SyntaxNode[] {
  return value?.type === 'object' || value?.type === 'array' ? (value.children ?? []) : [];
}

/** The node of the property or item number `index` in the object or array at `around`. */
function childAt(around: AnnotatedNode, node: SyntaxNode, index: number): AnnotatedNode {
  const { path, schema: parent } = around;
  const isInSecretContainer = around.isInSecretContainer || parent?.secretContainer === true;
  if (node.type !== 'property') {
    return {
      path: path.concat(index),
      property: undefined,
      key: undefined,
      value: node,
      schema: parent?.items,
      parent,
      isSecret: around.isSecret,
      isInSecretContainer,
    };
  }
  const key = keyOf(node);
  const name = String(key?.value);
  const schema = parent && propertySchema(parent, name);
  return {
    path: path.concat(name),
    property: node,
    key,
    value: valueOf(node),
    schema,
    parent,
    isSecret: around.isSecret || isSecretIn(name, schema, parent, isInSecretContainer),
    isInSecretContainer,
  };
}

/** The place of the member `name` at the top; of duplicates the last, which is the one JSON readers take. */
export function topLevelProperty(
  { document, root }: AnnotatedAgent,
  name: string,
): AnnotatedNode | undefined {
  const property = document.properties.get(name);
  return property && root?.children.find(({ node }) => node === property)?.top;
}

/** The place whose key or value holds `offset`, the innermost one. */
export function annotatedNodeAt(
  { document, schema }: AnnotatedAgent,
  offset: number,
): AnnotatedNode | undefined {
  const holds = (node: SyntaxNode) => node.offset <= offset && offset <= node.offset + node.length;
  let found = document.root && holds(document.root) ? rootNode(document.root, schema) : undefined;
  for (let place = found; place;) {
    const nodes = childSyntaxNodes(place);
    const index = nodes.findLastIndex(holds);
    const node = nodes[index];
    place = node && childAt(place, node, index);
    found = place ?? found;
  }
  return found;
}

/** The data at a JSON pointer of the document. */
export function jsonAt(agent: AnnotatedAgent, pointer: string): Json | undefined {
  const node = findValue(agent.document, fromPointer(pointer));
  return node && toJson(agent.document, node);
}

/** The value of `assistant_provider`; undefined where none is chosen. */
export function assistantProvider({ document }: AnnotatedAgent): string | undefined {
  return selectedAt(document, 'assistant_provider');
}

/** The providers this agent uses: the assistant's and the transcript's. */
export function selectedProviders({ document }: AnnotatedAgent): readonly string[] {
  return ['assistant_provider', 'transcript_provider']
    .map((name) => selectedAt(document, name))
    .filter((id) => id !== undefined);
}

function selectedAt(document: AgentDocument, name: string): string | undefined {
  const node = findValue(document, [name]);
  return node?.type === 'string' && node.value !== '' ? String(node.value) : undefined;
}

/** Whether the member at `pointer` holds something, or its flag in the file says that the platform does. */
export function hasValueOrIsStored(agent: AnnotatedAgent, pointer: string): boolean {
  const value = jsonAt(agent, pointer);
  if (value !== undefined && value !== null && value !== '') return true;
  return isStoredRemotely(agent, agent.schema.atPointer(pointer));
}

/** Whether the flag beside a secret says that the platform has it. */
export function isStoredRemotely(agent: AnnotatedAgent, property: PropertySchema): boolean {
  return property.configuredFlag !== undefined && jsonAt(agent, property.configuredFlag) === true;
}

/** The values a member may take: the schema's, then those that the user's settings add. */
export function allowedValues(property: PropertySchema, options: LanguageOptions): readonly EnumValue[] {
  if (property.enumValues.length === 0) return [];
  const added = options.additionalValues[property.name] ?? [];
  const known = new Set(property.enumValues.map(({ value }) => value));
  return [
    ...property.enumValues,
    ...added.filter((value) => !known.has(value)).map((value) => ({ value, label: value })),
  ];
}
