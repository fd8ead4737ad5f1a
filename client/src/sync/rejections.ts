import type { Path } from '../../../server/src/language/json';

/** One sentence of the server about one value; an empty path is about the agent as a whole. */
export interface Rejection {
  readonly path: Path;
  readonly text: string;
}
