import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../syntax/document';
import { changeProvider } from './changeProvider';
import { editPrompt } from './editPrompt';
import type { Fix } from './fix';

export type { Fix, FixCommand } from './fix';
export { fixAll } from './fixAll';
export { fixesFor } from './fixesFor';

/**
 * Changes that fix nothing but may be wanted where the cursor or selection is. `hasFixes`: there are quick fixes at the same place;
 * another provider is no alternative to them.
 */
export function refactorings(agent: AnnotatedAgent, span: Span, hasFixes = false): Fix[] {
  return [...(hasFixes ? [] : changeProvider(agent, span)), ...editPrompt(agent, span)];
}
