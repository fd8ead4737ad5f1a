import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createAgentLanguage } from '#language/index';
import { countAdditions, extractSchemaUpdate } from '#language/openApi/extractSchemaUpdate';
import { agentSchema, schemaWith } from '#language/schema/bundledSchema';
import { readSchemaUpdate } from '#language/schema/schemaUpdate';
import { isSecretAt } from '#language/secrets/secrets';
import type { Json, JsonObject } from '#language/syntax/json';
import { readJson } from '#language/syntax/readJson';
import { changedDescription, descriptionText, newerDate, newerDescriptionText } from '#support/openApi';
import { agentWith } from '#support/language/problems';

const today = '2027-03-10';
const read = (text: string, known = agentSchema) => extractSchemaUpdate(text, known, today);

function updateFrom(text: string) {
  const result = read(text);
  assert.ok(result.ok, JSON.stringify(result));
  return result.update;
}

const acme = updateFrom(newerDescriptionText);
const updatedSchema = schemaWith(acme);
const updated = createAgentLanguage(updatedSchema);
const bundled = createAgentLanguage(agentSchema);

const problemsIn = (text: string, language = updated) =>
  language
    .problems(language.annotate(language.parse(text)))
    .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);

const hoverOn = (text: string, word: string) => {
  const agent = updated.annotate(updated.parse(text));
  return updated.hover(agent, text.indexOf(word) + 1)?.markdown ?? '';
};

describe('what an OpenAPI description adds to the schema', () => {
  it('is nothing for the description that the schema was made from', () => {
    const update = updateFrom(descriptionText);
    assert.deepEqual(countAdditions(update), { properties: 0, values: 0 });
    assert.equal(update.asOf, '2026-08-21');
    assert.equal(update.updated, today);
  });

  it('is the same when the description is padded to 4 MB', () => {
    const description = JSON.parse(newerDescriptionText) as { paths: JsonObject };
    const padding = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`/v1/other/${index}/`, { summary: 'x'.repeat(10_000) }]),
    );
    const padded = JSON.stringify({ ...description, paths: { ...padding, ...description.paths } });
    assert.ok(padded.length > 4_000_000);
    assert.deepEqual(updateFrom(padded), acme);
  });

  it('is new enum values with their labels', () => {
    assert.deepEqual(acme.values, {
      assistant_provider: { acme: 'Acme Voice' },
      transcript_provider: { acme: 'Acme Voice' },
    });
  });

  it('contains new properties: type, length, access, description, and values', () => {
    assert.deepEqual(acme.properties, {
      acme_api_key: {
        type: ['string'],
        description: 'API key for Acme.',
        maxLength: 200,
        writeOnly: true,
        'x-secret': true,
        'x-configuredFlag': '/acme_api_key_configured',
      },
      acme_api_key_configured: { type: ['boolean'], readOnly: true },
      acme_data: {
        type: ['object', 'null'],
        description: 'Settings of Acme, with <b>`marks`</b> and [a link](x).',
        'x-secretContainer': true,
      },
      acme_auth: { type: ['object', 'null'], 'x-secretContainer': true },
      acme_region: {
        type: ['string'],
        description: '* `eu` - Europe\n* `us` - United States',
        enum: ['eu', 'us'],
        enumDescriptions: ['Europe', 'United States'],
      },
      sync_token: { type: ['string', 'null'], 'x-secret': true },
    });
  });

  it('is also what only PATCH accepts, or only the response has', () => {
    const description = JSON.parse(descriptionText) as {
      components: { schemas: Record<string, { properties: Record<string, Json> }> };
    };
    const { AIAgent, PatchedSchemaUpdateAIAgentExternal: patch } = description.components.schemas;
    patch!.properties['note'] = { type: 'string' };
    AIAgent!.properties['score'] = { type: 'number' };
    assert.deepEqual(updateFrom(JSON.stringify(description)).properties, {
      note: { type: ['string'] },
      score: { type: ['number'], readOnly: true },
    });
  });

  it('has the date of the description, or of today if it contains none', () => {
    assert.equal(acme.asOf, newerDate);
    const undated = newerDescriptionText.replace(` of ${newerDate}`, '');
    assert.equal(updateFrom(undated).asOf, today);
    const versioned = descriptionText.replace('"version": "v1"', '"version": "2026-12-24"');
    assert.equal(updateFrom(versioned).asOf, '2026-12-24');
  });

  it('is kept as JSON', () => {
    assert.deepEqual(readSchemaUpdate(readJson(JSON.stringify(acme))), acme);
  });
});

describe('a description that is rejected', () => {
  const older = changedDescription(() => undefined, '2026-06-05');
  const undatedOlder = changedDescription((properties) => {
    for (const name of Object.keys(properties))
      if (/agora|sierra|telnyx|email_id|webhook|websocket_/.test(name))
        Reflect.deleteProperty(properties, name);
  }, '2026-08-21').replace(' of 2026-08-21', '');
  for (const [name, text, reason] of [
    ['is older', older, 'The API description (2026-06-05) is older than the schema in use (2026-08-21).'],
    [
      'is older and undated',
      undatedOlder,
      'The API description is older than the schema in use (2026-08-21).',
    ],
    ['is cut off', descriptionText.slice(0, 20_000), 'The API description is incomplete or not valid JSON.'],
    [
      'is a web page',
      '<!doctype html><title>Sign in</title>',
      'The URL returned an HTML page, not an OpenAPI description in JSON format.',
    ],
    ['is YAML', 'openapi: 3.1.0', 'This is not an OpenAPI description in JSON format.'],
    ['is other JSON', '{"a": 1}', 'This is not an OpenAPI description of the Cekura API.'],
    [
      'is of another API',
      '{"openapi": "3.1.0", "paths": {}}',
      'This is not an OpenAPI description of the Cekura API.',
    ],
  ] as const) {
    it(`${name}: one sentence with the reason`, () => assert.deepEqual(read(text), { ok: false, reason }));
  }

  it('is older than the update in use', () => {
    assert.deepEqual(read(descriptionText, updatedSchema), {
      ok: false,
      reason: `The API description (2026-08-21) is older than the schema in use (${newerDate}).`,
    });
  });
});

describe('an updated schema', () => {
  const agent = agentWith(
    '"assistant_provider": "acme", "acme_api_key": "${env:ACME_API_KEY}", "acme_region": "mars", "acme_data": {"room": 7}',
  );

  it('reports no problem with values of the description that the bundled one reports', () => {
    assert.match(
      problemsIn(agent, bundled).join('\n'),
      /error not-in-enum: "acme" is not a known "assistant_provider"/,
    );
    assert.match(problemsIn(agent, bundled).join('\n'), /warning unknown-property/);
    assert.deepEqual(problemsIn(agent), []);
  });

  it('is named by its date in messages about values that are still unknown', () => {
    assert.deepEqual(problemsIn(agentWith('"assistant_provider": "zenith", "weather": 1')), [
      `error not-in-enum: "zenith" is not a known "assistant_provider" (as of ${newerDate}).`,
      `warning unknown-property: Unknown property "weather" (as of ${newerDate}).`,
    ]);
  });

  it('completes new values and properties', () => {
    const labels = (text: string) => {
      const offset = text.indexOf('▮');
      const agent = updated.annotate(updated.parse(text.replace('▮', '')));
      return updated.completions(agent, offset, { snippets: false }).map(({ label }) => label);
    };
    assert.ok(labels('{"assistant_provider": "▮"}').includes('acme'));
    assert.ok(labels('{"acme_region": "▮"}').includes('us'));
    assert.ok(labels('{"▮"}').includes('acme_data'));
  });

  it('has the date of its additions in hovers, with descriptions as plain text', () => {
    const line = `Added by your schema update of ${today}.`;
    assert.ok(hoverOn(agent, 'acme"').includes(line));
    const data = hoverOn(agent, 'acme_data');
    assert.ok(data.includes(line));
    assert.ok(data.includes('\\<b\\>\\`marks\\`\\</b\\> and \\[a link\\]\\(x\\)'), data);
    assert.ok(!hoverOn(agent, 'agent_name').includes('schema update'));
  });

  it('treats new keys, tokens, and values in new objects as secrets', () => {
    const isSecret = (...path: string[]) => isSecretAt(updatedSchema, path);
    assert.ok(isSecret('acme_api_key'));
    assert.ok(isSecret('sync_token'));
    assert.ok(isSecret('acme_data', 'key'));
    assert.ok(!isSecret('acme_region'));
    assert.equal(updatedSchema.at(['acme_data'])?.secretContainer, true);
    assert.equal(updatedSchema.at(['acme_api_key'])?.configuredFlag, '/acme_api_key_configured');
  });

  it('does not change the bundled schema', () => {
    const update = { ...acme, properties: { agent_name: { type: ['integer'] }, ...acme.properties } };
    assert.deepEqual(schemaWith(update).at(['agent_name']), agentSchema.at(['agent_name']));
  });

  it('adds no error to any agent, for any update', () => {
    const schemas: fc.Arbitrary<Json> = fc.record(
      {
        type: fc.constantFrom<Json>(['string'], ['object', 'null'], 'integer', [7]),
        maxLength: fc.integer({ min: 0, max: 3 }),
        enum: fc.constantFrom<Json>(['a'], [], 'x'),
        readOnly: fc.boolean(),
        required: fc.constant(['x']),
        $ref: fc.constant('#/nowhere'),
        properties: fc.constant({ a: { type: 'string' } }),
        'x-secret': fc.boolean(),
        'x-format': fc.constant('nonsense'),
      },
      { requiredKeys: [] },
    );
    const names = fc.constantFrom('weather', 'acme_data', 'acme_key', 'agent_name', '__proto__');
    fc.assert(
      fc.property(fc.dictionary(names, schemas), fc.json({ maxDepth: 2 }), (properties, value) => {
        const update = readSchemaUpdate({ ...acme, properties });
        assert.ok(update);
        const text = agentWith(`"weather": ${value}, "acme_data": ${value}, "acme_key": ${value}`);
        const errors = (language: typeof updated) =>
          problemsIn(text, language).filter((line) => line.startsWith('error'));
        assert.deepEqual(errors(createAgentLanguage(schemaWith(update))), errors(bundled));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a stored update', () => {
  it('that is invalid is ignored', () => {
    for (const stored of [null, [], 'x', {}, { ...acme, asOf: 'soon' }, { ...acme, values: [] }])
      assert.equal(readSchemaUpdate(stored), undefined);
  });
});
