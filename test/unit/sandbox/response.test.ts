import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { mask } from '#sandbox/visibility';
import { agentProperties } from '#sandbox/properties';
import { startSandbox, type Sandbox } from '#sandbox/server';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent, { ...minimalAgent, id: 7 }] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const getAgent = async () => (await call(sandbox, 'GET', fullAgentPath)).object;
const secrets = agentProperties.filter(({ access }) => access === 'secret').map(({ name }) => name);

describe('write-only properties in a response', () => {
  it('write-only secrets are omitted; a flag is true while one is stored', async () => {
    assert.equal(secrets.length, 16);
    const agent = await getAgent();
    for (const name of secrets) {
      assert.ok(!(name in agent), name);
      assert.equal(agent[`${name}_configured`], ['vapi_api_key', 'livekit_api_key'].includes(name), name);
    }
    assert.equal(Object.keys(agent).filter((name) => name.endsWith('_configured')).length, 18);
  });

  it('predefined_metrics and organization are omitted', async () => {
    const agent = await getAgent();
    assert.ok(!('predefined_metrics' in agent) && !('organization' in agent));
  });

  it('livekit_data.api_secret is omitted, with a flag in its place if stored', async () => {
    assert.deepEqual((await getAgent())['livekit_data'], {
      url: 'wss://demo.example.com',
      config: { a: 1 },
      api_secret_configured: true,
    });
    await call(sandbox, 'PATCH', fullAgentPath, {
      livekit_data: { url: 'wss://b', api_secret_configured: true },
    });
    assert.deepEqual((await getAgent())['livekit_data'], { url: 'wss://b' });
  });

  it('vapi_data.public_key is omitted, with a top-level flag', async () => {
    const { vapi_data: data, vapi_public_key_configured: flag } = await getAgent();
    assert.deepEqual([data, flag], [{ trigger_url: 'https://hooks.example.com/call' }, true]);
    await call(sandbox, 'PATCH', fullAgentPath, { vapi_data: {} });
    assert.equal((await getAgent())['vapi_public_key_configured'], false);
  });

  it('a flag is false for an empty secret', async () => {
    await call(sandbox, 'PATCH', fullAgentPath, { vapi_api_key: '', retell_api_key: 'FAKE-new' });
    const agent = await getAgent();
    assert.deepEqual([agent['vapi_api_key_configured'], agent['retell_api_key_configured']], [false, true]);
  });
});

describe('secrets without a flag', () => {
  const getSecrets = async () => {
    const { sip_auth, websocket_headers, bland_data, chirp_data } = await getAgent();
    return { sip_auth, websocket_headers, bland_data, chirp_data };
  };

  it('are in plain text with clear-text=on', async () => {
    const { sip_auth, websocket_headers, bland_data, chirp_data } = fullAgent;
    assert.deepEqual(await getSecrets(), { sip_auth, websocket_headers, bland_data, chirp_data });
  });

  it('are masks with clear-text=off, other values are unchanged', async () => {
    sandbox.set({ clearText: 'off' });
    assert.deepEqual(await getSecrets(), {
      sip_auth: { username: 'tester', password: mask },
      websocket_headers: { Authorization: mask, 'X-Environment': 'staging' },
      bland_data: { encrypted_key: mask },
      chirp_data: { chirp_websocket_url: 'wss://voice.example.com', chirp_basic_auth_password: mask },
    });
    assert.ok(!JSON.stringify(await getAgent()).includes('FAKE'));
  });

  it('have no mask if nothing is stored', async () => {
    sandbox.set({ clearText: 'off' });
    assert.ok(!(await call(sandbox, 'GET', fullAgentPath.replace('2142', '7'))).text.includes(mask));
  });
});
