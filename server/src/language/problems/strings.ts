import type { AnnotatedAgent, Place } from '../annotate';
import { type Span, spanOf } from '../document';
import { type Json, isJsonArray, isJsonObject } from '../json';
import type { MemberSchema } from '../schema';

/** A place that has a value, and what the schema says about it. */
export interface StringPlace extends Place {
  readonly text: string;
  readonly span: Span;
}

/** Every string in an agent, in the order of the text. */
export function* stringsOf(agent: AnnotatedAgent): Generator<StringPlace> {
  for (const place of agent.places) {
    const text: unknown = place.value?.type === 'string' ? place.value.value : undefined;
    if (place.value && typeof text === 'string') yield { ...place, text, span: spanOf(place.value) };
  }
}

/** The strings that the schema expects in one of these soft formats; empty ones and placeholders say nothing yet. */
export function* stringsLike(
  agent: AnnotatedAgent,
  ...formats: MemberSchema['format'][]
): Generator<StringPlace> {
  for (const place of stringsOf(agent)) {
    const { schema, text } = place;
    if (schema?.format && formats.includes(schema.format) && text !== '' && !isPlaceholder(place))
      yield place;
  }
}

/** What a fix writes where only a person knows the value: the member's own name in angle brackets. */
export function placeholderFor(name: string): string {
  return `<${name}>`;
}

export function isPlaceholder({ path, text }: StringPlace): boolean {
  return text === placeholderFor(String(path.at(-1)));
}

/** Whether a value says nothing: null, "", or an object or list of nothing else. */
export function isBlank(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.every(isBlank);
  if (isJsonObject(value)) return Object.values(value).every(isBlank);
  return value === undefined || value === null || value === '';
}
