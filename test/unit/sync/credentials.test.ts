import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePullOutcome } from '#sync/messages/describe';
import { newFileText } from '#sync/pull/planPull';
import { type Json, type JsonObject, valueAt } from '#language/syntax/json';
import { SyncWorld, agentSchema } from '#support/sync/syncWorld';

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
async function expectQuiet(world: SyncWorld): Promise<void> {
  assert.equal((await world.pull()).kind, 'nothing-to-pull');
  assert.equal((await world.push()).kind, 'in-sync');
}

function expectClean(world: SyncWorld): void {
  assert.doesNotMatch(world.text + JSON.stringify(world.baseline), /FAKE/);
}

describe('a plain-text credential returned by Cekura', () => {
  for (const [name, properties, pointer] of inPlainText) {
    it(`${name}: is not pulled, is reported, and stays on the agent`, async () => {
      const full = { ...agent, ...properties };
      const world = new SyncWorld({ file: { id: 12 }, agent: full });
      const outcome = await world.pull();
      assert.ok(outcome.kind === 'pulled');
      assert.deepEqual([...outcome.plan.omitted, ...outcome.plan.withCredentials], [pointer]);
      expectClean(world);
      assert.match(describePullOutcome(outcome, () => '').text, /Not written to the file: credentials in /);
      await expectQuiet(world);
      world.edit((file) => ({ ...file, agent_name: 'Reception' }));
      assert.equal((await world.push()).kind, 'pushed');
      assert.deepEqual(world.remote.stored, { ...full, agent_name: 'Reception' });
      expectClean(world);
      await expectQuiet(world);
    });

    it(`${name}: is not written to a new file`, () =>
      assert.doesNotMatch(newFileText(agentSchema, { ...agent, ...properties }), /FAKE/));
  }

  it('is not pulled if it is added later, and is reported until it is removed', async () => {
    const url = 'wss://h.example.com';
    const world = new SyncWorld({
      file: { ...agent, websocket_url: url },
      agent: { ...agent, websocket_url: url },
    });
    await world.pull();
    world.remote.edit((stored) => ({ ...stored, websocket_url: 'wss://u:FAKE-p@other.example.com' }));
    for (let round = 0; round < 2; round++) {
      const outcome = await world.pull();
      assert.ok(outcome.kind === 'nothing-to-pull');
      assert.deepEqual(outcome.withCredentials, ['/websocket_url']);
      const pushed = await world.push();
      assert.ok(pushed.kind === 'in-sync');
      assert.equal(pushed.incoming, 1);
      expectClean(world);
    }
    world.edit((file) => ({ ...file, websocket_url: 'wss://third.example.com' }));
    assert.equal((await world.push()).kind, 'blocked', 'both sides changed it');
    expectClean(world);
    world.keepLocal('/websocket_url');
    assert.equal((await world.push()).kind, 'pushed');
    assert.equal(world.remote.stored['websocket_url'], 'wss://third.example.com');
    await expectQuiet(world);
  });

  it('is not pulled by a conflict either', async () => {
    const world = new SyncWorld({ file: agent, agent });
    await world.pull();
    world.edit((file) => ({ ...file, description: 'Books.' }));
    world.remote.edit((stored) => ({ ...stored, description: `Call with Bearer ${key}` }));
    assert.equal((await world.push()).kind, 'blocked');
    world.useRemote('/description');
    assert.equal(world.file['description'], 'Books.');
    expectClean(world);
  });

  it('does not exclude the lines of a prompt if the file has it already', async () => {
    const prompt = `Call with Bearer ${key}.\nBe kind.`;
    const world = new SyncWorld({
      file: { ...agent, description: prompt },
      agent: { ...agent, description: prompt },
    });
    await world.pull();
    world.remote.edit((stored) => ({ ...stored, description: `${prompt}\nBe brief.` }));
    assert.equal((await world.pull()).kind, 'pulled');
    assert.equal(world.file['description'], `${prompt}\nBe brief.`);
  });

  it('leaves the reference in the file unchanged', async () => {
    const data = { config: { openai: { key: 'FAKE-o', model: 'a' } } };
    const file = { ...agent, pipecat_data: { config: { openai: { key: '${secret:OPENAI}', model: 'a' } } } };
    const world = new SyncWorld({ file, agent: { ...agent, pipecat_data: data } });
    await world.pull();
    world.remote.edit((stored) => ({
      ...stored,
      pipecat_data: { config: { openai: { key: 'FAKE-o', model: 'b' } } },
    }));
    await world.pull();
    const openai: Json | undefined = valueAt(world.file, ['pipecat_data', 'config', 'openai']);
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
      const world = new SyncWorld({ file: { id: 12 }, agent: { ...agent, ...properties } });
      await world.pull();
      assert.deepEqual(world.file, { ...agent, ...properties });
    });
  }
});
