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

const stored = () => sandbox.agent(2142);

describe('put: what an omitted property becomes', () => {
  const watched = () => {
    const { language, llm_max_tokens, agent_gives_first_message, vapi_api_key, livekit_data, topic_nodes } =
      stored();
    return { language, llm_max_tokens, agent_gives_first_message, vapi_api_key, livekit_data, topic_nodes };
  };

  it('keep: it stays', async () => {
    const before = watched();
    await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
    assert.deepEqual(watched(), before);
  });

  it('reset: it is as in a new agent', async () => {
    sandbox.set({ put: 'reset' });
    await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
    assert.deepEqual(watched(), {
      language: 'en',
      llm_max_tokens: 4096,
      agent_gives_first_message: null,
      vapi_api_key: '',
      livekit_data: {},
      topic_nodes: {},
    });
  });

  it('clear: it is emptied, and as in a new agent where there is no empty value', async () => {
    sandbox.set({ put: 'clear' });
    await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
    assert.deepEqual(watched(), {
      language: 'en',
      llm_max_tokens: 0,
      agent_gives_first_message: null,
      vapi_api_key: '',
      livekit_data: {},
      topic_nodes: {},
    });
  });

  it('never touches what was sent, what is the server’s, or what a PATCH omits', async () => {
    for (const put of switchValues.put) {
      sandbox.reset();
      sandbox.set({ put });
      const { id, project, created_at } = stored();
      await call(sandbox, 'PUT', fullAgentPath, {
        ...minimalAgent,
        vapi_api_key: 'FAKE-sent',
        language: 'de',
      });
      const after = stored();
      assert.deepEqual([after['vapi_api_key'], after['language']], ['FAKE-sent', 'de']);
      assert.deepEqual([after['id'], after['project'], after['created_at']], [id, project, created_at]);
      sandbox.edit(2142, { llm_max_tokens: 77 });
      await call(sandbox, 'PATCH', fullAgentPath, { language: 'sv' });
      assert.deepEqual([stored()['llm_max_tokens'], stored()['vapi_api_key']], [77, 'FAKE-sent']);
    }
  });

  it('includes undocumented properties', async () => {
    for (const put of switchValues.put) {
      sandbox.reset();
      sandbox.set({ put });
      sandbox.edit(2142, { dial_pin: '4711' });
      await call(sandbox, 'PUT', fullAgentPath, minimalAgent);
      assert.equal(stored()['dial_pin'], put === 'keep' ? '4711' : null);
    }
  });
});

describe('nested: what a …_data object becomes of which a part is sent', () => {
  const part = { livekit_data: { url: 'wss://new.example.com' } };

  for (const method of ['PUT', 'PATCH']) {
    it(`replace: the part sent is all there is, by ${method} too`, async () => {
      await call(sandbox, method, fullAgentPath, { ...minimalAgent, ...part });
      assert.deepEqual(stored()['livekit_data'], part.livekit_data);
    });

    it(`merge: what was not sent stays, by ${method} too`, async () => {
      sandbox.set({ nested: 'merge' });
      await call(sandbox, method, fullAgentPath, { ...minimalAgent, ...part });
      assert.deepEqual(stored()['livekit_data'], {
        api_secret: 'FAKE-livekit-secret-do-not-use',
        url: 'wss://new.example.com',
        config: { a: 1 },
      });
    });
  }

  for (const method of ['PUT', 'PATCH']) {
    it(`replace: nested secrets are lost by ${method}, and their flag with them`, async () => {
      const answer = (await call(sandbox, 'GET', fullAgentPath)).object;
      const { livekit_data = null, vapi_data = null } = answer;
      await call(sandbox, method, fullAgentPath, {
        ...minimalAgent,
        livekit_data,
        vapi_data,
        sip_auth: { username: 'tester' },
      });
      assert.deepEqual(stored()['livekit_data'], livekit_data);
      assert.deepEqual(stored()['vapi_data'], { trigger_url: 'https://hooks.example.com/call' });
      assert.deepEqual(stored()['sip_auth'], { username: 'tester' });
      const after = (await call(sandbox, 'GET', fullAgentPath)).object;
      assert.deepEqual(after['livekit_data'], { url: 'wss://demo.example.com', config: { a: 1 } });
      assert.equal(after['vapi_public_key_configured'], false);
    });
  }

  it('concerns no other objects', async () => {
    sandbox.set({ nested: 'merge' });
    await call(sandbox, 'PATCH', fullAgentPath, {
      websocket_headers: { A: 'b' },
      sip_auth: { username: 'new' },
    });
    assert.deepEqual(stored()['websocket_headers'], { A: 'b' });
    assert.deepEqual(stored()['sip_auth'], { username: 'new' });
  });
});

describe('the switches', () => {
  it('are as the documentation makes likely until set, and again after a reset', () => {
    assert.deepEqual(sandbox.switches, defaultSwitches);
    sandbox.set({ put: 'clear' });
    assert.deepEqual(sandbox.switches, { ...defaultSwitches, put: 'clear' });
    sandbox.reset();
    assert.deepEqual(sandbox.switches, defaultSwitches);
  });

  it('can be set from the start, and a reset goes back to that', async (t) => {
    const atStart = { put: 'reset', nested: 'merge', clearText: 'off', mask: ['sip_auth'] } as const;
    const other = await startSandbox({ seed: [], ...atStart });
    t.after(() => other.close());
    other.set({ put: 'keep', mask: [] });
    other.reset();
    assert.deepEqual(other.switches, { ...defaultSwitches, ...atStart });
  });
});
