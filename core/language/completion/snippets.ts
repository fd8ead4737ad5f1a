import { type Json, type JsonType, toJsonText } from '../syntax/json';
import type { PropertySchema } from '../schema/schema';

/** JSON text of a value; in a snippet, what LSP's snippet syntax gives a meaning of its own is escaped. */
export function jsonText(value: Json, snippets: boolean): string {
  const text = toJsonText(value);
  return snippets ? text.replace(/[\\$}]/g, (mark) => `\\${mark}`) : text;
}

/** What a value is mostly made of: the first type that is not null. */
function mainType({ types }: PropertySchema): JsonType {
  return types.find((type) => type !== 'null') ?? 'null';
}

const emptyValues: Readonly<Record<JsonType, Json>> = {
  string: '',
  object: {},
  array: [],
  number: null,
  integer: null,
  boolean: null,
  null: null,
};

/** A value of a type with nothing in it, as valid JSON. In a snippet, tab stop `stop` stands where it is typed. */
export function emptyValue(type: JsonType, snippets: boolean, stop = 1): string {
  if (!snippets) return toJsonText(emptyValues[type]);
  switch (type) {
    case 'string':
      return `"$${stop}"`;
    case 'object':
      return `{ $${stop} }`;
    case 'array':
      return `[$${stop}]`;
    default:
      return `\${${stop}:null}`;
  }
}

/**
 * A member's value before anybody has chosen one. Where its type has no empty value it is `null`: unlike `false` or 0 that
 * does not pass for an answer. Without snippets nobody is led to the value, so there it is what holds anyway: the default.
 */
export function blankValue(member: PropertySchema, snippets: boolean, stop = 1): string {
  if (!snippets && member.defaultValue !== undefined) return toJsonText(member.defaultValue);
  return emptyValue(mainType(member), snippets, stop);
}

/** A member with its value not chosen yet. */
export function blankMember(member: PropertySchema, snippets: boolean): string {
  return `${jsonText(member.name, snippets)}: ${blankValue(member, snippets)}`;
}

/** Whether there is something to choose from inside the blank value of a member. */
export function hasChoices({ secret, enumValues, types, properties }: PropertySchema): boolean {
  return secret || enumValues.length > 0 || types.includes('boolean') || properties.size > 0;
}

/** `count` strings to type, separated by commas. */
export function itemsText(count: number, snippets: boolean): string {
  return Array.from({ length: count }, (_, index) => emptyValue('string', snippets, index + 1)).join(', ');
}
