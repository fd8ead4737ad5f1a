import type { AnnotatedAgent, StringNode } from '../annotate';
import { toJson, parseAgent } from '../syntax/document';
import { type Json, type Path, isJsonArray, isJsonObject } from '../syntax/json';
import type { PropertySchema } from '../schema/schema';

/** The strings of one of these formats, except empty ones and placeholders. */
export function* stringsOfFormat(
  agent: AnnotatedAgent,
  ...formats: PropertySchema['format'][]
): Generator<StringNode> {
  for (const node of agent.formattedStrings) {
    const { schema, text } = node;
    if (formats.includes(schema?.format) && text !== '' && !isPlaceholder(node.name, text)) yield node;
  }
}

/** The placeholder that fixes insert for a value that only the user knows: the property name in angle brackets. */
export function placeholderFor(name: string): string {
  return `<${name}>`;
}

/** `name`: that of the property whose value it is. Items of arrays have no placeholders. */
export function isPlaceholder(name: Path[number] | undefined, value: Json): boolean {
  // Few strings start like a placeholder, so few placeholders are built.
  return (
    typeof name === 'string' &&
    typeof value === 'string' &&
    value.startsWith('<') &&
    value === placeholderFor(name)
  );
}

/** Parses a JSON value; undefined if the text is anything else. */
export function tryParseJson(text: string): Json | undefined {
  const document = parseAgent(text);
  return document.root && document.syntaxErrors.length === 0 ? toJson(document, document.root) : undefined;
}

/** Whether a value is null, "", or an array or object of only such values. Whitespace is a value. */
export function isEmptyValue(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.every(isEmptyValue);
  if (isJsonObject(value)) return Object.values(value).every(isEmptyValue);
  return value === undefined || value === null || value === '';
}
