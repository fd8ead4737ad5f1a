import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { propertyOf } from '#language/syntax/json';
import { readReference } from '#language/secrets/secrets';
import { agentSchema } from '#support/language/agents';
import { schema, textOf, textsOf } from '#support/language/schemaFiles';
import { properties, topLevelProperties, isTrue } from './schemaProperties';

describe('secrets', () => {
  const secrets = properties.filter((property) => isTrue(property, 'x-secret'));

  it('are the seventeen that Cekura never returns, and the nested ones', () => {
    const writeOnly = topLevelProperties.filter(
      (property) => isTrue(property, 'writeOnly') && isTrue(property, 'x-secret'),
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
    assert.ok(
      flags.every((flag) => isTrue(flag, 'readOnly') && propertyOf(flag.schema, 'type') === 'boolean'),
    );
  });

  it('that Cekura never returns have a flag named after them, with one exception', () => {
    const flagged = topLevelProperties.filter(
      (property) => isTrue(property, 'x-secret') && property.name !== 'agora_api_key',
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
