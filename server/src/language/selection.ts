import type { AnnotatedAgent } from './annotate';
import { type Node, type Span, nodeAt, spanOf } from './document';

/** What "expand selection" selects step by step: a string's text, the value, the member, its object, and so on outwards. */
export function selectionAt(agent: AnnotatedAgent, offset: number): Span[] {
  const spans: Span[] = [];
  for (let node = nodeAt(agent.document, offset); node; node = node.parent) {
    for (const span of [insideOf(node), spanOf(node)]) {
      if (span && holds(span, offset) && spans.at(-1)?.length !== span.length) spans.push(span);
    }
  }
  return spans;
}

/** What stands between the quotes or brackets of a value. */
function insideOf({ type, offset, length }: Node): Span | undefined {
  const enclosed = type === 'string' || type === 'object' || type === 'array';
  return enclosed && length > 2 ? { offset: offset + 1, length: length - 2 } : undefined;
}

function holds(span: Span, offset: number): boolean {
  return span.offset <= offset && offset <= span.offset + span.length;
}
