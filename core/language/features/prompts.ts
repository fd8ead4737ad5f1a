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
import { readJsonString, decodeString, rewriteJsonString } from '../syntax/jsonString';

/** A free-form string, which is easier to edit as Markdown with real line breaks. */
export interface Prompt {
  readonly path: Path;
  /** The property including its name. */
  readonly span: Span;
  /** Unescaped, with \n line breaks. */
  readonly text: string;
}

/** Every prompt in document order. */
export function promptsOf(agent: AnnotatedAgent): Prompt[] {
  return agent.nodes.flatMap((node) => promptOfNode(agent, node) ?? []);
}

/** The prompt whose name or value contains `offset`. */
export function promptAt(agent: AnnotatedAgent, offset: number): Prompt | undefined {
  const node = annotatedNodeAt(agent, offset);
  return node && promptOfNode(agent, node);
}

/** The unescaped string at `path`; undefined if there is no complete string. */
export function promptTextAt(document: AgentDocument, path: Path): string | undefined {
  const string = stringNodeAt(document, path);
  return string && decodeString(textOf(document, string));
}

/**
 * The smallest edit that changes the string at `path` to `newText`: from the first character that differs to the last. Existing escapes
 * outside of it are kept. All line breaks of the new text become \n. Undefined if there is no complete string at `path`.
 */
export function editPromptText(document: AgentDocument, path: Path, newText: string): TextEdit[] | undefined {
  const node = stringNodeAt(document, path);
  const string = node && readJsonString(textOf(document, node), node.offset);
  return string && rewriteJsonString(string, newText);
}

function promptOfNode(
  agent: AnnotatedAgent,
  { path, property, value, schema, isSecret }: AnnotatedNode,
): Prompt | undefined {
  if (value?.type !== 'string' || isSecret) return undefined;
  const text = promptTextAt(agent.document, path);
  const isPrompt = text !== undefined && ((schema && isPromptSchema(schema)) || text.includes('\n'));
  return isPrompt ? { path, span: spanOf(property ?? value), text } : undefined;
}

/** Whether the schema allows any string. */
function isPromptSchema(property: PropertySchema): boolean {
  const { types, enumValues, maxLength, format, pattern, readOnly, editorOnly } = property;
  const isText = types.length === 1 && types[0] === 'string';
  const isBound =
    enumValues.length > 0 || maxLength !== undefined || format !== undefined || pattern !== undefined;
  return isText && !isBound && !readOnly && !editorOnly;
}

function stringNodeAt(document: AgentDocument, path: Path): SyntaxNode | undefined {
  const node = findValue(document, path);
  return node?.type === 'string' ? node : undefined;
}
