import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import { agentsPath, call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { requireJson, isArray, isObject, printJson, type Json, type JsonObject } from '#sandbox/json';
import { modelOf } from '#sandbox/agentModel';
import type { ApiVersion } from '#sandbox/enums';
import { seed } from '#sandbox/seed';
import { startSandbox } from '#sandbox/server';

/** Where the sandbox intentionally differs from the API description. */
const knownDifferences: readonly {
  readonly reason: string;
  readonly property: RegExp;
  readonly as: JsonObject;
}[] = [
  { reason: '…_data are objects', property: /_data$/, as: { type: 'object' } },
  { reason: 'flags are booleans', property: /_configured$/, as: { type: 'boolean' } },
  { reason: 'these files are an array', property: /^knowledge_base_files$/, as: { type: 'array' } },
  { reason: 'an agent without one has ""', property: /^webhook_url$/, as: { type: 'string' } },
  {
    reason: 'any value or null: the oneOf in the description rejects null',
    property: /^(sip_auth|websocket_auth|pronunciation_words|spelling_word_types)$/,
    as: {},
  },
];

function checkAgainst(description: Json, api: ApiVersion): void {
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  ajv.addSchema({ $id: 'api', ...schemasOf(description) });

  function assertDescribed(path: string, method: string, status: number, body: Json): void {
    const schema = at(
      description,
      'paths',
      path,
      method,
      'responses',
      String(status),
      'content',
      'application/json',
    );
    assert.ok(isObject(schema), `${method} ${path} ${status} is described`);
    const text = printJson(schema['schema'] ?? {}).replaceAll('"#/', '"api#/');
    const validate = ajv.compile(asObject(JSON.parse(text)));
    validate(JSON.parse(printJson(body)));
    assert.deepEqual(validate.errors ?? [], [], `${method} ${path}`);
  }

  const root = '/test_framework/v1/aiagents/';

  describe(`responses compared with the API description of ${api}`, () => {
    it('of every endpoint, with any values masked', async (t) => {
      for (const clearText of ['on', 'off'] as const) {
        const sandbox = await startSandbox({ api, clearText, put: 'clear', seed: [...seed, fullAgent] });
        t.after(() => sandbox.close());
        const described = async (
          path: string,
          method: string,
          status: number,
          url: string,
          body?: JsonObject,
        ) => {
          const answer = await call(sandbox, method.toUpperCase(), url, body);
          assert.equal(answer.status, status);
          assertDescribed(path, method, status, answer.body);
        };
        await described(root, 'get', 200, `${agentsPath}?page_size=5`);
        await described(`${root}short_list/`, 'get', 200, `${agentsPath}short_list/`);
        await described(`${root}{id}/`, 'get', 200, fullAgentPath);
        await described(`${root}{id}/`, 'get', 404, `${agentsPath}1/`);
        await described(`${root}{id}/`, 'put', 200, fullAgentPath, minimalAgent);
        await described(`${root}{id}/`, 'put', 400, fullAgentPath, {});
        await described(`${root}{id}/`, 'patch', 200, fullAgentPath, { language: 'de' });
        await described(root, 'post', 201, agentsPath, { ...minimalAgent, project: 1376 });
        await described(root, 'post', 400, agentsPath, { agent_name: null });
        if (isObject(at(description, 'paths', `${root}{id}/duplicate/`)))
          await described(`${root}{id}/duplicate/`, 'post', 201, `${fullAgentPath}duplicate/`, {});
      }
    });

    it('have exactly the described properties', async (t) => {
      const described = propertiesOf('AIAgent');
      const returned = described.filter(([, schema]) => schema['writeOnly'] !== true).map(([name]) => name);
      const sandbox = await startSandbox({ api, seed: [fullAgent] });
      t.after(() => sandbox.close());
      const names = Object.keys((await call(sandbox, 'GET', fullAgentPath)).object);
      assert.deepEqual(names.sort(), returned.sort());
    });

    it('come from properties with the described limits, enum values and defaults', () => {
      const described = Object.fromEntries(propertiesOf('AIAgent'));
      for (const { name, type, initial, access } of modelOf(api).properties) {
        const schema = described[name];
        assert.ok(schema, name);
        assert.equal(
          schema['writeOnly'] === true,
          access === 'secret' || access === 'write-only' || name === 'organization',
        );
        assert.equal(type.kind === 'string' ? type.maxLength : undefined, schema['maxLength'], name);
        if (type.kind === 'enum')
          assert.deepEqual(sortedItems(type.values), sortedItems(schema['enum']), name);
        if ('default' in schema) assert.deepEqual(JSON.parse(printJson(initial)), schema['default'], name);
        if (type.kind === 'boolean' || type.kind === 'integer') {
          assert.equal(
            type.nullable === true,
            isArray(schema['type']) && schema['type'].includes('null'),
            name,
          );
        }
      }
      const writable = Object.values(described).filter((schema) => schema['readOnly'] !== true);
      assert.equal(modelOf(api).creatable.length, writable.length);
    });
  });

  function propertiesOf(schema: string): [string, JsonObject][] {
    return Object.entries(asObject(at(description, 'components', 'schemas', schema, 'properties'))).map(
      ([name, property]) => [name, asObject(property)],
    );
  }
}

const formats = {
  'date-time': (value: string) => /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
  email: (value: string) => value.includes('@'),
  uri: (value: string) => URL.canParse(value),
  double: true,
} as const;

/** The schemas of the description with the known differences applied. */
function schemasOf(description: Json): JsonObject {
  const schemas = asObject(at(description, 'components', 'schemas'));
  const adapted = Object.entries(schemas).map(([name, schema]): [string, Json] => {
    const properties = Object.entries(asObject(asObject(schema)['properties']));
    const known = properties.map(([key, property]) => [key, knownDifference(name, key) ?? property]);
    return [name, { ...asObject(schema), properties: asObject(Object.fromEntries(known)) }];
  });
  return { components: { schemas: Object.fromEntries(adapted) } };
}

function knownDifference(schema: string, name: string): JsonObject | undefined {
  // An agent without a number has "" in the list as well, although the pattern does not allow it.
  if (schema === 'AIAgentList' && name === 'contact_number')
    return { type: 'string', pattern: '^(\\+\\d*)?$' };
  return knownDifferences.find(({ property: pattern }) => pattern.test(name))?.as;
}

function sortedItems(values: Json | undefined): readonly Json[] {
  return isArray(values) ? [...values].sort() : [];
}

function at(value: Json, ...steps: readonly string[]): Json {
  return steps.reduce<Json>((inner, step) => asObject(inner)[step] ?? null, value);
}

function asObject(value: unknown): JsonObject {
  const json = requireJson(value);
  if (!isObject(json)) throw new TypeError('expected an object');
  return json;
}

// The API descriptions are not part of the repository. If a copy exists next to it, responses are validated against it.
const folder = join(__dirname, '../../../../shared/reference');
for (const [name, api] of [
  ['cekura-aiagents-v1.openapi.json', '2026-05-26'],
  ['cekura-aiagents-v1.2026-08-21.openapi.json', '2026-08-21'],
] as const) {
  const file = join(folder, name);
  if (existsSync(file)) checkAgainst(requireJson(JSON.parse(readFileSync(file, 'utf8'))), api);
}
