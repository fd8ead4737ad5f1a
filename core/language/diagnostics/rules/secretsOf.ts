import type { AnnotatedAgent } from '../../annotate';
import type { StringNode } from '../../annotate';

/** Every string in a secret property. */
export function* secretsOf(agent: AnnotatedAgent): Generator<StringNode> {
  for (const node of agent.strings) {
    if (node.isSecret) yield node;
  }
}
