import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { propertyOf } from '#language/syntax/json';
import { textOf } from '#support/language/schemaFiles';
import { properties, topLevelProperties, hasKeyword, pathsOf } from './schemaProperties';

describe('descriptions', () => {
  it('exist for every property, with a title, in whole sentences', () => {
    const undocumented = properties.filter(
      ({ schema: described }) =>
        textOf(described, 'title') === '' || !/^[A-Z`].*\.$/.test(textOf(described, 'description')),
    );
    assert.deepEqual(pathsOf(undocumented), []);
  });

  it('are different for every top-level property', () => {
    const descriptions = topLevelProperties.map(({ schema: described }) => textOf(described, 'description'));
    assert.deepEqual(
      descriptions.filter((text, index) => descriptions.indexOf(text) !== index),
      [],
    );
  });

  it('are short enough for a hover', () => {
    const long = properties.filter(({ schema: described }) => textOf(described, 'description').length > 260);
    assert.deepEqual(pathsOf(long), []);
  });

  it('have an example for every named property', () => {
    const withoutExamples = properties.filter(
      (property) => !property.path.endsWith('*') && !hasKeyword(property, 'examples'),
    );
    assert.deepEqual(pathsOf(withoutExamples), []);
  });

  it('have only valid examples', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const wrong = properties.flatMap(({ path, schema: described }) => {
      const accepts = ajv.compile(described);
      const examples = propertyOf(described, 'examples');
      return (Array.isArray(examples) ? examples : []).filter((example) => !accepts(example)).map(() => path);
    });
    assert.deepEqual(wrong, []);
  });

  it('refer only to existing properties', () => {
    const names = new Set(properties.map(({ name }) => name));
    const named = properties.flatMap(({ path, schema: described }) =>
      [...textOf(described, 'description').matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name = '']) => ({
        path,
        name,
      })),
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter(({ name }) => !names.has(name)),
      [],
    );
  });
});
