import { type SchemaError, findSchemaErrors } from './diagnostics/schemaErrors';
import { AnnotatedNode, type StringNode, isStringNode, noNodes } from './annotatedNode';
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
  private allKnownNodes: readonly AnnotatedNode[] | undefined;
  private allObjects: readonly AnnotatedNode[] | undefined;
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
    this.root = document.root && Subtree.root(document.root, schema);
  }

  /** Every node in document order, the root first. */
  get nodes(): readonly AnnotatedNode[] {
    this.allNodes ??=
      this.restrictedTo?.flatMap((subtree) => subtree.nodes) ??
      (this.root ? collectNodes(this.root.top, []) : []);
    return this.allNodes;
  }

  /** Those that the schema describes. */
  get knownNodes(): readonly AnnotatedNode[] {
    this.allKnownNodes ??= this.nodes.filter(({ schema }) => schema !== undefined);
    return this.allKnownNodes;
  }

  /** Those whose value is an object. */
  get objects(): readonly AnnotatedNode[] {
    this.allObjects ??= this.nodes.filter(({ value }) => value?.type === 'object');
    return this.allObjects;
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

/**
 * A subtree that is validated separately: the root without its properties, a top-level property, or a child of a long one. Its child
 * subtrees are created when they are read, because an agent may have thousands of them.
 */
export class Subtree {
  private constructor(
    /** The root value, the property or the item. */
    readonly node: SyntaxNode,
    readonly top: AnnotatedNode,
    /** The nodes of its child subtrees. */
    readonly childNodes: readonly SyntaxNode[],
  ) {}

  static root(node: SyntaxNode, schema: AgentSchema): Subtree {
    const top = AnnotatedNode.root(node, schema);
    return new Subtree(node, top, top.childSyntaxNodes);
  }

  /** The child subtree `index`, whose node is `node`. */
  childAt(node: SyntaxNode, index: number): Subtree {
    const top = this.top.childAt(node, index);
    const isDivided = node.length > minDivisibleLength && isDivisible(top);
    return new Subtree(node, top, isDivided ? top.childSyntaxNodes : noNodes);
  }

  /** Its nodes in document order, `top` first, without those of its child subtrees. */
  get nodes(): readonly AnnotatedNode[] {
    return this.childNodes.length > 0 ? [this.top] : collectNodes(this.top, []);
  }
}

/** Shorter values are validated faster as a whole. In UTF-16 code units. */
const minDivisibleLength = 4000;

/**
 * Whether its children can be validated separately. The generated validators split the array of a top-level property, but no deeper one.
 */
function isDivisible({ depth, schema }: AnnotatedNode): boolean {
  return hasFreeFormChildren(schema) && (depth === 1 || !schema?.items);
}

function collectNodes(node: AnnotatedNode, nodes: AnnotatedNode[]): AnnotatedNode[] {
  nodes.push(node);
  if (node.childSyntaxNodes.length > 0) for (const child of node.children) collectNodes(child, nodes);
  return nodes;
}

/** The same agent, restricted to the nodes of these subtrees. */
export function restrictTo(
  { document, schema, options }: AnnotatedAgent,
  restrictedTo: readonly Subtree[],
): AnnotatedAgent {
  return new AnnotatedAgent(document, schema, options, restrictedTo);
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
  return property && root?.top.childAt(property, root.childNodes.indexOf(property));
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
