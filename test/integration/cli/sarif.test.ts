import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv, { type ValidateFunction } from 'ajv';
import { folderWith } from '#support/cli/folder';
import { runInProcess } from '#support/cli/inProcess';
import { cachedPackage } from '#scripts/host/cache.mjs';

/** The package contains the schema of the OASIS standard, SARIF 2.1.0 with its errata (rtm.5). */
const source = { name: '@microsoft/jest-sarif', version: '1.0.0-beta.0', title: 'the SARIF 2.1.0 schema' };
const schemaFile = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

const files: Readonly<Record<string, string>> = {
  'no problem': '{"agent_name": "A", "description": "Says hello to everyone who calls.", "inbound": true}',
  'a syntax error': '{"agent_name": "A",, }',
  'many rules':
    '{"agent_name": "", "inbound": "yes", "llm_temperature": 9, "outbound_numbers": ["1"], "retell_api_key": "FAKE-key-0123456789", "nme": 1}',
  'an empty file': '',
};

describe('agent-json check --format sarif', () => {
  it('is valid according to the SARIF 2.1.0 schema', async (context) => {
    const folder = await cachedPackage(source).catch(String);
    const file = join(folder, schemaFile);
    if (!existsSync(file)) {
      context.skip(folder);
      return;
    }
    const validate = validatorFor(file);
    for (const [name, text] of Object.entries(files)) {
      const cwd = folderWith({ 'ä b/#1.agent.json': text });
      const { stdout } = await runInProcess(['check', '--format', 'sarif'], { cwd });
      assert.ok(validate(JSON.parse(stdout)), `${name}: ${JSON.stringify(validate.errors)}`);
    }
    assert.ok(!validate({ version: '2.1.0', runs: [{ results: [] }] }), 'the schema rejects an invalid log');
  });
});

function validatorFor(file: string): ValidateFunction {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  // It is written for draft-04, of which it only uses what draft-07 has too.
  const schema = Object.fromEntries(
    Object.entries(read).filter(([key]) => key !== '$schema' && key !== 'id'),
  );
  const lenient = { strict: false, validateFormats: false, unicodeRegExp: false };
  return new Ajv({ ...lenient, allErrors: true }).compile(schema);
}
