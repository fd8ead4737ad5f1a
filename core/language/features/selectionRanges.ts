import type { AnnotatedAgent } from '../annotate';
import { type SyntaxNode, type Span, containsOffset, innerSpan, nodeAt, spanOf } from '../syntax/document';

/** The ranges of "Expand Selection": the contents of a string, the value, the property, its object, and so on. */
export function selectionAt(agent: AnnotatedAgent, offset: number): Span[] {
  const spans: Span[] = [];
  for (let node = nodeAt(agent.document, offset); node; node = node.parent) {
    for (const span of [innerOf(agent, node), spanOf(node)]) {
      if (span && containsOffset(span, offset) && spans.at(-1)?.length !== span.length) spans.push(span);
    }
  }
  return spans;
}

function innerOf({ document }: AnnotatedAgent, node: SyntaxNode): Span | undefined {
  const isEnclosed = node.type === 'string' || node.type === 'object' || node.type === 'array';
  return isEnclosed && node.length > 2 ? innerSpan(document, node) : undefined;
}
