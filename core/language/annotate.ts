import { type SchemaError, findSchemaErrors } from './diagnostics/schemaErrors';
import { AnnotatedNode, type StringNode, isStringNode } from './annotatedNode';
import { type AgentSchema, type PropertySchema, hasFreeFormChildren, propertySchema } from './schema/schema';
import { type AgentDocument, type SyntaxNode, containsOffset, propertyName } from './syntax/document';

export type { AnnotatedNode, StringNode };

/** Additions of the user's settings and projects to the schema. */
export interface LanguageOptions {
  /** Property name → allowed values in addition to those in the schema. */
  readonly additionalValues: Readonly<Record<string, readonly string[]>>;
  /** Project ID → properties whose secret the project has stored for all its agents. Undefined if unknown. */
  readonly projectKeys?: Readonly<Record<string, readonly string[]>>;
}

export const defaultOptions: LanguageOptions = { additionalValues: {} };

/** A subtree that is validated separately: the root without its properties, a top-level property, or a child of a long one. */
export interface Subtree {
  /** The root value, the property or the item. */
  readonly node: SyntaxNode;
  readonly top: AnnotatedNode;
  /** Its nodes in document order, `top` first, without those of `children`. */
  readonly nodes: readonly AnnotatedNode[];
  readonly children: readonly Subtree[];
}

/** Annotates a document. Never throws. A document that was not parsed has no nodes. */
export function annotate(
  document: AgentDocument,
  schema: AgentSchema,
  options: LanguageOptions = defaultOptions,
): AnnotatedAgent {
  return new AnnotatedAgent(document, schema, options);
}

/** Document × schema. Diagnostics, completion, hover and fixes all use this, so they agree. Arrays are computed on first use. */
export class AnnotatedAgent {
  /** Its children are the top-level properties. Undefined if the document was not parsed. */
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

  /** Every node in document order, the root first. */
  get nodes(): readonly AnnotatedNode[] {
    this.allNodes ??=
      this.restrictedTo?.flatMap((subtree) => subtree.nodes) ??
      (this.root ? collectNodes(this.root, []) : []);
    return this.allNodes;
  }

  /** Those whose value is a string. */
  get strings(): readonly StringNode[] {
    this.allStrings ??= this.nodes.filter(isStringNode);
    return this.allStrings;
  }

  /** Those in secret properties. */
  get secretStrings(): readonly StringNode[] {
    this.allSecretStrings ??= this.strings.filter(({ isSecret }) => isSecret);
    return this.allSecretStrings;
  }

  /** Those whose schema has an `x-format`. */
  get formattedStrings(): readonly StringNode[] {
    this.allFormattedStrings ??= this.strings.filter(({ schema }) => schema?.format !== undefined);
    return this.allFormattedStrings;
  }

  /** Errors of the compiled validators in `nodes`, one per value. */
  get schemaErrors(): readonly SchemaError[] {
    this.allSchemaErrors ??= findSchemaErrors(this);
    return this.allSchemaErrors;
  }
}

function rootSubtree(node: SyntaxNode, schema: AgentSchema): Subtree {
  const top = AnnotatedNode.root(node, schema);
  return { node, top, nodes: [top], children: subtreesOf(top) };
}

function collectNodes({ nodes, children }: Subtree, all: AnnotatedNode[]): AnnotatedNode[] {
  for (const node of nodes) all.push(node);
  for (const child of children) collectNodes(child, all);
  return all;
}

function subtreesOf(parent: AnnotatedNode): Child[] {
  return parent.childSyntaxNodes.map((node, index) => new Child(parent, node, index));
}

const noSubtrees: readonly Subtree[] = [];

class Child implements Subtree {
  private annotated: AnnotatedNode | undefined;
  private cachedChildren: readonly Subtree[] | undefined;

  constructor(
    private readonly parent: AnnotatedNode,
    readonly node: SyntaxNode,
    private readonly index: number,
  ) {}

  get top(): AnnotatedNode {
    this.annotated ??= this.parent.childAt(this.node, this.index);
    return this.annotated;
  }

  get nodes(): readonly AnnotatedNode[] {
    // Not kept: each rule reads it through `AnnotatedAgent.nodes`, and it takes more memory than the tree.
    return this.children.length > 0 ? [this.top] : collectDescendants(this.top, []);
  }

  get children(): readonly Subtree[] {
    this.cachedChildren ??=
      this.node.length > minDivisibleLength && isDivisible(this.top) ? subtreesOf(this.top) : noSubtrees;
    return this.cachedChildren;
  }
}

/**
 * Whether its children can be validated separately. The generated validators split the array of a top-level property, but no deeper one.
 */
function isDivisible({ depth, schema }: AnnotatedNode): boolean {
  return hasFreeFormChildren(schema) && (depth === 1 || !schema?.items);
}

/** Shorter values are validated faster as a whole. In UTF-16 code units. */
const minDivisibleLength = 4000;

/** The same agent, restricted to the nodes of these subtrees. */
export function restrictTo(
  { document, schema, options }: AnnotatedAgent,
  restrictedTo: readonly Subtree[],
): AnnotatedAgent {
  return new AnnotatedAgent(document, schema, options, restrictedTo);
}

function collectDescendants(node: AnnotatedNode, nodes: AnnotatedNode[]): AnnotatedNode[] {
  nodes.push(node);
  node.childSyntaxNodes.forEach((child, index) => collectDescendants(node.childAt(child, index), nodes));
  return nodes;
}

/** The properties of an object that its schema doesn't know. */
export function unknownProperties(object: AnnotatedNode): AnnotatedNode[] {
  const nodes = object.schema ? object.childSyntaxNodes : [];
  return nodes.flatMap((node, index) =>
    isUnknown(node, object.schema) ? [object.childAt(node, index)] : [],
  );
}

function isUnknown(node: SyntaxNode, schema: PropertySchema | undefined): boolean {
  return node.type === 'property' && !(schema && propertySchema(schema, propertyName(node)));
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
  const contains = (node: SyntaxNode) => containsOffset(node, offset);
  let innermost =
    document.root && contains(document.root) ? AnnotatedNode.root(document.root, schema) : undefined;
  for (let current = innermost; current;) {
    const nodes = current.childSyntaxNodes;
    const index = nodes.findLastIndex(contains);
    const node = nodes[index];
    current = node && current.childAt(node, index);
    innermost = current ?? innermost;
  }
  return innermost;
}
