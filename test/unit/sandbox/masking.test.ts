import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { call, full, fullAgent, least } from './caller';
import { mask } from '#sandbox/disguise';
import { properties } from '#sandbox/members';
import { startSandbox, type Sandbox } from '#sandbox/server';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent, { ...least, id: 7 }] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const pulled = async () => (await call(sandbox, 'GET', full)).object;
const secrets = properties.filter(({ access }) => access === 'secret').map(({ name }) => name);

describe('what a response hides', () => {
  it('is every write-only member; a flag says whether it is stored', async () => {
    assert.equal(secrets.length, 16);
    const agent = await pulled();
    for (const name of secrets) {
      assert.ok(!(name in agent), name);
      assert.equal(agent[`${name}_configured`], ['vapi_api_key', 'livekit_api_key'].includes(name), name);
    }
    assert.equal(Object.keys(agent).filter((name) => name.endsWith('_configured')).length, 18);
  });

  it('is what was only ever meant to be sent', async () => {
    const agent = await pulled();
    assert.ok(!('predefined_metrics' in agent) && !('organization' in agent));
  });

  it('is the secret inside livekit_data, with a flag in its place when there was one', async () => {
    assert.deepEqual((await pulled())['livekit_data'], {
      url: 'wss://demo.example.com',
      config: { a: 1 },
      api_secret_configured: true,
    });
    await call(sandbox, 'PATCH', full, { livekit_data: { url: 'wss://b', api_secret_configured: true } });
    assert.deepEqual((await pulled())['livekit_data'], { url: 'wss://b' });
  });

  it('is the public key inside vapi_data, with a flag beside it', async () => {
    const { vapi_data: data, vapi_public_key_configured: flag } = await pulled();
    assert.deepEqual([data, flag], [{ trigger_url: 'https://hooks.example.com/call' }, true]);
    await call(sandbox, 'PATCH', full, { vapi_data: {} });
    assert.equal((await pulled())['vapi_public_key_configured'], false);
  });

  it('tells a stored secret from an empty one', async () => {
    await call(sandbox, 'PATCH', full, { vapi_api_key: '', retell_api_key: 'FAKE-new' });
    const agent = await pulled();
    assert.deepEqual([agent['vapi_api_key_configured'], agent['retell_api_key_configured']], [false, true]);
  });
});

describe('secrets that no flag covers', () => {
  const shown = async () => {
    const { sip_auth, websocket_headers, bland_data, chirp_data } = await pulled();
    return { sip_auth, websocket_headers, bland_data, chirp_data };
  };

  it('come in clear with clear-text=on', async () => {
    const { sip_auth, websocket_headers, bland_data, chirp_data } = fullAgent;
    assert.deepEqual(await shown(), { sip_auth, websocket_headers, bland_data, chirp_data });
  });

  it('come as a mask with clear-text=off, their neighbours as they are', async () => {
    sandbox.set({ clearText: 'off' });
    assert.deepEqual(await shown(), {
      sip_auth: { username: 'tester', password: mask },
      websocket_headers: { Authorization: mask, 'X-Environment': 'staging' },
      bland_data: { encrypted_key: mask },
      chirp_data: { chirp_websocket_url: 'wss://voice.example.com', chirp_basic_auth_password: mask },
    });
    assert.ok(!JSON.stringify(await pulled()).includes('FAKE'));
  });

  it('show no mask where nothing is stored', async () => {
    sandbox.set({ clearText: 'off' });
    assert.ok(!(await call(sandbox, 'GET', full.replace('2142', '7'))).text.includes(mask));
  });
});
