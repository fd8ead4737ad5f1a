import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../syntax/document';
import { changeProvider } from './changeProvider';
import { editPrompt } from './editPrompt';
import type { Fix } from './fix';

export type { Fix, FixCommand } from './fix';
export { fixAll } from './fixAll';
export { fixesFor } from './fixesFor';

/** Changes that mend nothing but that someone may want where the cursor or selection is. */
export function refactorings(agent: AnnotatedAgent, span: Span): Fix[] {
  return [...changeProvider(agent, span), ...editPrompt(agent, span)];
}
