import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  propertyOf,
  objectOf,
  typeOf,
} from '../syntax/json';

/** The additions of a newer API description to the bundled schema. Stored as JSON. */
export interface SchemaUpdate {
  /** The ISO date of the description. */
  readonly asOf: string;
  /** The ISO date on which it was read. */
  readonly updated: string;
  /** JSON Schemas of new properties, by name. */
  readonly properties: JsonObject;
  /** New values of known enums: property → value → label. */
  readonly values: JsonObject;
}

/** Marks properties of an update with its date. */
export const updatedKeyword = 'x-updated';
/** The same for enum values: value → date. */
export const valueUpdatedKeyword = 'x-valueUpdated';

/** Reads a stored update. Undefined if it is not one: storage may contain anything. */
export function readSchemaUpdate(stored: Json | undefined): SchemaUpdate | undefined {
  const asOf = propertyOf(stored, 'asOf');
  const updated = propertyOf(stored, 'updated');
  const properties = propertyOf(stored, 'properties');
  const values = propertyOf(stored, 'values');
  if (!isIsoDate(asOf) || !isIsoDate(updated) || !isJsonObject(properties) || !isJsonObject(values))
    return undefined;
  return { asOf, updated, properties, values };
}

function isIsoDate(value: Json | undefined): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** The schema with the additions of an update. Existing parts of the schema are unchanged. */
export function withUpdate(schema: JsonObject, update: SchemaUpdate): JsonObject {
  const properties = propertyOf(schema, 'properties');
  if (!isJsonObject(properties)) return schema;
  const added = Object.entries(update.properties).filter(([name]) => !Object.hasOwn(properties, name));
  const extended = Object.entries(properties).map(
    ([name, property]) =>
      [name, withValues(property, propertyOf(update.values, name), update.updated)] as const,
  );
  const asOf = propertyOf(schema, 'x-asOf');
  return {
    ...schema,
    'x-asOf': typeof asOf === 'string' && asOf > update.asOf ? asOf : update.asOf,
    properties: objectOf([
      ...extended,
      ...added.map(([name, property]) => [name, sanitizeProperty(property, update.updated)] as const),
    ]),
  };
}

function withValues(property: Json, added: Json | undefined, updated: string): Json {
  const enumValues = propertyOf(property, 'enum');
  if (!isJsonObject(property) || !isJsonArray(enumValues) || !isJsonObject(added)) return property;
  const labels = propertyOf(property, 'enumDescriptions');
  const values = Object.entries(added).filter(([value]) => !enumValues.includes(value));
  return {
    ...property,
    enum: [...enumValues, ...values.map(([value]) => value)],
    enumDescriptions: [
      ...enumValues.map((value, index) => (isJsonArray(labels) ? labels[index] : undefined) ?? value),
      ...values.map(([value, label]) => (typeof label === 'string' ? label : value)),
    ],
    [valueUpdatedKeyword]: objectOf(values.map(([value]) => [value, updated])),
  };
}

/**
 * Keywords of a new property, each with the type of its value. Others are omitted, because they could cause errors or contain references.
 */
const keywords: readonly (readonly [string, string])[] = [
  ['description', 'string'],
  ['maxLength', 'integer'],
  ['enum', 'array'],
  ['enumDescriptions', 'array'],
  ['readOnly', 'boolean'],
  ['writeOnly', 'boolean'],
  ['x-secret', 'boolean'],
  ['x-secretContainer', 'boolean'],
  ['x-configuredFlag', 'string'],
  ['type', 'array'],
];

function sanitizeProperty(property: Json, updated: string): Json {
  const validKeywords = keywords.flatMap(([keyword, type]) => {
    const value = propertyOf(property, keyword);
    return value !== undefined && typeOf(value) === type ? [[keyword, value] as const] : [];
  });
  return { ...objectOf(validKeywords), [updatedKeyword]: updated };
}
