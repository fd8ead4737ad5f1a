import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import type { AnnotatedAgent } from '../annotate';
import { syntax } from '../diagnostics/rules/syntax';
import {
  type AgentDocument,
  type SyntaxNode,
  type Span,
  endOf,
  propertyName,
  parseAgent,
} from '../syntax/document';
import { type TextEdit, applyEdits } from '../syntax/edit';
import { rootErrors } from '../syntax/rootErrors';
import type { Fix } from './fix';

/**
 * In a text with syntax errors, drops the fixes that cause others: a property of the schema would become part of a string, or
 * there would be more errors than before. The fix of a syntax error is only preferred if it leaves fewer errors; one of another
 * problem must not replace text with an error, since that text may belong to another property.
 */
export function verifiedFixes(agent: AnnotatedAgent, fixes: readonly Fix[]): Fix[] {
  const { document } = agent;
  if (document.syntaxErrors.length === 0) return [...fixes];
  const errors = rootErrors(document).length;
  return fixes.flatMap((fix) => {
    if (fix.edits.length === 0) return [fix];
    if (fix.fixes?.rule !== syntax.id) return isSafeFix(document, fix, errors) ? [fix] : [];
    const remaining = errorsAfter(agent, fix.edits);
    if (remaining === undefined || remaining > errors) return [];
    return [{ ...fix, preferred: fix.preferred && remaining < errors }];
  });
}

function isSafeFix(document: AgentDocument, { edits }: Fix, errors: number): boolean {
  const isReplaced = ({ error, offset }: ParseError) =>
    printParseErrorCode(error) !== 'InvalidCommentToken' &&
    edits.some((edit) => edit.offset <= offset && offset < endOf(edit));
  if (document.syntaxErrors.some(isReplaced)) return false;
  return rootErrors(parseAgent(applyEdits(document.text, edits), document)).length <= errors;
}

/** The number of syntax errors after `edits`; undefined if a property would be lost. */
export function errorsAfter(agent: AnnotatedAgent, edits: readonly TextEdit[]): number | undefined {
  const { document, schema } = agent;
  const after = parseAgent(applyEdits(document.text, edits), document);
  const errors = rootErrors(after).length;
  const remaining = errors === 0 ? keysOf(after) : new Set(propertyNamesIn(after.text, []));
  const isRemoved = (name: string) => schema.root.properties.has(name) && !remaining.has(name);
  return propertyNamesIn(document.text, edits).some(isRemoved) ? undefined : errors;
}

/** Everything that looks like a property name outside of `ignored`, in any text. */
function propertyNamesIn(text: string, ignored: readonly Span[]): string[] {
  return Array.from(text.matchAll(/(?<!\\)"(\w+)"\s*:/g))
    .filter(({ index }) => !ignored.some((span) => span.offset < index && index < endOf(span)))
    .map(([, name = '']) => name);
}

function keysOf({ root }: AgentDocument): Set<string> {
  const keys = new Set<string>();
  const collectKeys = (node: SyntaxNode): void => {
    if (node.type === 'property') keys.add(propertyName(node));
    node.children?.forEach(collectKeys);
  };
  if (root) collectKeys(root);
  return keys;
}
