import { type SchemaError, findSchemaErrors } from './diagnostics/schemaErrors';
import { type AgentSchema, type PropertySchema, hasFreeFormChildren, propertySchema } from './schema/schema';
import { isSecretIn } from './secrets/secrets';
import {
  type AgentDocument,
  type Span,
  type SyntaxNode,
  keyOf,
  propertyName,
  spanOf,
  valueOf,
} from './syntax/document';
import type { Path } from './syntax/json';

/** Additions of the user's settings and projects to the schema. */
export interface LanguageOptions {
  /** Property name → allowed values in addition to those in the schema. */
  readonly additionalValues: Readonly<Record<string, readonly string[]>>;
  /** Project ID → properties whose secret the project has stored for all its agents. Undefined if unknown. */
  readonly projectKeys?: Readonly<Record<string, readonly string[]>>;
}

export const defaultOptions: LanguageOptions = { additionalValues: {} };

/** A value in the text with its schema. */
export interface AnnotatedNode {
  readonly path: Path;
  /** The property node; undefined for the root and for array items. */
  readonly property: SyntaxNode | undefined;
  /** The name in quotes; undefined if there is no property. */
  readonly key: SyntaxNode | undefined;
  /** The value; undefined while it is not typed yet. */
  readonly value: SyntaxNode | undefined;
  /** Undefined for unknown properties. */
  readonly schema: PropertySchema | undefined;
  /** The schema of the object or array around it. */
  readonly parent: PropertySchema | undefined;
  /** According to the schema, its name, or because it is inside a secret. */
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

/** A subtree that is validated separately: the root without its properties, a top-level property, or a child of a long one. */
export interface Subtree {
  /** The root value, the property or the item. */
  readonly node: SyntaxNode;
  readonly top: AnnotatedNode;
  /** Its nodes in document order, `top` first, without those of `children`. */
  readonly nodes: readonly AnnotatedNode[];
  readonly children: readonly Subtree[];
}

/** Document × schema. Diagnostics, completion, hover and fixes all use this, so they agree. Arrays are computed on first use. */
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
  /** Those in secret properties. */
  readonly secretStrings: readonly StringNode[];
  /** Those whose schema has an `x-format`. */
  readonly formattedStrings: readonly StringNode[];
  /** Errors of the compiled validators in `nodes`, one per value. */
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
  private allNodes: readonly AnnotatedNode[] | undefined;
  private allStrings: readonly StringNode[] | undefined;
  private allSecretStrings: readonly StringNode[] | undefined;
  private allFormattedStrings: readonly StringNode[] | undefined;
  private allSchemaErrors: readonly SchemaError[] | undefined;

  constructor(
    readonly document: AgentDocument,
    readonly schema: AgentSchema,
    readonly options: LanguageOptions,
    /** The subtrees that `nodes` is restricted to. */
    private readonly restrictedTo?: readonly Subtree[],
  ) {
    this.root = document.root && rootSubtree(document.root, schema);
  }

  get nodes(): readonly AnnotatedNode[] {
    this.allNodes ??=
      this.restrictedTo?.flatMap((subtree) => subtree.nodes) ??
      (this.root ? collectNodes(this.root, []) : []);
    return this.allNodes;
  }

  get strings(): readonly StringNode[] {
    this.allStrings ??= this.nodes.map(toStringNode).filter((node) => node !== undefined);
    return this.allStrings;
  }

  get secretStrings(): readonly StringNode[] {
    this.allSecretStrings ??= this.strings.filter(({ isSecret }) => isSecret);
    return this.allSecretStrings;
  }

  get formattedStrings(): readonly StringNode[] {
    this.allFormattedStrings ??= this.strings.filter(({ schema }) => schema?.format !== undefined);
    return this.allFormattedStrings;
  }

  get schemaErrors(): readonly SchemaError[] {
    this.allSchemaErrors ??= findSchemaErrors(this);
    return this.allSchemaErrors;
  }
}

function toStringNode(node: AnnotatedNode): StringNode | undefined {
  const { path, property, key, value, schema, parent, isSecret, isInSecretContainer } = node;
  if (value?.type !== 'string') return undefined;
  const [text, span] = [String(value.value), spanOf(value)];
  // Spreading `node` would take several times as long.
  return { path, property, key, value, schema, parent, isSecret, isInSecretContainer, text, span };
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

function subtreesOf(parent: AnnotatedNode): Child[] {
  return childSyntaxNodes(parent).map((node, index) => new Child(parent, node, index));
}

class Child implements Subtree {
  private annotated: AnnotatedNode | undefined;
  private divided: readonly Subtree[] | undefined;

  constructor(
    private readonly parent: AnnotatedNode,
    readonly node: SyntaxNode,
    private readonly index: number,
  ) {}

  get top(): AnnotatedNode {
    this.annotated ??= childAt(this.parent, this.node, this.index);
    return this.annotated;
  }

  get nodes(): readonly AnnotatedNode[] {
    // Not kept: each rule reads it through `AnnotatedAgent.nodes`, and it takes more memory than the tree.
    return this.children.length > 0 ? [this.top] : collect(this.top, []);
  }

  get children(): readonly Subtree[] {
    this.divided ??=
      this.node.length > minDivisibleLength && isDivisible(this.top) ? subtreesOf(this.top) : [];
    return this.divided;
  }
}

/**
 * Whether its children can be validated separately. The generated validators split the array of a top-level property, but no deeper one.
 */
function isDivisible({ path, schema }: AnnotatedNode): boolean {
  return hasFreeFormChildren(schema) && (path.length === 1 || !schema?.items);
}

/** Shorter values are validated faster as a whole. In UTF-16 code units. */
const minDivisibleLength = 4000;

/** The same agent, restricted to the nodes of these subtrees. */
export function restrictTo(
  { document, schema, options }: AnnotatedAgent,
  restrictedTo: readonly Subtree[],
): AnnotatedAgent {
  return new Agent(document, schema, options, restrictedTo);
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

/** The properties or items of a node. */
export function childNodes(parent: AnnotatedNode): AnnotatedNode[] {
  return childSyntaxNodes(parent).map((node, index) => childAt(parent, node, index));
}

/** The properties of an object that its schema doesn't know. */
export function unknownProperties(object: AnnotatedNode): AnnotatedNode[] {
  const nodes = object.schema ? childSyntaxNodes(object) : [];
  return nodes.flatMap((node, index) =>
    isUnknown(node, object.schema) ? [childAt(object, node, index)] : [],
  );
}

function isUnknown(node: SyntaxNode, schema: PropertySchema | undefined): boolean {
  return node.type === 'property' && !(schema && propertySchema(schema, propertyName(node)));
}

function childSyntaxNodes({ value }: AnnotatedNode): readonly SyntaxNode[] {
  return value?.type === 'object' || value?.type === 'array' ? (value.children ?? []) : [];
}

/** The property or item `index` of the object or array at `container`. */
function childAt(container: AnnotatedNode, node: SyntaxNode, index: number): AnnotatedNode {
  const { path, schema: parent } = container;
  const isInSecretContainer = container.isInSecretContainer || parent?.secretContainer === true;
  if (node.type !== 'property') {
    return {
      path: [...path, index],
      property: undefined,
      key: undefined,
      value: node,
      schema: parent?.items,
      parent,
      isSecret: container.isSecret,
      isInSecretContainer,
    };
  }
  const key = keyOf(node);
  const name = String(key?.value);
  const schema = parent && propertySchema(parent, name);
  return {
    path: [...path, name],
    property: node,
    key,
    value: valueOf(node),
    schema,
    parent,
    isSecret: container.isSecret || isSecretIn(name, schema, parent, isInSecretContainer),
    isInSecretContainer,
  };
}

/** The top-level property `name`; the last one of duplicates, as JSON parsers use that. */
export function topLevelProperty(
  { document, root }: AnnotatedAgent,
  name: string,
): AnnotatedNode | undefined {
  const property = document.properties.get(name);
  return property && root?.children.find(({ node }) => node === property)?.top;
}

/** The innermost node whose key or value contains `offset`. */
export function annotatedNodeAt(
  { document, schema }: AnnotatedAgent,
  offset: number,
): AnnotatedNode | undefined {
  const contains = (node: SyntaxNode) => node.offset <= offset && offset <= node.offset + node.length;
  let found = document.root && contains(document.root) ? rootNode(document.root, schema) : undefined;
  for (let current = found; current;) {
    const nodes = childSyntaxNodes(current);
    const index = nodes.findLastIndex(contains);
    const node = nodes[index];
    current = node && childAt(current, node, index);
    found = current ?? found;
  }
  return found;
}
