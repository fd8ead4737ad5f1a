import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const text = readFileSync(join(resolve(__dirname, '../../..'), 'package.json'), 'utf8');
const settings = (JSON.parse(text) as Manifest).contributes.configuration.properties;

describe("the settings in a repository's .vscode/settings.json", () => {
  for (const [name, consequence] of [
    ['agentJson.api.baseUrl', 'where API keys are sent'],
    ['agentJson.schema.openApiUrl', 'where the schema comes from'],
    ['agentJson.trace.server', 'that texts of files are logged'],
  ] as const)
    it(`can't decide ${consequence}`, () => assert.equal(settings[name]?.scope, 'machine'));

  it('all have a scope that was chosen', () => {
    for (const [name, { scope }] of Object.entries(settings)) assert.ok(scope, name);
  });
});
