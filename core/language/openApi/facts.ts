import {
  type Json,
  type JsonObject,
  arrayAt,
  entriesOf,
  fromPointer,
  isJsonArray,
  isJsonObject,
  objectAt,
  propertyOf,
  stringAt,
  typeOf,
  valueAt,
} from '../syntax/json';

export type Facts = Readonly<ReturnType<typeof factsOf>>;

/** The facts about each property, by name. */
export type FactsByProperty = ReadonlyMap<string, Facts>;

/**
 * The facts in a schema about one property, normalized so that two schemas can be compared. JSON Schema and OpenAPI (3.0 and 3.1) share the
 * keywords, so both are read by the same code. `document`: the document that references in `schema` refer to.
 */
export function factsOf(schema: Json | undefined, document: JsonObject, required: boolean) {
  const merged = resolveSchema(schema, document);
  const choices = choicesOf(merged, document);
  // Limits that don't apply to the empty string are in the else branch of `if: {const: ""}`.
  const limits = { ...choices[0], ...merged, ...objectAt(merged, 'else') };
  return {
    /** `string`, `array of integer or null`; `anything` if not specified. */
    type: typeName(choices, document),
    description: stringAt(merged, 'description') ?? '',
    /** Undefined if any value is accepted. */
    enumValues: enumValuesOf(choices),
    /** Enum value → label, if it has one. */
    labels: labelsOf(merged, choices),
    /** Another name of an enum value, in lower case → the value. */
    aliases: stringMapAt(merged, 'x-valueAliases'),
    default: propertyOf(merged, 'default'),
    minLength: propertyOf(limits, 'minLength'),
    maxLength: propertyOf(limits, 'maxLength'),
    pattern: propertyOf(limits, 'pattern'),
    minimum: propertyOf(limits, 'minimum'),
    maximum: propertyOf(limits, 'maximum'),
    readOnly: propertyOf(merged, 'readOnly') === true,
    writeOnly: propertyOf(merged, 'writeOnly') === true,
    required,
    /** When the API added it, and when it removed it; undefined if unknown. The same for each enum value. */
    since: stringAt(merged, 'x-since'),
    removed: stringAt(merged, 'x-removed'),
    valueSince: stringMapAt(merged, 'x-valueSince'),
    valueRemoved: stringMapAt(merged, 'x-valueRemoved'),
  };
}

/**
 * A schema with resolved references and merged `allOf` parts; sibling keywords take precedence. `visited`: the references that led to it,
 * to detect cycles.
 */
export function resolveSchema(
  schema: Json | undefined,
  document: JsonObject,
  visited: readonly string[] = [],
): JsonObject {
  if (!isJsonObject(schema)) return {};
  const { $ref } = schema;
  const parts = arrayAt(schema, 'allOf').map((part) => resolveSchema(part, document, visited));
  if (typeof $ref === 'string' && !visited.includes($ref)) {
    const target = valueAt(document, fromPointer($ref.replace(/^#/, '')));
    parts.unshift(resolveSchema(target, document, [...visited, $ref]));
  }
  return parts.reduceRight((rest, part) => mergedSchema(part, rest), schema);
}

/** Properties and required names are combined; for all other keywords, `overrides` replaces `base`. */
function mergedSchema(base: JsonObject, overrides: JsonObject): JsonObject {
  const properties = { ...objectAt(base, 'properties'), ...objectAt(overrides, 'properties') };
  const required = [...new Set([...stringsAt(base, 'required'), ...stringsAt(overrides, 'required')])];
  return { ...base, ...overrides, properties, required };
}

/** The alternatives of a schema, or the schema itself. drf-spectacular writes an enum that may be blank as two alternatives. */
function choicesOf(schema: JsonObject, document: JsonObject): JsonObject[] {
  const alternatives = [...arrayAt(schema, 'oneOf'), ...arrayAt(schema, 'anyOf')];
  if (alternatives.length === 0) return [schema];
  return alternatives.map((alternative) => resolveSchema(alternative, document));
}

/** The maximum depth of nested arrays, also for recursive schemas. */
const maxArrayDepth = 3;

/** `depth`: the number of enclosing arrays. */
function typeName(choices: readonly JsonObject[], document: JsonObject, depth = 0): string {
  const names = choices.flatMap((choice) => typeNames(choice, document, depth));
  if (names.includes('anything')) return 'anything';
  const [nulls, others] = [names.filter((name) => name === 'null'), names.filter((name) => name !== 'null')];
  return [...new Set([...others.sort(), ...nulls])].join(' or ');
}

function typeNames(schema: JsonObject, document: JsonObject, depth: number): string[] {
  const declared = stringsAt(schema, 'type');
  const types = declared.length > 0 ? declared : arrayAt(schema, 'enum').map(typeOf);
  if (types.length === 0) return ['anything'];
  const withNull = propertyOf(schema, 'nullable') === true ? [...types, 'null'] : types;
  return withNull.map((name) => (name === 'array' ? arrayName(schema, document, depth) : name));
}

function arrayName(schema: JsonObject, document: JsonObject, depth: number): string {
  const items = propertyOf(schema, 'items');
  if (!isJsonObject(items) || depth === maxArrayDepth) return 'array';
  const item = typeName(choicesOf(resolveSchema(items, document), document), document, depth + 1);
  return item === 'anything' ? 'array' : `array of ${item.includes(' or ') ? `(${item})` : item}`;
}

function enumValuesOf(choices: readonly JsonObject[]): readonly string[] | undefined {
  const isClosed = choices.every(
    (choice) => isJsonArray(propertyOf(choice, 'enum')) || propertyOf(choice, 'type') === 'null',
  );
  const values = choices.flatMap((choice) => stringsAt(choice, 'enum'));
  return isClosed && values.length > 0 ? [...new Set(values)] : undefined;
}

/** The schema has labels in `enumDescriptions`, API descriptions in `description`, as lines like "* `en` - English". */
function labelsOf(schema: JsonObject, choices: readonly JsonObject[]): ReadonlyMap<string, string> {
  const descriptions = stringsAt(schema, 'enumDescriptions');
  if (descriptions.length > 0)
    return new Map(stringsAt(schema, 'enum').map((value, index) => [value, descriptions[index] ?? '']));
  const lines = [schema, ...choices].flatMap((part) => (stringAt(part, 'description') ?? '').split('\n'));
  return new Map(
    lines.flatMap((line) => {
      const [, value, label] = /^\* `([^`]*)` - (.+)$/.exec(line.trim()) ?? [];
      return value === undefined || label === undefined ? [] : [[value, label]];
    }),
  );
}

/** The strings of an array; a single string counts as an array of one, as with `type`. */
export function stringsAt(parent: Json | undefined, name: string): string[] {
  const single = stringAt(parent, name);
  return single === undefined ? arrayAt(parent, name).filter((value) => typeof value === 'string') : [single];
}

function stringMapAt(schema: JsonObject, name: string): ReadonlyMap<string, string> {
  return new Map(
    entriesOf(propertyOf(schema, name)).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
}
