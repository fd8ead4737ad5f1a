import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePullOutcome } from '#sync/messages/describe';
import { newFileText } from '#sync/pull/planPull';
import { type Json, type JsonObject, valueAt } from '#language/syntax/json';
import { SyncFixture, agentSchema } from '#support/sync/syncFixture';

const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };
const key = 'sk-proj-FAKE0123456789abcdefghij';

/** A property with a plain-text credential, and its path. */
const inPlainText: [string, JsonObject, string][] = [
  [
    'user, password and key in a URL',
    { websocket_url: 'wss://user:FAKE-p@h.example.com/x?api_key=FAKE-k' },
    '/websocket_url',
  ],
  ['a token in a query', { websocket_url: 'wss://h.example.com/x?a=1&token=FAKE-t' }, '/websocket_url'],
  ['a token as the user of a URL', { websocket_url: 'wss://FAKE-token@h.example.com' }, '/websocket_url'],
  [
    'a URL in an unknown property',
    { brand_new: { urls: ['https://u:FAKE-p@h.example.com'] } },
    '/brand_new/urls',
  ],
  ['a URL inside settings', { livekit_data: { url: 'wss://u:FAKE-p@h.example.com' } }, '/livekit_data/url'],
  [
    'a key deep inside settings',
    { pipecat_data: { config: { openai: { key: 'FAKE-o' } } } },
    '/pipecat_data/config/openai/key',
  ],
  [
    'a key with a name of its own',
    { custom_provider_data: { deepgram_key: 'FAKE-d' } },
    '/custom_provider_data/deepgram_key',
  ],
  [
    'JSON text',
    { custom_provider_data: { config: '{"openai":{"key":"FAKE-j"}}' } },
    '/custom_provider_data/config',
  ],
  [
    'JSON text instead of settings',
    { custom_provider_data: '{"api_key": "FAKE-j"}' },
    '/custom_provider_data',
  ],
  ['an unknown property called like a secret', { acme_token: 'FAKE-a' }, '/acme_token'],
  [
    'the same inside an unknown object',
    { acme: { settings: { client_secret: 'FAKE-c' } } },
    '/acme/settings/client_secret',
  ],
  ['a key by its shape', { brand_new: { note: key } }, '/brand_new/note'],
  [
    'a key inside a prompt',
    { llm_system_prompt: `Call with\nAuthorization: Bearer ${key}` },
    '/llm_system_prompt',
  ],
];

/** Expects nothing to pull or push after a pull. */
async function expectQuiet(fixture: SyncFixture): Promise<void> {
  assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
  assert.equal((await fixture.push()).kind, 'in-sync');
}

function expectClean(fixture: SyncFixture): void {
  assert.doesNotMatch(fixture.text + JSON.stringify(fixture.baseline), /FAKE/);
}

describe('a plain-text credential returned by Cekura', () => {
  for (const [name, properties, pointer] of inPlainText) {
    it(`${name}: is not pulled, is reported, and stays on the agent`, async () => {
      const full = { ...agent, ...properties };
      const fixture = new SyncFixture({ file: { id: 12 }, agent: full });
      const outcome = await fixture.pull();
      assert.ok(outcome.kind === 'pulled');
      assert.deepEqual([...outcome.plan.omittedSecrets, ...outcome.plan.omittedCredentials], [pointer]);
      expectClean(fixture);
      assert.match(describePullOutcome(outcome, () => '').text, /Not written to the file: credentials in /);
      await expectQuiet(fixture);
      fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
      assert.equal((await fixture.push()).kind, 'pushed');
      assert.deepEqual(fixture.remote.stored, { ...full, agent_name: 'Reception' });
      expectClean(fixture);
      await expectQuiet(fixture);
    });

    it(`${name}: is not written to a new file`, () =>
      assert.doesNotMatch(newFileText(agentSchema, { ...agent, ...properties }), /FAKE/));
  }

  it('is not pulled if it is added later, and is reported until it is removed', async () => {
    const url = 'wss://h.example.com';
    const fixture = new SyncFixture({
      file: { ...agent, websocket_url: url },
      agent: { ...agent, websocket_url: url },
    });
    await fixture.pull();
    fixture.remote.edit((stored) => ({ ...stored, websocket_url: 'wss://u:FAKE-p@other.example.com' }));
    for (let round = 0; round < 2; round++) {
      const outcome = await fixture.pull();
      assert.ok(outcome.kind === 'nothing-to-pull');
      assert.deepEqual(outcome.omittedCredentials, ['/websocket_url']);
      const pushed = await fixture.push();
      assert.ok(pushed.kind === 'in-sync');
      assert.equal(pushed.incomingCount, 1);
      expectClean(fixture);
    }
    fixture.edit((file) => ({ ...file, websocket_url: 'wss://third.example.com' }));
    assert.equal((await fixture.push()).kind, 'blocked', 'both sides changed it');
    expectClean(fixture);
    fixture.keepLocal('/websocket_url');
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.remote.stored['websocket_url'], 'wss://third.example.com');
    await expectQuiet(fixture);
  });

  it('is not pulled by a conflict either', async () => {
    const fixture = new SyncFixture({ file: agent, agent });
    await fixture.pull();
    fixture.edit((file) => ({ ...file, description: 'Books.' }));
    fixture.remote.edit((stored) => ({ ...stored, description: `Call with Bearer ${key}` }));
    assert.equal((await fixture.push()).kind, 'blocked');
    fixture.useRemote('/description');
    assert.equal(fixture.file['description'], 'Books.');
    expectClean(fixture);
  });

  it('does not exclude the lines of a prompt if the file has it already', async () => {
    const prompt = `Call with Bearer ${key}.\nBe kind.`;
    const fixture = new SyncFixture({
      file: { ...agent, description: prompt },
      agent: { ...agent, description: prompt },
    });
    await fixture.pull();
    fixture.remote.edit((stored) => ({ ...stored, description: `${prompt}\nBe brief.` }));
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal(fixture.file['description'], `${prompt}\nBe brief.`);
  });

  it('leaves the reference in the file unchanged', async () => {
    const data = { config: { openai: { key: 'FAKE-o', model: 'a' } } };
    const file = { ...agent, pipecat_data: { config: { openai: { key: '${secret:OPENAI}', model: 'a' } } } };
    const fixture = new SyncFixture({ file, agent: { ...agent, pipecat_data: data } });
    await fixture.pull();
    fixture.remote.edit((stored) => ({
      ...stored,
      pipecat_data: { config: { openai: { key: 'FAKE-o', model: 'b' } } },
    }));
    await fixture.pull();
    const openai: Json | undefined = valueAt(fixture.file, ['pipecat_data', 'config', 'openai']);
    assert.deepEqual(openai, { key: '${secret:OPENAI}', model: 'b' });
  });

  const harmless: [string, JsonObject][] = [
    ['a URL without credentials', { websocket_url: 'wss://h.example.com/x?lang=de' }],
    ['a SIP address', { sip_endpoint: 'sip:desk@h.example.com' }],
    ['a prompt about passwords', { llm_system_prompt: 'Never say your password. Ask for the API key?' }],
    ['a prompt with JSON', { llm_system_prompt: '{"token": "the word that the caller says"}' }],
    ['JSON text without secrets', { custom_provider_data: { config: '{"model": "a"}' } }],
    ['a public key', { custom_provider_data: { public_key: 'abc', sort_key: 'name' } }],
  ];
  for (const [name, properties] of harmless) {
    it(`${name}: is not a credential, and is pulled`, async () => {
      const fixture = new SyncFixture({ file: { id: 12 }, agent: { ...agent, ...properties } });
      await fixture.pull();
      assert.deepEqual(fixture.file, { ...agent, ...properties });
    });
  }
});
