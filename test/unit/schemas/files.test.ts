import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, type JsonObject, isJsonArray, isJsonObject, propertyOf } from '#language/syntax/json';
import { isSecretAt, readReference } from '#language/secrets/secrets';
import { agentSchema } from '#support/language/agents';
import { jsonFiles, plainValidator, referenceExamples } from '#support/language/schemaFiles';

const samples = jsonFiles('samples');
const broken = samples.get('broken') ?? {};
samples.delete('broken');
const seeds = jsonFiles('sandbox/seed');
const ids = Array.from({ length: 12 }, (_, index) => 2101 + index);

/** The values of an agent's secret properties. */
function secretsOf(value: Json, path: readonly (string | number)[] = []): string[] {
  if (isJsonArray(value)) return value.flatMap((item, index) => secretsOf(item, [...path, index]));
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([name, child]) => secretsOf(child, [...path, name]));
  return typeof value === 'string' && value !== '' && isSecretAt(agentSchema, path) ? [value] : [];
}

/** The agent without secrets, which is the same in a sample and its seed. */
function withoutSecrets(value: Json, path: readonly (string | number)[] = []): Json {
  if (isJsonArray(value)) return value.map((item, index) => withoutSecrets(item, [...path, index]));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !isSecretAt(agentSchema, [...path, name]));
  return Object.fromEntries(entries.map(([name, child]) => [name, withoutSecrets(child, [...path, name])]));
}

describe('the samples', () => {
  for (const [name, agent] of samples) {
    it(`${name} is valid according to the schema alone`, () => {
      plainValidator(agent);
      assert.deepEqual(plainValidator.errors ?? [], []);
    });
  }

  it('are the twelve agents of the sandbox, by their IDs', () => {
    assert.deepEqual([...samples.values()].map(({ id }) => Number(id)).sort(), ids);
    assert.deepEqual([...seeds.values()].map(({ id }) => Number(id)).sort(), ids);
  });

  it('refer to their secrets, and contain none', () => {
    const secrets = [...samples.values()].flatMap((agent) => secretsOf(agent));
    assert.ok(secrets.length > 10);
    assert.deepEqual(
      secrets.filter((text) => readReference(text) === undefined),
      [],
    );
  });

  it('contain user-editable properties and the ID, no other read-only ones', () => {
    const readOnlyNames = [...samples.values()]
      .flatMap(Object.keys)
      .filter((name) => agentSchema.at([name])?.readOnly);
    assert.deepEqual(new Set(readOnlyNames), new Set(['id']));
  });

  it('use only known properties', () => {
    const names = [...samples.values()].flatMap(Object.keys);
    assert.deepEqual(
      names.filter((name) => !agentSchema.root.properties.has(name)),
      [],
    );
  });
});

describe("the sandbox's agents", () => {
  for (const [name, stored] of seeds) {
    it(`${name} is the sample of that name, with all properties of a stored agent`, () => {
      const sample: JsonObject = samples.get(name) ?? {};
      const shared = Object.fromEntries(
        Object.keys(sample).map((property) => [property, propertyOf(stored, property) ?? null]),
      );
      assert.deepEqual(withoutSecrets(shared), withoutSecrets(sample));
      assert.equal(secretsOf(stored).length, secretsOf(sample).length);
    });

    it(`${name} is valid according to the schema alone`, () => {
      plainValidator(stored);
      assert.deepEqual(plainValidator.errors ?? [], []);
    });
  }

  it('contain no secrets that look real', () => {
    const secrets = [...seeds.values()].flatMap((agent) => secretsOf(agent));
    assert.ok(secrets.length > 10);
    assert.deepEqual(
      secrets.filter((text) => !/FAKE-.*-do-not-use$/.test(text)),
      [],
    );
  });
});

describe('the broken sample', () => {
  it('has exactly the problems that its page lists', () => {
    plainValidator(broken);
    const wrong = plainValidator.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
    assert.deepEqual(wrong?.sort(), [
      '/inbound type',
      '/language enum',
      '/llm_model enum',
      '/llm_temperature maximum',
    ]);
    const unknown = Object.keys(broken).filter((name) => !agentSchema.root.properties.has(name));
    assert.deepEqual(unknown, ['contact_nubmer']);
  });

  it('has no ID, so that no push can change an agent', () => assert.equal(broken['id'], undefined));
});

if (referenceExamples.size > 0) {
  describe("the API's own examples", () => {
    for (const [name, agent] of referenceExamples) {
      it(`${name} is valid according to the schema alone`, () => {
        plainValidator(agent);
        assert.deepEqual(plainValidator.errors ?? [], []);
      });
    }
  });
}
