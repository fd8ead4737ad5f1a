import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { modelOf } from '#sandbox/agentModel';
import { call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { apiVersions, assistantProviders, transcriptProviders, type ApiVersion } from '#sandbox/enums';
import { mask } from '#sandbox/visibility';
import { isObject, type Json, type JsonObject } from '#sandbox/json';
import { startSandbox, type Sandbox } from '#sandbox/server';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const getAgent = async () => (await call(sandbox, 'GET', fullAgentPath)).object;
const namesIn = (version: ApiVersion) => modelOf(version).properties.map(({ name }) => name);

const newer: JsonObject = {
  agora_api_key: 'FAKE-agora-key',
  agora_data: { session_endpoint_url: 'https://a.example.com', client_id: 'c' },
  amazon_connect_data: { snippet_id: 's', connect_host: 'h' },
  amazon_connect_security_token: 'FAKE-amazon-token',
  email_id: 'desk@example.com',
  sierra_agent_token: 'FAKE-sierra-token',
  sierra_data: { host: 'api.example.com', api_secret: 'FAKE-sierra-secret' },
  telnyx_api_key: 'FAKE-telnyx-key',
  webhook_secret: 'FAKE-webhook-secret',
  webhook_url: 'https://hooks.example.com/agent',
  websocket_auth: { username: 'desk', password: 'FAKE-socket-password' },
  websocket_voice_url: 'wss://voice.example.com',
};
const koreai: JsonObject = { koreai_data: { host: 'platform.example.com', api_secret: 'FAKE-korea-secret' } };
const older: JsonObject = {
  trillet_api_key: 'FAKE-trillet-key',
  trillet_data: { workspace_id: 'w' },
  chirp_data: { chirp_websocket_url: 'wss://voice.example.com' },
};

describe('api: the versions of the API', () => {
  it('differ in the properties that came and went', () => {
    const [before, after] = [namesIn('2026-05-26'), namesIn('2026-08-21')];
    assert.deepEqual(after.filter((name) => !before.includes(name)).sort(), Object.keys(newer).sort());
    assert.deepEqual(before.filter((name) => !after.includes(name)).sort(), Object.keys(older).sort());
    assert.deepEqual(new Set(namesIn('union')), new Set([...before, ...after]));
  });

  it('differ in the providers that came and went', () => {
    const added = (values: (version: ApiVersion) => readonly string[]) =>
      values('2026-08-21').filter((value) => !values('2026-05-26').includes(value)).length;
    assert.deepEqual([added(assistantProviders), added(transcriptProviders)], [8, 3]);
    const removed = assistantProviders('2026-05-26').filter(
      (value) => !assistantProviders('2026-08-21').includes(value),
    );
    assert.deepEqual(removed, ['trillet']);
  });

  for (const api of apiVersions) {
    it(`${api}: stores its properties, and silently drops others`, async () => {
      sandbox.set({ api });
      const before = sandbox.agent(2142);
      const { status } = await call(sandbox, 'PATCH', fullAgentPath, { ...newer, ...older });
      assert.equal(status, 200);
      for (const [name, value] of Object.entries({ ...newer, ...older })) {
        assert.deepEqual(sandbox.agent(2142)[name], namesIn(api).includes(name) ? value : before[name], name);
      }
    });

    it(`${api}: accepts its providers and rejects others with 400`, async () => {
      sandbox.set({ api });
      for (const assistant of assistantProviders('union')) {
        const { status } = await call(sandbox, 'PATCH', fullAgentPath, { assistant_provider: assistant });
        assert.equal(status, assistantProviders(api).includes(assistant) ? 200 : 400, assistant);
      }
    });

    it(`${api}: a PUT that resets keeps properties that the version does not know`, async () => {
      sandbox.edit(2142, { ...newer, ...older });
      sandbox.set({ api, put: 'clear' });
      await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
      for (const [name, value] of Object.entries({ ...newer, ...older })) {
        const isKept = JSON.stringify(sandbox.agent(2142)[name]) === JSON.stringify(value);
        assert.equal(isKept, !namesIn(api).includes(name), name);
      }
    });
  }

  it('never return what they do not know', async () => {
    sandbox.edit(2142, { ...newer, ...older });
    sandbox.set({ api: '2026-05-26' });
    const before = await getAgent();
    sandbox.set({ api: '2026-08-21' });
    const after = await getAgent();
    assert.deepEqual(
      Object.keys(newer).filter((name) => name in before),
      [],
    );
    assert.deepEqual(
      Object.keys(older).filter((name) => name in after),
      [],
    );
  });
});

describe('the secrets of 2026-08-21', () => {
  beforeEach(() => sandbox.edit(2142, { ...newer, ...koreai }));

  for (const name of [
    'amazon_connect_security_token',
    'sierra_agent_token',
    'telnyx_api_key',
    'webhook_secret',
  ]) {
    it(`${name} is never returned; a flag is true while it is stored`, async () => {
      const agent = await getAgent();
      assert.deepEqual([name in agent, agent[`${name}_configured`]], [false, true]);
      await call(sandbox, 'PATCH', fullAgentPath, { [name]: '' });
      assert.equal((await getAgent())[`${name}_configured`], false);
    });
  }

  it('agora_api_key is never returned and has no flag', async () => {
    const names = Object.keys(await getAgent());
    assert.deepEqual(
      names.filter((name) => name.startsWith('agora_')),
      ['agora_data'],
    );
  });

  for (const put of ['reset', 'clear'] as const) {
    it(`agora_api_key is cleared by put=${put}, which only the store shows`, async () => {
      const before = await getAgent();
      sandbox.set({ put });
      const { agora_data = null } = before;
      const { object } = await call(sandbox, 'PUT', fullAgentPath, { ...minimalAgent, agora_data });
      assert.deepEqual(object['agora_data'], agora_data);
      assert.equal(sandbox.agent(2142)['agora_api_key'], '');
    });
  }

  it('koreai_data.api_secret is omitted; its flag is at the top level', async () => {
    const { koreai_data, koreai_api_key_configured } = await getAgent();
    assert.deepEqual([koreai_data, koreai_api_key_configured], [{ host: 'platform.example.com' }, true]);
  });

  for (const method of ['PUT', 'PATCH']) {
    it(`${method} of an object as returned loses its secret with nested=replace, and keeps it with merge`, async () => {
      for (const [nested, kept] of [
        ['replace', false],
        ['merge', true],
      ] as const) {
        sandbox.edit(2142, koreai);
        sandbox.set({ nested });
        const { koreai_data = null } = await getAgent();
        const { object } = await call(sandbox, method, fullAgentPath, { ...minimalAgent, koreai_data });
        assert.equal(object['koreai_api_key_configured'], kept);
      }
    });
  }

  it('websocket_auth.password and sierra_data.api_secret depend on clear-text', async () => {
    const secrets = async () => {
      const { websocket_auth, sierra_data } = await getAgent();
      return [valueIn(websocket_auth, 'password'), valueIn(sierra_data, 'api_secret')];
    };
    assert.deepEqual(await secrets(), ['FAKE-socket-password', 'FAKE-sierra-secret']);
    sandbox.set({ clearText: 'off' });
    assert.deepEqual(await secrets(), [mask, mask]);
  });
});

function valueIn(object: Json | undefined, name: string): Json | undefined {
  return isObject(object) ? object[name] : undefined;
}
