import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import { readConfiguration } from '#cli/configuration';
import { UsageError } from '#cli/errors';
import { root } from '#scripts/host/folders.mjs';
import { folderWith } from '#support/cli/folder';

const schema = JSON.parse(readFileSync(join(root, 'schemas/cli-config.schema.json'), 'utf8')) as object;
const isValid = new Ajv().compile(schema);

function readConfigurationText(text: string) {
  return readConfiguration(folderWith({ 'agent-json.config.json': text }), undefined);
}

describe('agent-json.config.json', () => {
  const all = {
    rules: { placeholder: 'warning' },
    additionalValues: { llm_model: ['house-model'] },
    exclude: ['old/**'],
    allowEnv: ['VAPI_KEY'],
  };

  it('sets rules, values, excluded files and allowed variables', () => {
    const { language, exclude, allowEnv } = readConfigurationText(JSON.stringify(all));
    const { rules, additionalValues } = language;
    assert.deepEqual({ rules, additionalValues, exclude, allowEnv }, all);
    assert.ok(isValid(all));
  });

  it('is found above the current folder, up to the root of the repository', () => {
    const folder = folderWith({ 'agent-json.config.json': '{"exclude": ["a"]}', 'b/c/x': '' });
    assert.deepEqual(readConfiguration(join(folder, 'b/c'), undefined).exclude, ['a']);
    mkdirSync(join(folder, 'b/.git'));
    assert.deepEqual(readConfiguration(join(folder, 'b/c'), undefined).exclude, []);
  });

  for (const [name, text] of [
    ['a property that is not known, such as an API URL', '{"apiUrl": "https://x.example"}'],
    ['a rule that is not known', '{"rules": {"no-such-rule": "off"}}'],
    ['a severity that is not known', '{"rules": {"placeholder": "fatal"}}'],
    ['a value of another type', '{"exclude": "old/**"}'],
    ['invalid JSON', '{'],
  ] as const)
    it(`${name} is an error`, () => {
      assert.throws(() => readConfigurationText(text), UsageError);
    });

  it('a file that does not exist is an error', () => {
    assert.throws(() => readConfiguration(folderWith({}), 'x.json'), UsageError);
  });
});
