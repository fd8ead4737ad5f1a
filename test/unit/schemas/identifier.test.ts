import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const schema = JSON.parse(
  readFileSync(join(__dirname, '../../../schemas/agent.schema.json'), 'utf8'),
) as Record<string, unknown> & { $id: string };

/** Standard JSON Schema keywords. */
function customKeywords(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, child] of Object.entries(value)) {
    if (name.startsWith('x-') || name === 'enumDescriptions') found.add(name);
    else if (name !== 'examples' && name !== 'enum') customKeywords(child, found);
  }
  return found;
}

describe("the schema's identifier", () => {
  it('is a URI that references resolve against', () => {
    const base = new URL(schema.$id);
    assert.equal(base.protocol, 'https:');
    assert.equal(new URL('#/properties/id', schema.$id).href, `${schema.$id}#/properties/id`);
    assert.equal(new URL('other.json', schema.$id).pathname, '/schemas/other.json');
  });

  it('is not on a real site', () => assert.match(new URL(schema.$id).hostname, /\.example$/));

  it('is accepted by a strict validator with the custom keywords', () => {
    const ajv = new Ajv({
      strict: true,
      allowUnionTypes: true,
      allowMatchingProperties: true,
      validateFormats: false,
    });
    ajv.addVocabulary([...customKeywords(schema)]);
    const validate = ajv.compile(schema);
    assert.equal(validate({ agent_name: 'A', description: 'd', inbound: true }), true);
    assert.equal(ajv.getSchema(schema.$id)?.schema, schema);
  });
});
