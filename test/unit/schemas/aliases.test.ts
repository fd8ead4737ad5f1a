import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonObject, isJsonObject, propertyOf } from '#language/syntax/json';
import { textOf, textsOf } from '#support/language/schemaFiles';
import { properties, pathsOf } from './schemaProperties';

describe('aliases', () => {
  it('are at least forty, for properties and values', () => {
    const ofProperties = properties.flatMap(({ schema: described }) => textsOf(described, 'x-aliases'));
    const ofValues = properties.flatMap(({ schema: described }) => Object.keys(valueAliases(described)));
    assert.ok(ofProperties.length + ofValues.length >= 40);
    assert.ok(ofProperties.length >= 20 && ofValues.length >= 20);
  });

  it('refer to one property, or one of each provider', () => {
    const descriptions = properties.flatMap(({ path, parent, schema: described }) =>
      textsOf(described, 'x-aliases').map((alias) => ({ alias, parent, path, described })),
    );
    const contradictions = descriptions.filter((description) =>
      descriptions.some(
        (other) =>
          other !== description &&
          other.alias === description.alias &&
          other.parent === description.parent &&
          (textOf(description.described, 'x-provider') === '' ||
            textOf(description.described, 'x-provider') === textOf(other.described, 'x-provider')),
      ),
    );
    assert.deepEqual(contradictions, []);
  });

  it('are never the name of a sibling property', () => {
    const conflicting = properties.filter(({ parent, schema: described }) => {
      const names = Object.keys(propertyOf(parent, 'properties') ?? {});
      return textsOf(described, 'x-aliases').some((alias) => names.includes(alias));
    });
    assert.deepEqual(pathsOf(conflicting), []);
  });

  it('of values refer to an enum value, and are not values themselves', () => {
    for (const { schema: described } of properties) {
      const values = textsOf(described, 'enum');
      for (const [alias, value] of Object.entries(valueAliases(described))) {
        assert.ok(typeof value === 'string' && values.includes(value), alias);
        assert.ok(!values.includes(alias), alias);
      }
    }
  });

  it('are lowercase, so that case is irrelevant', () => {
    const all = properties.flatMap(({ schema: described }) => [
      ...textsOf(described, 'x-aliases'),
      ...Object.keys(valueAliases(described)),
    ]);
    assert.deepEqual(
      all.filter((alias) => alias !== alias.toLowerCase()),
      [],
    );
  });
});

function valueAliases(described: JsonObject): JsonObject {
  const aliases = propertyOf(described, 'x-valueAliases');
  return isJsonObject(aliases) ? aliases : {};
}
