import type { AnnotatedAgent } from '../annotate';
import { syntax } from '../diagnostics/rules/syntax';
import {
  type AgentDocument,
  type SyntaxNode,
  type Span,
  endOf,
  nameOf,
  parseAgent,
} from '../syntax/document';
import { type TextEdit, applyEdits } from '../syntax/edit';
import { rootErrors } from '../syntax/rootErrors';
import type { Fix } from './fix';

/**
 * Drops the fixes of a syntax error that cause others: a property of the schema would become part of a string, or there would be
 * more errors than before. A fix is only preferred if it leaves fewer errors.
 */
export function verified(agent: AnnotatedAgent, fixes: readonly Fix[]): Fix[] {
  return fixes.flatMap((fix) => {
    if (fix.fixes?.rule !== syntax.id || fix.edits.length === 0) return [fix];
    const errors = rootErrors(agent.document).length;
    const left = errorsAfter(agent, fix.edits);
    if (left === undefined || left > errors) return [];
    return [{ ...fix, preferred: fix.preferred && left < errors }];
  });
}

/** How many syntax errors are left after `edits`; undefined where a property would be lost. */
export function errorsAfter(agent: AnnotatedAgent, edits: readonly TextEdit[]): number | undefined {
  const { document, schema } = agent;
  const after = parseAgent(applyEdits(document.text, edits), document);
  const errors = rootErrors(after).length;
  const kept = errors === 0 ? keysOf(after) : new Set(writtenNames(after.text, []));
  const isLost = (name: string) => schema.root.properties.has(name) && !kept.has(name);
  return writtenNames(document.text, edits).some(isLost) ? undefined : errors;
}

/** What looks like a property name outside of `ignored`, in any text, parsable or not. */
function writtenNames(text: string, ignored: readonly Span[]): string[] {
  return Array.from(text.matchAll(/(?<!\\)"(\w+)"\s*:/g))
    .filter(({ index }) => !ignored.some((span) => span.offset < index && index < endOf(span)))
    .map(([, name = '']) => name);
}

function keysOf({ root }: AgentDocument): Set<string> {
  const keys = new Set<string>();
  const collect = (node: SyntaxNode): void => {
    if (node.type === 'property') keys.add(nameOf(node));
    node.children?.forEach(collect);
  };
  if (root) collect(root);
  return keys;
}
