import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { tempFolder } from '#scripts/host/folders.mjs';
import { agentInDescription } from '#language/openApi/agents';
import { differences, classify } from '#language/openApi/compare';
import { byDate } from '#language/openApi/dates';
import { type JsonObject } from '#language/syntax/json';
import { runInProcess } from '#support/cli/inProcess';
import { referenceDescriptions } from '#support/language/schemaFiles';

/** The differences between two sets of properties, as `property kind: schema → API`. */
function describeDifferences(schema: JsonObject, api: JsonObject, required: string[] = []): string[] {
  const found = differences(
    agentInDescription(descriptionWith({ ...schema, shared: {} })).properties,
    agentInDescription(descriptionWith({ ...api, shared: {} }, required)).properties,
  );
  return found.map(
    (difference) => `${difference.property} ${difference.kind}: ${difference.schema} → ${difference.api}`,
  );
}

/** An OpenAPI description with only the agent component. */
function descriptionWith(properties: JsonObject, required: string[] = []): JsonObject {
  return {
    openapi: '3.1.0',
    components: { schemas: { SchemaUpdateAIAgentExternal: { required, properties } } },
  };
}

/** The facts about one property in a description. */
function factsFor(property: JsonObject, components: JsonObject = {}) {
  const body = { properties: { property } };
  const facts = agentInDescription({
    openapi: '3.0.3',
    components: { schemas: { ...components, SchemaUpdateAIAgentExternal: body } },
  }).properties.get('property');
  assert.ok(facts);
  return facts;
}

describe('comparing two descriptions of an agent', () => {
  const text = { type: 'string' };

  it('finds no differences between equal descriptions', () => {
    assert.deepEqual(
      describeDifferences({ a: text, b: { enum: ['x'] } }, { b: { enum: ['x'] }, a: text }),
      [],
    );
  });

  for (const [name, schema, api, expected] of [
    [
      'a property that is only in the API',
      {},
      { a: { type: 'string', writeOnly: true } },
      ['a missing in schema: none → string, write-only'],
    ],
    ['a property that was removed', { a: text, b: text }, { b: text }, ['a missing in API: string → none']],
    ['a different type', { a: text }, { a: { type: 'object' } }, ['a type: string → object']],
    [
      'an added null type',
      { a: text },
      { a: { type: ['null', 'string'] } },
      ['a type: string → string or null'],
    ],
    [
      'other items',
      { a: { type: 'array', items: text } },
      { a: { type: 'array' } },
      ['a type: array of string → array'],
    ],
    ['an added enum value', { a: { enum: ['x'] } }, { a: { enum: ['x', 'y'] } }, ['a enum value: none → y']],
    ['a removed enum value', { a: { enum: ['x', ''] } }, { a: { enum: ['x'] } }, ['a enum value: "" → none']],
    ['an added enum', { a: text }, { a: { type: 'string', enum: ['x'] } }, ['a enum value: none → x']],
    [
      'another limit',
      { a: { ...text, maxLength: 30 } },
      { a: { ...text, maxLength: 15 } },
      ['a maxLength: 30 → 15'],
    ],
    [
      'an added limit',
      { a: { type: 'number' } },
      { a: { type: 'number', maximum: 2 } },
      ['a maximum: none → 2'],
    ],
    ['a different default', { a: { ...text, default: 'en' } }, { a: text }, ['a default: en → none']],
    [
      'a property that became read-only',
      { a: text },
      { a: { ...text, readOnly: true } },
      ['a readOnly: false → true'],
    ],
    [
      'whether it comes back',
      { a: text },
      { a: { ...text, writeOnly: true } },
      ['a writeOnly: false → true'],
    ],
  ] as const) {
    it(`finds ${name}`, () => assert.deepEqual(describeDifferences(schema, api), expected));
  }

  it('finds a property that became required', () => {
    assert.deepEqual(describeDifferences({ a: text }, { a: text }, ['a']), ['a required: false → true']);
  });

  it('finds a renamed label, but not a label that only one side has', () => {
    const prose = (label: string) => ({ enum: ['en', ''], description: `Words.\n\n* \`en\` - ${label}` });
    assert.deepEqual(describeDifferences({ a: prose('English') }, { a: prose('British') }), [
      'a enum label: en: English → en: British',
    ]);
  });

  it('ignores labels that differ only in spelling or are aliases', () => {
    const withLabel = (label: string, aliases: JsonObject = {}) => ({
      enum: ['kore', ''],
      description: `Words.\n\n* \`kore\` - ${label}`,
      'x-valueAliases': aliases,
    });
    assert.deepEqual(describeDifferences({ a: withLabel('KORE') }, { a: withLabel('Kore') }), []);
    assert.deepEqual(
      describeDifferences({ a: withLabel('Kore.ai', { 'kore inc': 'kore' }) }, { a: withLabel('Kore Inc') }),
      [],
    );
  });
});

describe('deliberate differences', () => {
  const difference = { property: 'vapi_data', kind: 'type', schema: 'object', api: 'string' } as const;
  const known = { kind: 'type', properties: ['*_data'], api: 'string', reason: 'Because.' };

  it('are distinguished from unexpected ones', () => {
    const { unexpected, expected, obsolete } = classify([difference], [known]);
    assert.deepEqual([unexpected, obsolete], [[], []]);
    assert.deepEqual(expected, [{ known, differences: [difference] }]);
  });

  it('are unexpected again when the API description changes', () => {
    const { unexpected, obsolete } = classify([{ ...difference, api: 'array' }], [known]);
    assert.equal(unexpected.length, 1);
    assert.deepEqual(obsolete, [known]);
  });

  it('do not apply to other properties or facts', () => {
    const others = [
      { ...difference, property: 'vapi_data_v2' },
      { ...difference, kind: 'default' as const },
    ];
    assert.equal(classify(others, [known]).unexpected.length, 2);
  });
});

describe('the dates in the schema', () => {
  const text = { type: 'string' };
  const schema = agentInDescription(
    descriptionWith({
      old: { ...text, 'x-removed': '2026-06-06' },
      new: { ...text, 'x-since': '2026-06-08' },
      provider: { enum: ['a', 'b'], 'x-valueSince': { b: '2026-06-04' } },
    }),
  ).properties;
  const checkByDate = (properties: JsonObject) => {
    const api = agentInDescription(descriptionWith(properties)).properties;
    const { date, explained, unexplained } = byDate(differences(schema, api), schema, api);
    return [
      date,
      explained.map(({ property }) => property),
      unexplained.map(({ property, kind }) => `${property} ${kind}`),
    ];
  };

  it('explain properties that an older description does not have yet', () => {
    const earliest = { old: text, provider: { enum: ['a'] } };
    assert.deepEqual(checkByDate(earliest), ['before 2026-06-04', ['new', 'provider'], []]);
  });

  it('explain properties that a newer description no longer has', () => {
    assert.deepEqual(checkByDate({ new: text, provider: { enum: ['a', 'b'] } }), ['2026-06-08', ['old'], []]);
  });

  it('do not explain other missing properties, or restored ones', () => {
    const both = { old: text, new: text, provider: { enum: ['a', 'b'] } };
    assert.deepEqual(checkByDate(both), ['2026-06-08', [], ['old removed']]);
    const later = { new: text, provider: { enum: ['a'] }, other: text };
    assert.deepEqual(checkByDate(later)[2], ['provider enum value', 'other missing in schema']);
  });
});

describe('reading a description', () => {
  const body = { type: 'object', properties: { a: { type: 'string' } } };

  it('follows the PUT of v1 to its component, regardless of its name', () => {
    const content = (name: string) => ({
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    });
    const put = (name: string) => ({
      put: { requestBody: content(name), responses: { 200: content('Answer') } },
    });
    const { source, properties } = agentInDescription({
      openapi: '3.1.0',
      paths: {
        '/test_framework/v2/aiagents/{id}/': put('Nested'),
        '/test_framework/v1/aiagents/{id}/': put('Renamed'),
      },
      components: {
        schemas: {
          Nested: { properties: { telephony: {} } },
          Renamed: body,
          Answer: { properties: { a: {}, project: { type: 'integer' } } },
        },
      },
    });
    assert.equal(source, 'PUT /test_framework/v1/aiagents/{id}/');
    assert.deepEqual([...properties.keys()], ['a', 'project']);
    assert.equal(properties.get('project')?.readOnly, true);
  });

  it('merges the parts of allOf', () => {
    const components = { Base: { type: 'string', maxLength: 5 } };
    const facts = factsFor({ allOf: [{ $ref: '#/components/schemas/Base' }], readOnly: true }, components);
    assert.deepEqual([facts.type, facts.maxLength, facts.readOnly], ['string', 5, true]);
  });

  it('reads an enum that may be blank or null, described by three alternatives', () => {
    const components = {
      Languages: { type: 'string', enum: ['en', 'fr'] },
      Blank: { enum: [''] },
      Null: { enum: [null] },
    };
    const references = Object.keys(components).map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const facts = factsFor({ oneOf: references }, components);
    assert.deepEqual([facts.enumValues, facts.type], [['en', 'fr', ''], 'string or null']);
  });

  it('reads nullable of OpenAPI 3.0', () => {
    assert.equal(factsFor({ type: 'string', nullable: true }).type, 'string or null');
  });

  it('handles unresolved and circular references', () => {
    const circle = { Circle: { $ref: '#/components/schemas/Circle' } };
    assert.equal(factsFor({ $ref: '#/components/schemas/Circle' }, circle).type, 'anything');
    assert.equal(factsFor({ $ref: '#/nowhere' }).type, 'anything');
    const list = { List: { type: 'array', items: { $ref: '#/components/schemas/List' } } };
    assert.match(factsFor({ $ref: '#/components/schemas/List' }, list).type, /^array of array/);
  });

  for (const [name, description, sentence] of [
    ['no OpenAPI description', { swagger: '2.0' }, /Not an OpenAPI description/],
    ['an array', [], /Not an OpenAPI description/],
    ['no agents', { openapi: '3.1.0', paths: {} }, /neither PUT …\/aiagents\/\{id\}\/ nor/],
    ['agents without properties', descriptionWith({}), /has no properties/],
  ] as const) {
    it(`throws if there is ${name}`, () => assert.throws(() => agentInDescription(description), sentence));
  }
});

describe('agent-json schema check', () => {
  const folder = tempFolder('schema-check');

  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runInProcess(['schema', 'check', ...args], { cwd: folder });
    return { code, text: stdout + stderr };
  };
  const fileWith = (text: string) => {
    const file = join(folder, 'description.json');
    writeFileSync(file, text);
    return file;
  };

  it('prints the differences in groups and exits with 1', async () => {
    const api = descriptionWith({
      agent_name: { type: 'string', maxLength: 100 },
      acme_data: { type: 'object' },
    });
    const { code, text } = await run(fileWith(JSON.stringify(api)));
    assert.equal(code, 1);
    assert.match(text, /\nMissing in the schema \(1\)\n {2}acme_data: object\n/);
    assert.match(text, /\nNot in the API \(\d+\)\n/);
    assert.match(text, /\nmaxLength \(1\)\n {2}agent_name: schema 255, API 100\n/);
    assert.match(text, /\n\d+ unexpected differences\./);
  });

  for (const [name, args, sentence] of [
    ['without a file', () => [], /schema check FILE/],
    ['with a file that does not exist', () => [join(folder, 'nowhere.json')], /Can't read/],
    ['with a file that is not JSON', () => [fileWith('openapi: 3.1.0')], /is not JSON/],
    ['with other JSON', () => [fileWith('{}')], /Not an OpenAPI description/],
  ] as const) {
    it(`reports the problem in one line, ${name}`, async () => {
      const { code, text } = await run(...args());
      assert.equal(code, 2);
      assert.match(text, sentence);
      assert.equal(text.trim().split('\n').length, 1);
    });
  }

  for (const file of referenceDescriptions) {
    it(`finds only known differences in ${basename(file)}, and no obsolete ones`, async () => {
      const { code, text } = await run(file);
      assert.equal(code, 0, text);
      assert.match(text, /No unexpected differences\.\n$/);
      assert.doesNotMatch(text, /no longer exist/);
    });
  }
});
