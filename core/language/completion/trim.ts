import { type AgentDocument, type SyntaxNode, endOf, keyOf, textOf, valueOf } from '../syntax/document';

/** A part of a text that says as much about a place in it as the whole does. */
export interface Excerpt {
  readonly text: string;
  /** From offsets in the text to offsets here. */
  readonly shift: number;
}

/**
 * The members at the top around `offset` as they stand, and of the others no more than their names: what can be typed somewhere
 * depends on no more of them. All of the text where it is broken elsewhere, since nobody can tell how far that reaches.
 */
export function excerptAround(document: AgentDocument, offset: number): Excerpt {
  const { text, root, syntaxErrors } = document;
  const members = root?.type === 'object' ? (root.children ?? []) : [];
  const isSound = (member: SyntaxNode) =>
    isWhole(member) &&
    !syntaxErrors.some((error) => member.offset <= error.offset && error.offset < endOf(member));
  const previous = members.findLastIndex((member) => endOf(member) < offset && isSound(member));
  const next = members.findIndex((member) => member.offset > offset && isSound(member));
  const start = members[previous] ? endOf(members[previous]) : 0;
  const end = members[next]?.offset ?? text.length;
  const isBrokenElsewhere = syntaxErrors.some((error) => error.offset < start || error.offset >= end);
  if (isBrokenElsewhere || isFollowedByColon(text, start)) return { text, shift: 0 };

  const before = members[previous] ? `{${namesOf(document, members.slice(0, previous + 1))}` : '';
  const behind = members[next] ? `${namesOf(document, members.slice(next))}}` : '';
  return { text: before + text.slice(start, end) + behind, shift: before.length - start };
}

/** After a value, a colon makes a name of it: in `{"a":"b": "c"}` the cursor before `"c"` is at the value of `b`. */
function isFollowedByColon(text: string, offset: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = offset;
  return colon.test(text);
}

function isWhole(member: SyntaxNode): boolean {
  const value = valueOf(member);
  return value !== undefined && endOf(value) === endOf(member);
}

function namesOf(document: AgentDocument, members: readonly SyntaxNode[]): string {
  return members.map((member) => `${nameOf(document, member)}:""`).join(',');
}

function nameOf(document: AgentDocument, member: SyntaxNode): string {
  const key = keyOf(member);
  return key ? textOf(document, key) : '""';
}
