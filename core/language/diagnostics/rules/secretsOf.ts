import type { AnnotatedAgent } from '../../annotate';
import type { StringNode } from '../../annotate';

/** Every string that stands where a secret belongs. */
export function* secretsOf(agent: AnnotatedAgent): Generator<StringNode> {
  for (const place of agent.strings) {
    if (place.isSecret) yield place;
  }
}
