import type { AnnotatedAgent } from '../annotate';
import { type Span, spanOf, textOf } from '../syntax/document';

/** A multi-line object or array, from its opening to its closing bracket. */
export type FoldingRange = Span;

/** Every value that can be folded. */
export function foldingRangesOf(agent: AnnotatedAgent): FoldingRange[] {
  return agent.nodes.flatMap(({ value }) => {
    if (value?.type !== 'object' && value?.type !== 'array') return [];
    return textOf(agent.document, value).includes('\n') ? [spanOf(value)] : [];
  });
}
