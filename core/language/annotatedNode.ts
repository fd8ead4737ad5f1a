import { type AgentSchema, type PropertySchema, propertySchema } from './schema/schema';
import { isSecretIn } from './secrets/secrets';
import { type Span, type SyntaxNode, keyOf, propertyName, spanOf, valueOf } from './syntax/document';
import type { Path } from './syntax/json';

export const noNodes: readonly SyntaxNode[] = [];

/** A value in the text with its schema. Computes what is read: agents have many nodes, and rules read little of most of them. */
export class AnnotatedNode {
  /** The value; undefined while it is not typed yet. */
  readonly value: SyntaxNode | undefined;
  /** The length of the path. */
  readonly depth: number;

  private constructor(
    private readonly container: AnnotatedNode | undefined,
    /** The property, the item or the root value. */
    private readonly node: SyntaxNode,
    /** The index among the properties or items of the container. */
    private readonly index: number,
    /** Undefined for unknown properties. */
    readonly schema: PropertySchema | undefined,
    /** According to the schema, its name, or because it is inside a secret. */
    readonly isSecret: boolean,
    /** Inside an object in which any property may be a secret, such as `websocket_headers`. */
    readonly isInSecretContainer: boolean,
  ) {
    this.value = node.type === 'property' ? valueOf(node) : node;
    this.depth = container ? container.depth + 1 : 0;
  }

  static root(value: SyntaxNode, schema: AgentSchema): AnnotatedNode {
    return new AnnotatedNode(undefined, value, 0, schema.root, false, false);
  }

  /** The properties or items. */
  get children(): AnnotatedNode[] {
    return this.childSyntaxNodes.map((node, index) => this.childAt(node, index));
  }

  /** The property or item `index`, whose node is `node`. */
  childAt(node: SyntaxNode, index: number): AnnotatedNode {
    const { schema, isSecret } = this;
    const isInside = this.isInSecretContainer || schema?.secretContainer === true;
    if (node.type !== 'property')
      return new AnnotatedNode(this, node, index, schema?.items, isSecret, isInside);
    const name = propertyName(node);
    const childSchema = schema && propertySchema(schema, name);
    const isSecretChild = isSecret || isSecretIn(name, childSchema, schema, isInside);
    return new AnnotatedNode(this, node, index, childSchema, isSecretChild, isInside);
  }

  /** The nodes of the properties or items. */
  get childSyntaxNodes(): readonly SyntaxNode[] {
    const { value } = this;
    return (value?.type === 'object' || value?.type === 'array' ? value.children : undefined) ?? noNodes;
  }

  /** The name of the property or the index of the item; undefined for the root. */
  get name(): string | number | undefined {
    if (!this.container) return undefined;
    return this.node.type === 'property' ? propertyName(this.node) : this.index;
  }

  get path(): Path {
    return this.container ? [...this.container.path, this.name ?? this.index] : [];
  }

  /** The property node; undefined for the root and for array items. */
  get property(): SyntaxNode | undefined {
    return this.node.type === 'property' ? this.node : undefined;
  }

  /** The name in quotes; undefined if there is no property. */
  get key(): SyntaxNode | undefined {
    return this.property && keyOf(this.property);
  }

  /** The schema of the object or array around it. */
  get parent(): PropertySchema | undefined {
    return this.container?.schema;
  }

  /** The value if it is a string. */
  get text(): string | undefined {
    const { value } = this;
    return value?.type === 'string' ? String(value.value) : undefined;
  }

  get span(): Span | undefined {
    return this.value && spanOf(this.value);
  }
}

/** A node whose value is a string. */
export interface StringNode extends AnnotatedNode {
  readonly value: SyntaxNode;
  readonly text: string;
  readonly span: Span;
}

export function isStringNode(node: AnnotatedNode): node is StringNode {
  return node.value?.type === 'string';
}
