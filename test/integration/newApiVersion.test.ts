import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { hoverAt } from '#language/features/hover';
import type { PropertySchema } from '#language/schema/schema';
import { type Json, type JsonObject, isJsonObject, objectOf, propertyOf } from '#language/syntax/json';
import { sameJson } from '#sync/content/canonical';
import { newFileText } from '#sync/pull/planPull';
import type { PushAnswer } from '#sync/ports';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { switchValues } from '#sandbox/switches';
import { agentSchema, annotated } from '#support/language/agents';
import { labelsIn } from '#support/language/completions';
import { agentWith, requiredProperties, describeProblems } from '#support/language/problems';
import { schema } from '#support/language/schemaFiles';
import { SyncFixture } from '#support/sync/syncFixture';

/** The additions to the API between 2026-05-26 and 2026-08-21, according to the schema. */
const dated = Object.entries(schema['properties'] as JsonObject);
const newProperties = dated.flatMap(([name, described]) => {
  const property = agentSchema.root.properties.get(name);
  return property && propertyOf(described, 'x-since') !== undefined ? [property] : [];
});
const newValues = dated.flatMap(([name, described]) => {
  const since = propertyOf(described, 'x-valueSince');
  return isJsonObject(since) ? Object.keys(since).map((value) => [name, value] as const) : [];
});

const json = (value: Json | undefined) => JSON.stringify(value);
const hover = (text: string, word: string) =>
  hoverAt(annotated(text), text.indexOf(word) + 1)?.markdown ?? '';

/** A value of a wrong type for the property. */
const wrong = ({ types }: PropertySchema): Json => (types.includes('boolean') ? 'x' : true);

describe('a property that is new in the API', () => {
  it('is one of 17', () => assert.equal(newProperties.length, 17));

  for (const property of newProperties) {
    const { name, title, readOnly, secret, examples } = property;
    const [example] = examples;
    it(`${name}: completion, hover, validation`, () => {
      const labels = labelsIn(`{${requiredProperties}, "▮"}`);
      assert.equal(labels.includes(name), !readOnly);
      const text = agentWith(`"${name}": ${json(example)}`);
      assert.ok(hover(text, `"${name}"`).includes(`**${title}** · \`${name}\``), hover(text, `"${name}"`));
      assert.equal(/\*\*Secret\*\*/.test(hover(text, `"${name}"`)), secret);
      const errorsAndWarnings = describeProblems(text).filter(
        (line) => !/^hint |unused-provider-property/.test(line),
      );
      assert.deepEqual(errorsAndWarnings, []);
      const [problem] = describeProblems(agentWith(`"${name}": ${json(wrong(property))}`)).filter((line) =>
        line.startsWith('error'),
      );
      assert.match(problem ?? '', new RegExp(`^error wrong-type at .*: "${name}" must be`));
    });
  }
});

describe('an enum value that is new in the API', () => {
  it('is one of 11', () => assert.equal(newValues.length, 11));

  for (const [name, value] of newValues) {
    it(`${name} ${value}: completion, hover, validation`, () => {
      assert.ok(labelsIn(`{${requiredProperties}, "${name}": "▮"}`).includes(value));
      const text = agentWith(`"${name}": "${value}"`);
      const label = agentSchema
        .atPointer(`/${name}`)
        .enumValues.find((enumValue) => enumValue.value === value)?.label;
      assert.ok(label !== undefined && hover(text, `"${value}"`).includes(label));
      assert.deepEqual(
        describeProblems(text).filter((line) => line.includes('not-in-enum')),
        [],
      );
    });
  }
});

const minimal = { agent_name: 'Desk', description: 'Takes calls.', inbound: true, project: 1376 };

/** All new user-editable properties, with a credential in each secret. */
const everything = {
  ...minimal,
  id: 7100,
  ...objectOf(
    newProperties
      .filter(({ readOnly }) => !readOnly)
      .map(({ name, secret, examples }) => [
        name,
        secret ? `FAKE-${name}-do-not-use` : (examples[0] ?? null),
      ]),
  ),
  websocket_auth: { username: 'tester', password: 'FAKE-websocket-do-not-use' },
  sierra_data: { host: 'api.sierra.chat', api_secret: 'FAKE-sierra-do-not-use' },
};
const oneOfEachValue = newValues.map(([name, value], index) => ({
  ...minimal,
  id: 7101 + index,
  [name]: value,
}));

const modes = switchValues.put.flatMap((put) =>
  switchValues.nested.flatMap((nested) =>
    switchValues.clearText.flatMap((clearText) =>
      switchValues.flags.map((flags) => ({ put, nested, clearText, flags })),
    ),
  ),
);

describe('what is new in the API, in every mode of the sandbox', () => {
  let sandbox: Sandbox;
  let api: AgentApi;
  before(async () => {
    sandbox = await startSandbox({ seed: [everything, ...oneOfEachValue], api: '2026-08-21' });
    const read = readAddress(sandbox.origin);
    assert.ok(read.ok);
    api = new AgentApi({ address: read.address, fetch, key: () => Promise.resolve(sandbox.key) });
  });
  after(() => sandbox.close());

  /** Sends only changes if a PUT is not known to keep omitted properties. */
  const careful: SyncFixture['answer'] = ({ secretsAtRisk, method }): PushAnswer =>
    secretsAtRisk.length > 0 && method === 'put' ? { kind: 'patch' } : { kind: 'push' };

  /** A pulled file, and the result of pushing it after one change. */
  async function roundTrip(id: number): Promise<string> {
    const remote = await api.get(String(id));
    assert.ok(remote.ok);
    const fixture = new SyncFixture({ file: newFileText(agentSchema, remote.value), agent: {}, agents: api });
    fixture.answer = careful;
    await fixture.pull();
    assert.doesNotMatch(fixture.text + JSON.stringify(fixture.baseline), /FAKE[\w-]*do-not-use/);
    assert.equal((await fixture.push()).kind, 'in-sync');
    const pulled = fixture.text;
    fixture.edit((file) => ({ ...file, llm_max_tokens: 77 }));
    assert.equal((await fixture.push()).kind, 'pushed');
    return pulled;
  }

  for (const mode of modes) {
    it(`is masked on pull and kept on push: ${Object.values(mode).join(', ')}`, async () => {
      sandbox.reset();
      sandbox.set(mode);
      for (const { id } of sandbox.agents) {
        const stored = sandbox.agent(Number(id));
        const pulled = await roundTrip(Number(id));
        const errors = describeProblems(pulled).filter((line) => line.startsWith('error'));
        assert.deepEqual(errors, []);
        const current = sandbox.agent(Number(id));
        const changed = Object.keys(current).filter((name) => !sameJson(stored[name], current[name]));
        assert.deepEqual(changed.sort(), ['llm_max_tokens', 'updated_at']);
      }
    });
  }
});
