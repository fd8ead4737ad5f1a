import { type AnnotatedAgent, type AnnotatedNode, annotatedNodeAt } from '../annotate';
import {
  type AgentDocument,
  type SyntaxNode,
  type Span,
  findValue,
  spanOf,
  textOf,
} from '../syntax/document';
import type { TextEdit } from '../syntax/edit';
import type { Path } from '../syntax/json';
import type { PropertySchema } from '../schema/schema';
import { readJsonString, readPage, rewriteJsonString } from '../syntax/jsonString';

/** A text that people write by the page. It is easier to edit with real line breaks than between two quotes. */
export interface Prompt {
  readonly path: Path;
  /** The member with its name. */
  readonly span: Span;
  /** As a page: its line breaks are all \n. */
  readonly text: string;
}

/** Every prompt that holds a text by now, in the order of the text. */
export function promptsOf(agent: AnnotatedAgent): Prompt[] {
  return agent.nodes.flatMap((node) => promptIn(agent, node) ?? []);
}

/** The prompt whose name or text holds `offset`. */
export function promptAt(agent: AnnotatedAgent, offset: number): Prompt | undefined {
  const node = annotatedNodeAt(agent, offset);
  return node && promptIn(agent, node);
}

/** The text at `path` as a page; undefined where no whole string stands there. */
export function pageOf(document: AgentDocument, path: Path): string | undefined {
  const string = stringAt(document, path);
  return string && readPage(textOf(document, string));
}

/**
 * Edits that make the text at `path` say what `page` says: one stretch, from the first character that differs to the last.
 * Every other byte stays, so do escapes that we would write otherwise. Line ends of the page count as \n, whatever they are.
 * undefined where no whole string stands at `path`.
 */
export function editPage(document: AgentDocument, path: Path, page: string): TextEdit[] | undefined {
  const node = stringAt(document, path);
  const string = node && readJsonString(textOf(document, node), node.offset);
  return string && rewriteJsonString(string, page);
}

function promptIn(
  agent: AnnotatedAgent,
  { path, property, value, schema, isSecret }: AnnotatedNode,
): Prompt | undefined {
  if (value?.type !== 'string' || isSecret) return undefined;
  const text = pageOf(agent.document, path);
  const isPrompt = text !== undefined && ((schema && isFreeForm(schema)) || text.includes('\n'));
  return isPrompt ? { path, span: spanOf(property ?? value), text } : undefined;
}

/** What the schema leaves entirely to its author is written by the page. */
function isFreeForm(property: PropertySchema): boolean {
  const { types, enumValues, maxLength, format, pattern, readOnly, editorOnly } = property;
  const isText = types.length === 1 && types[0] === 'string';
  const isBound =
    enumValues.length > 0 || maxLength !== undefined || format !== undefined || pattern !== undefined;
  return isText && !isBound && !readOnly && !editorOnly;
}

function stringAt(document: AgentDocument, path: Path): SyntaxNode | undefined {
  const node = findValue(document, path);
  return node?.type === 'string' ? node : undefined;
}
