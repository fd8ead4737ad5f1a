import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { agentsPath, call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { mask } from '#sandbox/visibility';
import type { Json, JsonObject } from '#sandbox/json';
import { startSandbox, type Sandbox } from '#sandbox/server';

/** Credentials in properties that are not declared as secrets. */
const misplaced: JsonObject = {
  websocket_url: 'wss://user:FAKE-pass@h.example.com/x?api_key=FAKE-key&room=1',
  sip_endpoint: 'sip:desk@voice.example.com',
  assistant_id: 'asst_0123456789',
  pipecat_data: { config: { openai: { key: 'FAKE-openai-key' } } },
  custom_provider_data: { settings: '{"api_key": "FAKE-inner-key"}' },
  dial_pin: '4711',
};

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({
    seed: [
      { ...fullAgent, ...misplaced },
      { ...minimalAgent, id: 7 },
    ],
  });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const getAgent = async (path = fullAgentPath) => (await call(sandbox, 'GET', path)).object;
const at = async (name: string): Promise<Json | undefined> => (await getAgent())[name];

describe('mask: values returned as ********', () => {
  it('a nested secret that is otherwise omitted or in plain text', async () => {
    sandbox.set({ mask: ['livekit_data.api_secret', 'sip_auth.password'] });
    assert.deepEqual(await at('livekit_data'), {
      url: 'wss://demo.example.com',
      config: { a: 1 },
      api_secret_configured: true,
      api_secret: mask,
    });
    assert.deepEqual(await at('sip_auth'), { username: 'tester', password: mask });
  });

  it('a whole object, a write-only secret, an unknown property, or a property that is not a secret', async () => {
    sandbox.set({ mask: ['sip_auth', 'vapi_api_key', 'dial_pin', 'sip_endpoint'] });
    const { sip_auth, vapi_api_key, dial_pin, sip_endpoint } = await getAgent();
    assert.deepEqual([sip_auth, vapi_api_key, dial_pin, sip_endpoint], [mask, mask, mask, mask]);
  });

  it('every header by *', async () => {
    sandbox.set({ mask: ['websocket_headers.*'] });
    assert.deepEqual(await at('websocket_headers'), { Authorization: mask, 'X-Environment': mask });
  });

  it('nothing if nothing is stored', async () => {
    sandbox.set({ mask: ['livekit_data.api_secret', 'sip_auth', 'vapi_api_key', 'assistant_id'] });
    const { text } = await call(sandbox, 'GET', `${agentsPath}7/`);
    assert.ok(!text.includes(mask));
  });

  it('the same in lists and in responses to writes, and never in the store', async () => {
    sandbox.set({ mask: ['dial_pin'] });
    const { results } = await getAgent(agentsPath);
    assert.equal(asAgents(results).find(({ id }) => id === 2142)?.['dial_pin'], mask);
    assert.equal((await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' })).object['dial_pin'], mask);
    assert.equal(sandbox.agent(2142)['dial_pin'], '4711');
  });

  it('is stored when it is sent back', async () => {
    sandbox.set({ mask: ['sip_auth.password'] });
    await call(sandbox, 'PATCH', fullAgentPath, { sip_auth: (await at('sip_auth')) ?? null });
    assert.deepEqual(sandbox.agent(2142)['sip_auth'], { username: 'tester', password: mask });
  });
});

describe('partialMask: values returned with a mask inside', () => {
  const partialMasks: [string, string, string][] = [
    ['websocket_url', 'wss://h.example.com/talk', 'wss://h.example.com/****'],
    ['websocket_url', 'wss://u:FAKE@h.example.com/x?key=FAKE', 'wss://u:****@h.example.com/x?key=****'],
    ['sip_endpoint', 'sip:desk@voice.example.com', 'sip:****@voice.example.com'],
    ['assistant_id', 'asst_0123456789', 'asst_****'],
    ['dial_pin', '4711', '47****'],
  ];
  for (const [name, stored, partial] of partialMasks) {
    it(`${name}: ${stored} as ${partial}`, async () => {
      sandbox.edit(2142, { [name]: stored });
      sandbox.set({ partialMask: [name] });
      assert.equal(await at(name), partial);
    });
  }
});

describe('hide: properties omitted from every response', () => {
  it('a nested secret without a flag', async () => {
    sandbox.set({ hide: ['sip_auth.password', 'livekit_data.api_secret_configured'] });
    assert.deepEqual(await at('sip_auth'), { username: 'tester' });
    assert.deepEqual(await at('livekit_data'), { url: 'wss://demo.example.com', config: { a: 1 } });
  });

  it('a property, also in the response to a write; it stays stored', async () => {
    sandbox.set({ hide: ['topic_nodes'] });
    assert.ok(!('topic_nodes' in (await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' })).object));
    assert.deepEqual(sandbox.agent(2142)['topic_nodes'], { booking: 'new_booking' });
  });
});

describe('flags=off: secrets that no response shows', () => {
  for (const put of ['reset', 'clear'] as const) {
    it(`are lost by a PUT with put=${put}, which only the store shows`, async () => {
      sandbox.set({ flags: 'off', put });
      const before = await call(sandbox, 'GET', fullAgentPath);
      assert.doesNotMatch(before.text, /_configured/);
      assert.deepEqual(sandbox.agent(2142)['predefined_metrics'], [3, 5]);
      const { status, text } = await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
      assert.equal(status, 200);
      assert.doesNotMatch(text, /_configured/);
      const { predefined_metrics, vapi_api_key } = sandbox.agent(2142);
      assert.deepEqual([predefined_metrics, vapi_api_key], [null, '']);
    });
  }
});

describe('credentials in plain text', () => {
  it('are returned as stored at any depth, in URLs and inside JSON text', async () => {
    const answer = await getAgent();
    for (const [name, value] of Object.entries(misplaced)) assert.deepEqual(answer[name], value, name);
  });

  it('plain: includes a write-only secret, at the top level or nested', async () => {
    sandbox.set({ plain: ['vapi_api_key', 'livekit_data.api_secret'] });
    const { text, object } = await call(sandbox, 'GET', fullAgentPath);
    assert.equal(object['vapi_api_key'], 'FAKE-vapi-key-do-not-use');
    assert.ok(text.includes('FAKE-livekit-secret-do-not-use'));
  });
});

function asAgents(results: Json | undefined): readonly JsonObject[] {
  assert.ok(Array.isArray(results));
  return results as readonly JsonObject[];
}
