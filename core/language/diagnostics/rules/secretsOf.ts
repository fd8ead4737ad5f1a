import type { AnnotatedAgent } from '../../annotate';
import { type StringPlace, stringsOf } from '../strings';

/** Every string that stands where a secret belongs. */
export function* secretsOf(agent: AnnotatedAgent): Generator<StringPlace> {
  for (const place of stringsOf(agent)) {
    if (place.secret) yield place;
  }
}
