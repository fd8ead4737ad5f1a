import { type AgentDocument, type Span, endOf, nodeAt, parseAgent, textOf } from '../syntax/document';
import { escapedText } from '../syntax/jsonString';

/**
 * The replacement of `selection` so that the string around it contains `text`; undefined if `text` can be inserted unchanged: outside of a
 * string, or if it has no characters that must be escaped.
 */
export function escapedForPaste(document: AgentDocument, selection: Span, text: string): string | undefined {
  return isWithinString(document, selection) && unescapeString(text) === undefined
    ? escapedText(text)
    : undefined;
}

/** The unescaped text of a selection within a string; undefined if it has no escapes. */
export function plainTextOf(document: AgentDocument, selection: Span): string | undefined {
  if (selection.length === 0 || !isWithinString(document, selection)) return undefined;
  const raw = textOf(document, selection);
  const text = unescapeString(raw);
  return text === raw ? undefined : text;
}

/** Whether a selection is between the quotes of one string value. */
function isWithinString(document: AgentDocument, selection: Span): boolean {
  const node = nodeAt(document, selection.offset);
  if (node?.type !== 'string' || (node.parent?.type === 'property' && node.parent.children?.[0] === node))
    return false;
  const isClosed = unescapeString(textOf(document, node).slice(1, -1)) !== undefined && node.length > 1;
  return isClosed && node.offset < selection.offset && endOf(selection) < endOf(node);
}

/** The unescaped contents of a JSON string; undefined if they are invalid. */
function unescapeString(contents: string): string | undefined {
  const { root, syntaxErrors } = parseAgent(`"${contents}"`);
  const isString = root?.type === 'string' && root.length === contents.length + 2;
  return isString && syntaxErrors.length === 0 ? String(root.value) : undefined;
}
