import type { AnnotatedAgent, StringNode } from '../annotate';
import { toJson, parseAgent } from '../syntax/document';
import { type Json, type Path, isJsonArray, isJsonObject } from '../syntax/json';
import type { PropertySchema } from '../schema/schema';

/** The strings that the schema expects in one of these soft formats; empty ones and placeholders say nothing yet. */
export function* stringsOfFormat(
  agent: AnnotatedAgent,
  ...formats: PropertySchema['format'][]
): Generator<StringNode> {
  for (const node of agent.strings) {
    const { schema, text, path } = node;
    const isLike = schema?.format !== undefined && formats.includes(schema.format);
    if (isLike && text !== '' && !isPlaceholder(path, text)) yield node;
  }
}

/** What a fix writes where only a person knows the value: the member's own name in angle brackets. */
export function placeholderFor(name: string): string {
  return `<${name}>`;
}

export function isPlaceholder(path: Path, value: Json): boolean {
  const name = path.at(-1);
  return typeof name === 'string' && value === placeholderFor(name);
}

/** The JSON in a text; undefined where it holds anything but one valid value. */
export function readJson(text: string): Json | undefined {
  const document = parseAgent(text);
  return document.root && document.syntaxErrors.length === 0 ? toJson(document, document.root) : undefined;
}

/** Whether a value says nothing: null, "", or an object or list of nothing else. */
export function isBlank(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.every(isBlank);
  if (isJsonObject(value)) return Object.values(value).every(isBlank);
  return value === undefined || value === null || value === '';
}
