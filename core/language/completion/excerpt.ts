import { type AgentDocument, type SyntaxNode, endOf, keyOf, textOf, valueOf } from '../syntax/document';

/** A shorter text in which a position has the same completions as in the whole text. */
export interface Excerpt {
  readonly text: string;
  /** Added to an offset in the whole text. */
  readonly shift: number;
}

/**
 * The top-level properties around `offset` unchanged, and only the names of the others, because completions only depend on their names.
 * The whole text if it has syntax errors elsewhere.
 */
export function excerptAround(document: AgentDocument, offset: number): Excerpt {
  const { text, root, syntaxErrors } = document;
  const properties = root?.type === 'object' ? (root.children ?? []) : [];
  const isValid = (property: SyntaxNode) =>
    hasCompleteValue(property) &&
    !syntaxErrors.some((error) => property.offset <= error.offset && error.offset < endOf(property));
  const previous = properties.findLastIndex((property) => endOf(property) < offset && isValid(property));
  const next = properties.findIndex((property) => property.offset > offset && isValid(property));
  const start = properties[previous] ? endOf(properties[previous]) : 0;
  const end = properties[next]?.offset ?? text.length;
  const isBrokenElsewhere = syntaxErrors.some((error) => error.offset < start || error.offset >= end);
  if (isBrokenElsewhere || isFollowedByColon(text, start)) return { text, shift: 0 };

  const before = properties[previous]
    ? `{${emptyProperties(document, properties.slice(0, previous + 1))}`
    : '';
  const suffix = properties[next] ? `${emptyProperties(document, properties.slice(next))}}` : '';
  return { text: before + text.slice(start, end) + suffix, shift: before.length - start };
}

/** A value before a colon is a name: in `{"a":"b": "c"}` the cursor before `"c"` is at the value of `b`. */
function isFollowedByColon(text: string, offset: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = offset;
  return colon.test(text);
}

function hasCompleteValue(property: SyntaxNode): boolean {
  const value = valueOf(property);
  return value !== undefined && endOf(value) === endOf(property);
}

function emptyProperties(document: AgentDocument, properties: readonly SyntaxNode[]): string {
  return properties.map((property) => `${propertyNameText(document, property)}:""`).join(',');
}

function propertyNameText(document: AgentDocument, property: SyntaxNode): string {
  const key = keyOf(property);
  return key ? textOf(document, key) : '""';
}
