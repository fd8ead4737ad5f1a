import type { AnnotatedAgent } from '../../annotate';
import type { StringPlace } from '../../annotate';

/** Every string that stands where a secret belongs. */
export function* secretsOf(agent: AnnotatedAgent): Generator<StringPlace> {
  for (const place of agent.strings) {
    if (place.isSecret) yield place;
  }
}
