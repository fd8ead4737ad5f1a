import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAgent } from '#language/syntax/document';
import { type Change, applyEdits, editAgent } from '#language/syntax/edit';
import type { Json } from '#language/syntax/json';

function edit(text: string, ...changes: Change[]): string {
  return applyEdits(text, editAgent(parseAgent(text), changes));
}

const set = (path: Change['path'], value: Json): Change => ({ path, value });
const remove = (...path: string[]): Change => ({ path, value: undefined });

describe('editing by path changes only the value at the path', () => {
  const cases: [name: string, before: string, changes: Change[], after: string][] = [
    ['replaces a value', '{ "a" :1,\n "b": 2 }', [set(['a'], 'x')], '{ "a" :"x",\n "b": 2 }'],
    [
      'adds after the last property',
      '{\n    "a": 1\n}\n',
      [set(['b'], 2)],
      '{\n    "a": 1,\n    "b": 2\n}\n',
    ],
    [
      'adds several properties',
      '{\n  "a": 1\n}',
      [set(['b'], 2), set(['c'], 3)],
      '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}',
    ],
    [
      'adds before the first property',
      '{\n    "a": 1\n}\n',
      [{ path: ['id'], value: 7, isFirst: true }],
      '{\n    "id": 7,\n    "a": 1\n}\n',
    ],
    [
      'adds before the first and after the last property on one line',
      '{"a": 1}',
      [{ path: ['id'], value: 7, isFirst: true }, set(['b'], 2)],
      '{"id": 7, "a": 1, "b": 2}',
    ],
    [
      'adds a property to an empty object',
      '{}',
      [{ path: ['id'], value: 7, isFirst: true }],
      '{\n  "id": 7\n}',
    ],
    [
      'replaces an existing property with isFirst',
      '{"a": 1, "id": 6}',
      [{ path: ['id'], value: 7, isFirst: true }],
      '{"a": 1, "id": 7}',
    ],
    [
      'adds before a first property that is removed',
      '{\n  "a": 1,\n  "b": 2\n}',
      [{ path: ['id'], value: 7, isFirst: true }, remove('a')],
      '{\n  "id": 7,\n  "b": 2\n}',
    ],
    ['keeps an object on one line', '{"a": 1}', [set(['b'], 2)], '{"a": 1, "b": 2}'],
    [
      'keeps CRLF',
      '{\r\n\t"a": 1\r\n}',
      [set(['b'], { c: 1 })],
      '{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": 1\r\n\t}\r\n}',
    ],
    ['fills an empty object', '{\n  "a": {}\n}', [set(['a', 'b'], 1)], '{\n  "a": {\n    "b": 1\n  }\n}'],
    [
      'creates missing parent objects',
      '{\n  "a": 1\n}',
      [set(['b', 'c'], 1), set(['b', 'd'], 2)],
      '{\n  "a": 1,\n  "b": {\n    "c": 1,\n    "d": 2\n  }\n}',
    ],
    ['writes into an empty file', '', [set(['a', 'b'], 1)], '{\n  "a": {\n    "b": 1\n  }\n}\n'],
    ['removes the first property', '{ "a": 1, "b": 2 }', [remove('a')], '{ "b": 2 }'],
    ['removes the last property and its comma', '{\n  "a": 1,\n  "b": 2\n}', [remove('b')], '{\n  "a": 1\n}'],
    [
      'removes a property in the middle',
      '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}',
      [remove('b')],
      '{\n  "a": 1,\n  "c": 3\n}',
    ],
    [
      'removes adjacent properties',
      '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}',
      [remove('a'), remove('b')],
      '{\n  "c": 3\n}',
    ],
    ['removes all properties', '{\n  "a": 1,\n  "b": 2\n}', [remove('a'), remove('b')], '{}'],
    [
      'replaces one property with another',
      '{\n  "a": 1,\n  "b": 2\n}',
      [remove('b'), set(['c'], 3)],
      '{\n  "a": 1,\n  "c": 3\n}',
    ],
    ['ignores a property of a number', '{"a": 1}', [set(['a', 'b'], 2)], '{"a": 1}'],
    ['ignores the removal of a missing property', '{"a": 1}', [remove('b')], '{"a": 1}'],
    ['sets the last of duplicate properties', '{"a": 1, "a": 2}', [set(['a'], 3)], '{"a": 1, "a": 3}'],
    ['removes a property with all its duplicates', '{"a": 1, "b": 0, "a": 2}', [remove('a')], '{"b": 0}'],
    ['sets an item of an array', '{"a": [1, 2]}', [set(['a', 1], 3)], '{"a": [1, 3]}'],
  ];
  for (const [name, before, changes, after] of cases) {
    it(name, () => assert.equal(edit(before, ...changes), after));
  }

  it('for any change of any object: the result parses to the expected value', () => {
    const value = fc.oneof(
      fc.integer(),
      fc.string(),
      fc.constant(null),
      fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3, noNullPrototype: true }),
    );
    const name = fc.string({ minLength: 1, maxLength: 3 });
    const object = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });
    const layout = fc.constantFrom('', '  ', '\t');
    const changes = fc.array(fc.record({ name, value: fc.option(value, { nil: undefined }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(object, layout, changes, (start, indent, list) => {
        const expected = new Map(Object.entries(start));
        for (const change of list) {
          if (change.value === undefined) expected.delete(change.name);
          else expected.set(change.name, change.value);
        }
        const text = JSON.stringify(start, undefined, indent);
        const result = edit(text, ...list.map((change) => ({ path: [change.name], value: change.value })));
        assert.deepEqual(JSON.parse(result), Object.fromEntries(expected));
      }),
      { numRuns: 500 },
    );
  });
});
