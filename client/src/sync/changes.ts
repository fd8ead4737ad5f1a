import type { Json, Path } from '../../../server/src/language/json';

/** One member that differs; undefined where a side does not have it. */
export interface ValueChange {
  readonly path: Path;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}
