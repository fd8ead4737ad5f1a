export type NodeType = 'object' | 'array' | 'property' | 'string' | 'number' | 'boolean' | 'null';

/**
 * A node of the green tree, as in Roslyn and rust-analyzer: immutable, without offset and parent. Therefore, the versions of a text
 * share all subtrees that an edit leaves unchanged, and the same green node means the same text.
 */
export class GreenNode {
  constructor(
    readonly type: NodeType,
    readonly length: number,
    /** The value of a scalar; undefined for other nodes. */
    readonly value: unknown,
    /** Undefined for scalars. */
    readonly children?: readonly GreenNode[],
    /** The offset of each child from the start of this node. */
    readonly starts: readonly number[] = none,
  ) {}
}

const none: readonly number[] = [];

/** A node as plain data: numbers as doubles, the last of duplicate properties, without properties that have no value. */
export function plainValue({ type, value, children = [] }: GreenNode): unknown {
  if (type === 'array') return children.map(plainValue);
  if (type !== 'object') return value;
  const properties: Record<string, unknown> = { __proto__: null };
  for (const { children: [name, propertyValue] = [] } of children) {
    if (propertyValue) properties[String(name?.value)] = plainValue(propertyValue);
  }
  return properties;
}

/** A node of the red tree: a green node with its offset and parent in one version of a text. Children are created on first use. */
export class SyntaxNode {
  private childNodes: SyntaxNode[] | undefined;

  constructor(
    readonly green: GreenNode,
    readonly offset: number,
    /** Undefined for the root. */
    readonly parent: SyntaxNode | undefined,
  ) {}

  get type(): NodeType {
    return this.green.type;
  }

  get length(): number {
    return this.green.length;
  }

  get value(): unknown {
    return this.green.value;
  }

  get children(): readonly SyntaxNode[] | undefined {
    const { children, starts } = this.green;
    if (!children) return undefined;
    this.childNodes ??= children.map(
      (child, index) => new SyntaxNode(child, this.offset + (starts[index] ?? 0), this),
    );
    return this.childNodes;
  }
}

/** A node as plain data without its contents; an array keeps its length. */
export function shallowValue({ type, value, children = [] }: GreenNode): unknown {
  if (type === 'array') return new Array<unknown>(children.length);
  return type === 'object' ? {} : value;
}
