import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../syntax/document';
import { changeProvider } from './changeProvider';
import { editPromptAction } from './editPrompt';
import type { Fix } from './fix';

export type { Fix, FixCommand } from './fix';
export { createPromptFix, inlinePrompt, movablePrompt, movePrompt, similarPromptFixes } from './promptFiles';
export { fixAll } from './fixAll';
export { fixesFor } from './fixesFor';

/**
 * Refactorings at the cursor or selection. `hasFixes`: there are quick fixes at the same position; then changing the provider is not
 * offered.
 */
export function refactorings(agent: AnnotatedAgent, span: Span, hasFixes = false): Fix[] {
  return [...(hasFixes ? [] : changeProvider(agent, span)), ...editPromptAction(agent, span)];
}
