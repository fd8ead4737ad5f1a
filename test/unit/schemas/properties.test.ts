import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type JsonObject } from '#language/syntax/json';
import { agentSchema } from '#support/language/agents';
import { plainValidator, schema, textOf, textsOf } from '#support/language/schemaFiles';
import { properties, topLevelProperties, hasKeyword, isTrue, pathsOf, schemaOf } from './schemaProperties';

describe('the schema', () => {
  it('requires what PUT requires, and nothing else', () => {
    assert.deepEqual(agentSchema.root.required, ['agent_name', 'description', 'inbound']);
  });

  for (const [name, count] of [
    ['language', 43],
    ['llm_model', 5],
    ['assistant_provider', 21],
    ['transcript_provider', 17],
  ] as const) {
    it(`has ${count} values for ${name}, each with a unique label`, () => {
      const property = agentSchema.atPointer(`/${name}`);
      const described: JsonObject = schemaOf(name);
      assert.equal(property.enumValues.length, count);
      assert.equal(textsOf(described, 'enumDescriptions').length, count);
      assert.equal(new Set(property.enumValues.map(({ value }) => value)).size, count);
      assert.equal(new Set(property.enumValues.map(({ label }) => label)).size, count);
      assert.ok(property.enumValues.every(({ label }) => label !== ''));
    });
  }

  it('has the providers, and no provider, as separate values', () => {
    const values = agentSchema.atPointer('/assistant_provider').enumValues.map(({ value }) => value);
    assert.deepEqual([...agentSchema.providers.keys(), ''].sort(), values.sort());
  });

  for (const [name, limits] of Object.entries({
    agent_name: { minLength: 1, maxLength: 255 },
    contact_number: { maxLength: 30 },
    assistant_id: { minLength: 10, maxLength: 255 },
    chat_assistant_id: { minLength: 10, maxLength: 255 },
    sip_endpoint: { maxLength: 255 },
    llm_temperature: { minimum: 0, maximum: 2 },
  })) {
    it(`limits ${name} to ${JSON.stringify(limits)}`, () => {
      const property = agentSchema.atPointer(`/${name}`);
      const { minLength, maxLength, minimum, maximum } = { ...property };
      const expected = {
        minLength: undefined,
        maxLength: undefined,
        minimum: undefined,
        maximum: undefined,
        ...limits,
      };
      assert.deepEqual({ minLength, maxLength, minimum, maximum }, expected);
    });
  }

  it('has the defaults of Cekura for omitted properties', () => {
    const defaults = topLevelProperties.filter((property) => hasKeyword(property, 'default'));
    assert.deepEqual(
      Object.fromEntries(defaults.map(({ name, schema: described }) => [name, described['default']])),
      {
        language: 'en',
        assistant_provider: '',
        transcript_provider: '',
        llm_model: 'gpt-4o',
        llm_temperature: 0,
        llm_max_tokens: 4096,
        outbound_auto_call: false,
        auto_fetch_calls_enabled: false,
      },
    );
  });

  it('lists user-editable properties before read-only ones', () => {
    const isReadOnlyFlag = topLevelProperties.map(
      (property) => isTrue(property, 'readOnly') && property.name !== 'id',
    );
    assert.equal(isReadOnlyFlag.lastIndexOf(false) < isReadOnlyFlag.indexOf(true), true);
  });
});

describe('references within the schema', () => {
  for (const keyword of ['x-configuredFlag', 'x-overwrittenWhen']) {
    it(`resolve: ${keyword}`, () => {
      const pointers = properties.map(({ schema: described }) => textOf(described, keyword)).filter(Boolean);
      assert.ok(pointers.length > 1);
      for (const pointer of pointers) assert.deepEqual(agentSchema.atPointer(pointer).types, ['boolean']);
    });
  }

  it('use existing providers', () => {
    const selectable = ['assistant_provider', 'transcript_provider'].flatMap((name) =>
      textsOf(schemaOf(name), 'enum'),
    );
    const named = properties.flatMap(({ schema: described }) => [
      ...textsOf(described, 'x-sharedBy'),
      textOf(described, 'x-provider'),
    ]);
    assert.deepEqual(
      named.filter((provider) => !selectable.includes(provider)),
      [],
    );
  });

  it('use only keywords that schemas/README.md explains', () => {
    const used = [schema, ...properties.map(({ schema: described }) => described)].flatMap(Object.keys);
    const customKeywords = new Set(used.filter((keyword) => keyword.startsWith('x-')));
    const explained = readFileSync(join(__dirname, '../../../schemas/README.md'), 'utf8').matchAll(
      /^\| `(x-\w+)`/gm,
    );
    assert.deepEqual([...customKeywords].sort(), [...explained].map(([, keyword]) => keyword).sort());
  });
});

describe('what belongs to an environment', () => {
  it('includes every address, number and property with an ID that Cekura or a provider assigns', () => {
    const ids = /(^|_)(id|number|numbers|url|host|endpoint)$/;
    const local = properties
      .filter(({ path }) => !path.endsWith('/*'))
      .filter((property) => hasKeyword(property, 'x-format') || ids.test(property.name));
    assert.ok(local.length > 20);
    assert.deepEqual(pathsOf(local.filter((property) => !isTrue(property, 'x-environment'))), []);
  });
});

describe('unset properties of a pulled agent', () => {
  const agent = { agent_name: 'Pulled', description: 'As it came.', inbound: true };

  for (const name of [
    'contact_number',
    'chat_assistant_id',
    'assistant_id',
    'assistant_provider',
    'sip_endpoint',
  ]) {
    it(`are valid: "" in ${name}`, () => assert.equal(plainValidator({ ...agent, [name]: '' }), true));
  }
  for (const name of ['assistant_id', 'websocket_url', 'sip_auth', 'pronunciation_words', 'vapi_data']) {
    it(`are valid: null in ${name}`, () => assert.equal(plainValidator({ ...agent, [name]: null }), true));
  }
  it('are invalid where Cekura does not allow null', () => {
    assert.equal(plainValidator({ ...agent, chat_assistant_id: null }), false);
  });
});

describe('the contact number', () => {
  const accepts = (contact_number: string, transcript_provider = '') =>
    plainValidator({ agent_name: 'A', description: 'B', inbound: true, contact_number, transcript_provider });

  it('is a plus sign and digits, at least eight characters', () => {
    assert.equal(accepts('+1234567'), true);
    assert.equal(accepts('+123456'), false);
    assert.equal(accepts('14155550123'), false);
    assert.equal(accepts('+1 415 555'), false);
  });

  it('is a name with Pipecat as transcript provider', () => {
    assert.equal(accepts('front-desk', 'pipecat'), true);
    assert.equal(accepts('front-desk', 'vapi'), false);
  });

  it('is a name with Pipecat as provider', () => {
    const agent = { agent_name: 'A', description: 'B', inbound: true, contact_number: 'front-desk' };
    assert.equal(plainValidator({ ...agent, assistant_provider: 'pipecat' }), true);
  });
});
