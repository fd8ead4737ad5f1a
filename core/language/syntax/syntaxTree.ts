export type NodeType = 'object' | 'array' | 'property' | 'string' | 'number' | 'boolean' | 'null';

/**
 * What was read somewhere in a text, wherever that stands. It never changes, and knows neither its offset nor what it is part
 * of: so the versions of a text share all of it that an edit has left alone, and the same piece means the same text.
 */
export class Piece {
  constructor(
    readonly type: NodeType,
    readonly length: number,
    /** Of a scalar; undefined for what has children. */
    readonly value: unknown,
    /** Undefined for scalars. */
    readonly children?: readonly Piece[],
    /** Where each child begins, from where this piece begins. */
    readonly starts: readonly number[] = none,
  ) {}
}

const none: readonly number[] = [];

/** What a piece says as plain data, numbers as doubles, of duplicate members the last. A member without a value is left out. */
export function plainValue({ type, value, children = [] }: Piece): unknown {
  if (type === 'array') return children.map(plainValue);
  if (type !== 'object') return value;
  const members: Record<string, unknown> = { __proto__: null };
  for (const { children: [name, held] = [] } of children) {
    if (held) members[String(name?.value)] = plainValue(held);
  }
  return members;
}

/** A piece at its place in one version of a text, as a tree of JSON has it. What is in it is placed when somebody looks there. */
export class Node {
  private placed: Node[] | undefined;

  constructor(
    readonly piece: Piece,
    readonly offset: number,
    /** What it stands in; undefined for the top value. */
    readonly parent: Node | undefined,
  ) {}

  get type(): NodeType {
    return this.piece.type;
  }

  get length(): number {
    return this.piece.length;
  }

  get value(): unknown {
    return this.piece.value;
  }

  get children(): readonly Node[] | undefined {
    const { children, starts } = this.piece;
    if (!children) return undefined;
    this.placed ??= children.map((child, index) => new Node(child, this.offset + (starts[index] ?? 0), this));
    return this.placed;
  }
}

/** The same without what stands in it; a list keeps its length. */
export function shallowValue({ type, value, children = [] }: Piece): unknown {
  if (type === 'array') return new Array<unknown>(children.length);
  return type === 'object' ? {} : value;
}
