import { type Json, type JsonType, toJsonText } from '../syntax/json';
import type { PropertySchema } from '../schema/schema';

/** JSON text of a value. In a snippet, characters with a meaning in LSP's snippet syntax are escaped. */
export function jsonText(value: Json, snippets: boolean): string {
  const text = toJsonText(value);
  return snippets ? text.replace(/[\\$}]/g, (mark) => `\\${mark}`) : text;
}

/** The main type of a value: the first one that is not null. */
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

/** An empty value of a type, as valid JSON. In a snippet, with the tab stop `stop`. */
export function emptyValueText(type: JsonType, snippets: boolean, stop = 1): string {
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
 * The value of a new property. Without an empty value of its type it is `null`, because `false` or 0 would look like a choice.
 * Without snippets it is the default, because there is no tab stop at the value.
 */
export function valueSnippet(property: PropertySchema, snippets: boolean, stop = 1): string {
  if (!snippets && property.defaultValue !== undefined) return toJsonText(property.defaultValue);
  return emptyValueText(mainType(property), snippets, stop);
}

/** A property with its value not chosen yet. */
export function propertySnippet(property: PropertySchema, snippets: boolean): string {
  return `${jsonText(property.name, snippets)}: ${valueSnippet(property, snippets)}`;
}

/** Whether completions are available inside the empty value of a property. */
export function hasChoices({ secret, enumValues, types, properties }: PropertySchema): boolean {
  return secret || enumValues.length > 0 || types.includes('boolean') || properties.size > 0;
}

/** `count` strings to type, separated by commas. */
export function itemsText(count: number, snippets: boolean): string {
  return Array.from({ length: count }, (_, index) => emptyValueText('string', snippets, index + 1)).join(
    ', ',
  );
}
