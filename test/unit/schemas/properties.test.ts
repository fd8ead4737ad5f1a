import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type JsonObject, isJsonObject, propertyOf } from '#language/syntax/json';
import { readReference } from '#language/secrets/secrets';
import { agentSchema } from '#support/language/agents';
import {
  type SchemaAtPath,
  everyProperty,
  plainValidator,
  schema,
  textOf,
  textsOf,
} from '#support/language/schemaFiles';

const properties = everyProperty();
const topLevelProperties = properties.filter(({ parent }) => parent === schema);
const has = ({ schema: described }: SchemaAtPath, keyword: string) =>
  propertyOf(described, keyword) !== undefined;
const is = ({ schema: described }: SchemaAtPath, keyword: string) => propertyOf(described, keyword) === true;
const places = (found: readonly SchemaAtPath[]) => found.map(({ path }) => path);

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
    const defaults = topLevelProperties.filter((property) => has(property, 'default'));
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
      (property) => is(property, 'readOnly') && property.name !== 'id',
    );
    assert.equal(isReadOnlyFlag.lastIndexOf(false) < isReadOnlyFlag.indexOf(true), true);
  });
});

describe('descriptions', () => {
  it('exist for every property, with a title, in whole sentences', () => {
    const undocumented = properties.filter(
      ({ schema: described }) =>
        textOf(described, 'title') === '' || !/^[A-Z`].*\.$/.test(textOf(described, 'description')),
    );
    assert.deepEqual(places(undocumented), []);
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
    assert.deepEqual(places(long), []);
  });

  it('have an example for every named property', () => {
    const withoutExamples = properties.filter(
      (property) => !property.path.endsWith('*') && !has(property, 'examples'),
    );
    assert.deepEqual(places(withoutExamples), []);
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

describe('secrets', () => {
  const secrets = properties.filter((property) => is(property, 'x-secret'));

  it('are the seventeen that Cekura never returns, and the nested ones', () => {
    const writeOnly = topLevelProperties.filter(
      (property) => is(property, 'writeOnly') && is(property, 'x-secret'),
    );
    assert.equal(writeOnly.length, 17);
    const deeper = secrets.filter(({ parent }) => parent !== schema).map(({ path }) => path.split('/')[0]);
    const around = ['websocket_headers', 'sip_auth', 'websocket_auth', 'vapi_data', 'bland_data'];
    assert.deepEqual(
      [...new Set(deeper)],
      [...around, 'livekit_data', 'koreai_data', 'sierra_data', 'chirp_data'],
    );
  });

  it('have a reference as their example, never a value', () => {
    const examples = secrets.flatMap(({ schema: described }) => textsOf(described, 'examples'));
    assert.equal(examples.length, secrets.length);
    assert.deepEqual(
      examples.filter((example) => readReference(example)?.source !== 'secret'),
      [],
    );
  });

  it('match their flags: each flag is read-only, boolean, and belongs to exactly one secret', () => {
    const pointed = secrets
      .map(({ schema: described }) => textOf(described, 'x-configuredFlag'))
      .filter(Boolean);
    const flags = properties.filter(({ name }) => name.endsWith('_configured'));
    assert.deepEqual(pointed.sort(), flags.map(({ path }) => `/${path}`).sort());
    assert.ok(flags.every((flag) => is(flag, 'readOnly') && propertyOf(flag.schema, 'type') === 'boolean'));
  });

  it('that Cekura never returns have a flag named after them, with one exception', () => {
    const flagged = topLevelProperties.filter(
      (property) => is(property, 'x-secret') && property.name !== 'agora_api_key',
    );
    for (const { name, schema: described } of flagged) {
      assert.equal(textOf(described, 'x-configuredFlag'), `/${name}_configured`);
    }
  });

  it('in an object make it a secret container', () => {
    const containers = secrets.filter(({ parent }) => parent !== schema).map(({ parent }) => parent);
    assert.ok(containers.every((container) => propertyOf(container, 'x-secretContainer') === true));
  });

  const isSecretHeader = (name: string) => agentSchema.at(['websocket_headers', name])?.secret;
  const credentials = [
    'Authorization',
    'authorization',
    'Proxy-Authorization',
    'Cookie',
    'Set-Cookie',
    'X-VOCERA-SECRET',
    'x-client-secret',
    'X-Auth-Token',
    'token',
    'X-API-Key',
    'apikey',
    'Key',
    'X-Password',
    'X-Auth',
  ];
  const others = [
    'X-Author',
    'X-Monkey',
    'Accept-Language',
    'X-Environment',
    'X-Token-Count',
    'Tokenizer',
    'X-Keyboard',
  ];
  for (const name of credentials) {
    it(`include the header ${name}`, () => assert.equal(isSecretHeader(name), true));
  }
  for (const name of others) {
    it(`don't include the header ${name}`, () => assert.equal(isSecretHeader(name), false));
  }
});

describe('API dates', () => {
  const datesOf = (keyword: string) =>
    properties
      .filter((property) => has(property, keyword))
      .map(({ path, schema: described }) => [path, described[keyword]]);

  it('are those of properties added after 2026-05-26: 17 properties and 11 enum values', () => {
    assert.equal(datesOf('x-since').length, 17);
    const values = datesOf('x-valueSince').flatMap(([, since]) => Object.keys(since ?? {}));
    assert.equal(values.length, 11);
  });

  it('mark removed properties, which stay as deprecated', () => {
    assert.deepEqual(Object.fromEntries(datesOf('x-removed')), {
      trillet_api_key: '2026-06-06',
      trillet_data: '2026-06-06',
      chirp_data: '2026-06-08',
      trillet_api_key_configured: '2026-06-06',
    });
    assert.deepEqual(
      datesOf('x-removed').map(([place]) => place),
      datesOf('deprecated').map(([place]) => place),
    );
    assert.deepEqual(Object.fromEntries(datesOf('x-valueRemoved')), {
      assistant_provider: { trillet: '2026-06-06' },
      transcript_provider: { trillet: '2026-06-06', chirp: '2026-06-08' },
    });
  });

  it('belong to enum values, and are not later than the newest description', () => {
    for (const { path, schema: described } of properties)
      for (const keyword of ['x-valueSince', 'x-valueRemoved'])
        for (const [value, date] of Object.entries(propertyOf(described, keyword) ?? {})) {
          assert.ok(textsOf(described, 'enum').includes(value), `${path}: ${value}`);
          assert.ok(typeof date === 'string' && date > '2026-05-26' && date <= agentSchema.asOf);
        }
  });

  it('have the properties that replace a removed one', () => {
    const { replacedBy, properties } = agentSchema.atPointer('/chirp_data');
    assert.deepEqual(
      [...replacedBy.keys()],
      [...properties.keys()].map((name) => `/${name}`),
    );
    for (const target of replacedBy.values()) assert.doesNotThrow(() => agentSchema.atPointer(target));
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
      .filter((property) => has(property, 'x-format') || ids.test(property.name));
    assert.ok(local.length > 20);
    assert.deepEqual(places(local.filter((property) => !is(property, 'x-environment'))), []);
  });
});

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
    assert.deepEqual(places(conflicting), []);
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

function schemaOf(name: string): JsonObject {
  const found = topLevelProperties.find((property) => property.name === name);
  assert.ok(found, name);
  return found.schema;
}

function valueAliases(described: JsonObject): JsonObject {
  const aliases = propertyOf(described, 'x-valueAliases');
  return isJsonObject(aliases) ? aliases : {};
}
