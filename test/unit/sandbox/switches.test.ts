import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { switchValues, defaultSwitches } from '#sandbox/switches';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const storedAgent = () => sandbox.agent(2142);

describe('put: omitted properties', () => {
  const observedProperties = () => {
    const { language, llm_max_tokens, agent_gives_first_message, vapi_api_key, livekit_data, topic_nodes } =
      storedAgent();
    return { language, llm_max_tokens, agent_gives_first_message, vapi_api_key, livekit_data, topic_nodes };
  };

  it('keep: unchanged', async () => {
    const before = observedProperties();
    await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
    assert.deepEqual(observedProperties(), before);
  });

  it('reset: as in a new agent', async () => {
    sandbox.set({ put: 'reset' });
    await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
    assert.deepEqual(observedProperties(), {
      language: 'en',
      llm_max_tokens: 4096,
      agent_gives_first_message: null,
      vapi_api_key: '',
      livekit_data: {},
      topic_nodes: {},
    });
  });

  it('clear: empty, or as in a new agent if there is no empty value', async () => {
    sandbox.set({ put: 'clear' });
    await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
    assert.deepEqual(observedProperties(), {
      language: 'en',
      llm_max_tokens: 0,
      agent_gives_first_message: null,
      vapi_api_key: '',
      livekit_data: {},
      topic_nodes: {},
    });
  });

  it('never affects sent or read-only properties, nor a PATCH', async () => {
    for (const put of switchValues.put) {
      sandbox.reset();
      sandbox.set({ put });
      const { id, project, created_at } = storedAgent();
      await call(sandbox, 'PUT', fullAgentPath, {
        ...minimalAgent,
        vapi_api_key: 'FAKE-sent',
        language: 'de',
      });
      const after = storedAgent();
      assert.deepEqual([after['vapi_api_key'], after['language']], ['FAKE-sent', 'de']);
      assert.deepEqual([after['id'], after['project'], after['created_at']], [id, project, created_at]);
      sandbox.edit(2142, { llm_max_tokens: 77 });
      await call(sandbox, 'PATCH', fullAgentPath, { language: 'sv' });
      assert.deepEqual([storedAgent()['llm_max_tokens'], storedAgent()['vapi_api_key']], [77, 'FAKE-sent']);
    }
  });

  it('includes undocumented properties', async () => {
    for (const put of switchValues.put) {
      sandbox.reset();
      sandbox.set({ put });
      sandbox.edit(2142, { dial_pin: '4711' });
      await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
      assert.equal(storedAgent()['dial_pin'], put === 'keep' ? '4711' : null);
    }
  });
});

describe('nested: a …_data object of which a part is sent', () => {
  const part = { livekit_data: { url: 'wss://new.example.com' } };

  for (const method of ['PUT', 'PATCH']) {
    it(`replace: only the sent part is stored, also by ${method}`, async () => {
      await call(sandbox, method, fullAgentPath, { ...minimalAgent, ...part });
      assert.deepEqual(storedAgent()['livekit_data'], part.livekit_data);
    });

    it(`merge: the rest is kept, also by ${method}`, async () => {
      sandbox.set({ nested: 'merge' });
      await call(sandbox, method, fullAgentPath, { ...minimalAgent, ...part });
      assert.deepEqual(storedAgent()['livekit_data'], {
        api_secret: 'FAKE-livekit-secret-do-not-use',
        url: 'wss://new.example.com',
        config: { a: 1 },
      });
    });
  }

  for (const method of ['PUT', 'PATCH']) {
    it(`replace: ${method} clears nested secrets and their flag`, async () => {
      const answer = (await call(sandbox, 'GET', fullAgentPath)).object;
      const { livekit_data = null, vapi_data = null } = answer;
      await call(sandbox, method, fullAgentPath, {
        ...minimalAgent,
        livekit_data,
        vapi_data,
        sip_auth: { username: 'tester' },
      });
      assert.deepEqual(storedAgent()['livekit_data'], livekit_data);
      assert.deepEqual(storedAgent()['vapi_data'], { trigger_url: 'https://hooks.example.com/call' });
      assert.deepEqual(storedAgent()['sip_auth'], { username: 'tester' });
      const after = (await call(sandbox, 'GET', fullAgentPath)).object;
      assert.deepEqual(after['livekit_data'], { url: 'wss://demo.example.com', config: { a: 1 } });
      assert.equal(after['vapi_public_key_configured'], false);
    });
  }

  it('does not affect other objects', async () => {
    sandbox.set({ nested: 'merge' });
    await call(sandbox, 'PATCH', fullAgentPath, {
      websocket_headers: { A: 'b' },
      sip_auth: { username: 'new' },
    });
    assert.deepEqual(storedAgent()['websocket_headers'], { A: 'b' });
    assert.deepEqual(storedAgent()['sip_auth'], { username: 'new' });
  });
});

describe('the switches', () => {
  it('have the most likely values by default, and again after a reset', () => {
    assert.deepEqual(sandbox.switches, defaultSwitches);
    sandbox.set({ put: 'clear' });
    assert.deepEqual(sandbox.switches, { ...defaultSwitches, put: 'clear' });
    sandbox.reset();
    assert.deepEqual(sandbox.switches, defaultSwitches);
  });

  it('can be set at the start, and a reset restores that', async (t) => {
    const atStart = { put: 'reset', nested: 'merge', clearText: 'off', mask: ['sip_auth'] } as const;
    const other = await startSandbox({ seed: [], ...atStart });
    t.after(() => other.close());
    other.set({ put: 'keep', mask: [] });
    other.reset();
    assert.deepEqual(other.switches, { ...defaultSwitches, ...atStart });
  });
});
