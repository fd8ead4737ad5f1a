import type { AnnotatedAgent, Place } from '../annotate';
import { type Span, dataOf, parseAgent, spanOf } from '../syntax/document';
import { type Json, type Path, isJsonArray, isJsonObject } from '../syntax/json';
import { rememberingLast } from '../lastAnswer';
import type { MemberSchema } from '../schema/schema';
import { isSecretAt } from '../secrets/secrets';

/** A place that has a value, and what the schema says about it. */
export interface StringPlace extends Place {
  readonly text: string;
  readonly span: Span;
  /** Whether a secret belongs here. */
  readonly secret: boolean;
}

/** Every string at an agent's places, in the order of the text. Most rules ask, so they are listed once. */
export const stringsOf = rememberingLast(listStrings);

function listStrings({ places, schema: agentSchema }: AnnotatedAgent): readonly StringPlace[] {
  const strings: StringPlace[] = [];
  for (const { path, property, key, value, schema, parent } of places) {
    if (value?.type !== 'string') continue;
    const secret = isSecretAt(agentSchema, path);
    const text = String(value.value);
    strings.push({ path, property, key, value, schema, parent, text, span: spanOf(value), secret });
  }
  return strings;
}

/** The strings that the schema expects in one of these soft formats; empty ones and placeholders say nothing yet. */
export function* stringsLike(
  agent: AnnotatedAgent,
  ...formats: MemberSchema['format'][]
): Generator<StringPlace> {
  for (const place of stringsOf(agent)) {
    const { schema, text, path } = place;
    const isLike = schema?.format !== undefined && formats.includes(schema.format);
    if (isLike && text !== '' && !isPlaceholder(path, text)) yield place;
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
  return document.root && document.syntaxErrors.length === 0 ? dataOf(document, document.root) : undefined;
}

/** Whether a value says nothing: null, "", or an object or list of nothing else. */
export function isBlank(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.every(isBlank);
  if (isJsonObject(value)) return Object.values(value).every(isBlank);
  return value === undefined || value === null || value === '';
}
