import assert from 'node:assert/strict';
import { type JsonObject, propertyOf } from '#language/syntax/json';
import { type SchemaAtPath, everyProperty, schema } from '#support/language/schemaFiles';

export const properties = everyProperty();

export const topLevelProperties = properties.filter(({ parent }) => parent === schema);

export const hasKeyword = ({ schema: described }: SchemaAtPath, keyword: string) =>
  propertyOf(described, keyword) !== undefined;

export const isTrue = ({ schema: described }: SchemaAtPath, keyword: string) =>
  propertyOf(described, keyword) === true;

export const pathsOf = (found: readonly SchemaAtPath[]) => found.map(({ path }) => path);

export function schemaOf(name: string): JsonObject {
  const found = topLevelProperties.find((property) => property.name === name);
  assert.ok(found, name);
  return found.schema;
}
