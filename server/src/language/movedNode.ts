import type { Node } from './tree';

/**
 * A node of an earlier text where it stands now. Nothing below it is touched until somebody looks there, so moving a member
 * costs the same whatever it holds. The origin never changes, and tells that two versions hold the same member.
 */
class MovedNode implements Node {
  readonly type: Node['type'];
  readonly value: unknown;
  readonly offset: number;
  readonly length: number;
  private seen: Node[] | undefined;

  constructor(
    readonly origin: Node,
    readonly shift: number,
    readonly parent: Node,
  ) {
    this.type = origin.type;
    this.value = origin.value;
    this.offset = origin.offset + shift;
    this.length = origin.length;
  }

  get children(): Node[] {
    this.seen ??= (this.origin.children ?? []).map((child) => new MovedNode(child, this.shift, this));
    return this.seen;
  }
}

/** The node `shift` UTF-16 units further on, below another parent. */
export function moved(node: Node, shift: number, parent: Node): Node {
  return node instanceof MovedNode
    ? new MovedNode(node.origin, node.shift + shift, parent)
    : new MovedNode(node, shift, parent);
}

/** The node as it was first read: the same object for as long as the text of its member stays the same. */
export function originOf(node: Node): Node {
  return node instanceof MovedNode ? node.origin : node;
}
