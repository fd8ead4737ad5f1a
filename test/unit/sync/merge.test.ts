import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { comparableContent, sameJson, sameValue } from '#sync/content/canonical';
import { merge } from '#sync/merge/merge';
import { mergeLines } from '#sync/merge/mergeLines';
import { mergeLists } from '#sync/merge/mergeLists';
import type { Json, JsonObject } from '#language/syntax/json';
import { toPointer, valueAt } from '#language/syntax/json';
import { agentSchema } from '#support/language/agents';

function mergeAgents(base: JsonObject, file: JsonObject, remote: JsonObject) {
  const result = merge(agentSchema, { localBase: base, local: file, remoteBase: base, remote });
  const pointers = (list: readonly { path: readonly (string | number)[] }[]) =>
    list.map(({ path }) => toPointer(path));
  return {
    merged: result.merged,
    out: pointers(result.outgoing),
    in: pointers(result.incoming),
    conflicts: pointers(result.conflicts),
  };
}

describe('merge', () => {
  const base = { language: 'en', retell_data: { trigger_url: 'https://a' }, topic_nodes: { a: 1 } };
  const table: [string, JsonObject, JsonObject, ReturnType<typeof mergeAgents>][] = [
    ['nothing', base, base, { merged: base, out: [], in: [], conflicts: [] }],
    [
      'local only',
      { ...base, language: 'de' },
      base,
      { merged: { ...base, language: 'de' }, out: ['/language'], in: [], conflicts: [] },
    ],
    [
      'remote only',
      base,
      { ...base, language: 'de' },
      { merged: { ...base, language: 'de' }, out: [], in: ['/language'], conflicts: [] },
    ],
    [
      'the same on both sides',
      { ...base, language: 'de' },
      { ...base, language: 'de' },
      { merged: { ...base, language: 'de' }, out: [], in: [], conflicts: [] },
    ],
    [
      'different on both sides',
      { ...base, language: 'de' },
      { ...base, language: 'fr' },
      { merged: { ...base, language: 'fr' }, out: [], in: [], conflicts: ['/language'] },
    ],
    [
      'different properties of one object',
      { ...base, topic_nodes: { a: 1, b: 2 } },
      { ...base, topic_nodes: { a: 5 } },
      {
        merged: { ...base, topic_nodes: { a: 5, b: 2 } },
        out: ['/topic_nodes/b'],
        in: ['/topic_nodes/a'],
        conflicts: [],
      },
    ],
    [
      'a deletion against a change',
      { language: 'en', topic_nodes: { a: 1 } },
      { ...base, retell_data: { trigger_url: 'https://b' } },
      {
        merged: { ...base, retell_data: { trigger_url: 'https://b' } },
        out: [],
        in: [],
        conflicts: ['/retell_data'],
      },
    ],
  ];
  for (const [name, file, remote, expected] of table) {
    it(`of ${name}`, () => assert.deepEqual(mergeAgents(base, file, remote), expected));
  }

  it('treats secret containers as atomic: changes on both sides are a conflict', () => {
    const container = { livekit_data: { url: 'wss://a', agent_name: 'x' } };
    const local = { livekit_data: { url: 'wss://b', agent_name: 'x' } };
    const remote = { livekit_data: { url: 'wss://a', agent_name: 'y' } };
    assert.deepEqual(mergeAgents(container, local, remote).conflicts, ['/livekit_data']);
    assert.deepEqual(mergeAgents(container, local, local).conflicts, []);
    assert.deepEqual(mergeAgents(container, local, container).out, ['/livekit_data/url']);
  });
});

describe('lines', () => {
  it('are merged if both sides change different ones', () =>
    assert.equal(mergeLines('a\nb\nc\nd', 'A\nb\nc\nd', 'a\nb\nc\nD'), 'A\nb\nc\nD'));
  it('are a conflict if both sides change the same one', () =>
    assert.equal(mergeLines('a\nb', 'x\nb', 'y\nb'), undefined));
  it('are merged only in strings of several lines', () =>
    assert.equal(mergeLines('a', 'ab', 'ca'), undefined));
});

describe('lists', () => {
  const table: [string, Json[], Json[], Json[], Json[] | undefined][] = [
    ['of numbers: both add', [1], [1, 2], [1, 3], [1, 3, 2]],
    ['of numbers: one adds, one removes', [1, 2], [1, 2, 3], [2], [2, 3]],
    [
      'of pairs by their first item',
      [['a', 'x']],
      [['a', 'z']],
      [
        ['a', 'x'],
        ['b', 'y'],
      ],
      [
        ['a', 'z'],
        ['b', 'y'],
      ],
    ],
    ['of pairs, the same one changed', [['a', 'x']], [['a', 'y']], [['a', 'z']], undefined],
    ['in another order', [1, 2], [2, 1], [1, 2, 3], undefined],
    ['with repeated items', [1, 1], [1], [1, 1, 2], undefined],
    ['of objects', [{}], [{ a: 1 }], [{ b: 1 }], undefined],
  ];
  for (const [name, base, local, remote, expected] of table) {
    it(name, () => assert.deepEqual(mergeLists(base, local, remote), expected));
  }
});

describe('equal values', () => {
  const table: [string, Json | undefined, Json | undefined, boolean][] = [
    ['language', 'en', 'en', true],
    ['language', 'en', 'de', false],
    ['llm_temperature', 1, new LosslessNumber('1.0'), true],
    [
      'llm_max_tokens',
      new LosslessNumber('12345678901234567890'),
      new LosslessNumber('1.2345678901234567890e19'),
      true,
    ],
    [
      'llm_max_tokens',
      new LosslessNumber('12345678901234567890'),
      new LosslessNumber('12345678901234567891'),
      false,
    ],
    ['chat_assistant_id', '', undefined, true],
    ['contact_number', '', undefined, true],
    ['agent_name', '', undefined, false],
    ['agent_gives_first_message', null, undefined, false],
    ['topic_nodes', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['outbound_numbers', ['+1', '+2'], ['+2', '+1'], false],
  ];
  for (const [name, a, b, expected] of table) {
    it(`${name}: ${JSON.stringify(a)} and ${JSON.stringify(b)}${expected ? '' : ', not'}`, () => {
      assert.equal(sameValue(agentSchema, [name], a, b), expected);
      assert.equal(sameValue(agentSchema, [name], b, a), expected);
    });
  }

  it('exclude properties that are not user-editable', () =>
    assert.deepEqual(
      comparableContent(agentSchema, {
        $schema: 'x',
        id: 1,
        updated_at: 'now',
        vapi_api_key: 'FAKE',
        strange_api_key: 'FAKE',
        language: 'en',
        livekit_data: { url: 'wss://a', api_secret: 'FAKE', api_secret_configured: true },
        topic_nodes: { password: 'Caller forgot it' },
      }),
      { language: 'en', livekit_data: { url: 'wss://a' }, topic_nodes: { password: 'Caller forgot it' } },
    ));
});

describe('any three agents', () => {
  const leaf = fc.oneof(
    fc.constantFrom('a', 'b', 'a\nb\nc', 'a\nb\nd'),
    fc.integer({ min: 0, max: 3 }),
    fc.constant(null),
  );
  const name = fc.constantFrom('agent_name', 'language', 'topic_nodes', 'retell_data', 'new_member', 'x');
  const value: fc.Arbitrary<Json> = fc.oneof(
    leaf,
    fc.array(leaf, { maxLength: 3 }),
    fc.dictionary(name, leaf, { maxKeys: 3 }),
  );
  const agent: fc.Arbitrary<JsonObject> = fc.dictionary(name, value, { maxKeys: 5 });

  it('keep what neither side changed, and lose no change that is not in conflict', () =>
    fc.assert(
      fc.property(agent, agent, agent, (base, file, remote) => {
        const result = merge(agentSchema, { localBase: base, local: file, remoteBase: base, remote });
        for (const { path, after } of result.outgoing)
          assert.ok(sameJson(valueAt(result.merged, path), after));
        for (const { path, after } of result.incoming)
          assert.ok(sameJson(valueAt(result.merged, path), after));
        for (const key of Object.keys(base)) {
          const untouched = sameJson(base[key], file[key]) && sameJson(base[key], remote[key]);
          if (untouched) assert.ok(sameJson(result.merged[key], base[key]), key);
        }
        for (const key of Object.keys(file)) {
          const localOnly = !sameJson(base[key], file[key]) && sameJson(base[key], remote[key]);
          if (localOnly) assert.ok(sameJson(result.merged[key], file[key]), key);
        }
      }),
      { numRuns: 500 },
    ));
});
