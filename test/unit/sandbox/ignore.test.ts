import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { agentsPath, call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { startSandbox, type Sandbox } from '#sandbox/server';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const headers = { Authorization: 'Bearer FAKE-new', 'X-Environment': 'production', 'X-New': '1' };

describe('ignore: properties that no write changes', () => {
  for (const method of ['PUT', 'PATCH']) {
    it(`${method}: a property stays as stored, the response is 200, others change`, async () => {
      sandbox.set({ ignore: ['agent_name'] });
      const body = { ...minimalAgent, agent_name: 'New Name', language: 'de' };
      const { status, object } = await call(sandbox, method, fullAgentPath, body);
      assert.deepEqual([status, object['agent_name'], object['language']], [200, 'Night Desk', 'de']);
      assert.equal(sandbox.agent(2142)['agent_name'], 'Night Desk');
    });

    it(`${method}: one nested header stays as stored, its neighbors change`, async () => {
      sandbox.set({ ignore: ['websocket_headers.X-Environment'] });
      await call(sandbox, method, fullAgentPath, { ...minimalAgent, websocket_headers: headers });
      const stored = sandbox.agent(2142)['websocket_headers'];
      assert.deepEqual(stored, { ...headers, 'X-Environment': 'staging' });
    });

    it(`${method}: a header that did not exist is not added`, async () => {
      sandbox.set({ ignore: ['websocket_headers.X-New'] });
      const { object } = await call(sandbox, method, fullAgentPath, {
        ...minimalAgent,
        websocket_headers: headers,
      });
      const { 'X-New': ignored, ...others } = headers;
      assert.deepEqual([object['websocket_headers'], ignored], [others, '1']);
    });
  }

  it('PUT: an omitted property is not reset either', async () => {
    sandbox.set({ ignore: ['vapi_api_key', 'dropoff_nodes'], put: 'clear' });
    await call(sandbox, 'PUT', fullAgentPath, { ...minimalAgent, dropoff_nodes: { a: 1 } });
    const { vapi_api_key, dropoff_nodes } = sandbox.agent(2142);
    assert.deepEqual([vapi_api_key, dropoff_nodes], ['FAKE-vapi-key-do-not-use', {}]);
  });

  it('POST: a property is as if it had not been sent', async () => {
    sandbox.set({ ignore: ['language', 'websocket_headers.X-New'] });
    const body = {
      ...minimalAgent,
      project: 1376,
      language: 'de',
      websocket_headers: { 'X-New': '1', A: 'b' },
    };
    const { object } = await call(sandbox, 'POST', agentsPath, body);
    assert.deepEqual([object['language'], object['websocket_headers']], ['en', { A: 'b' }]);
  });

  it('updated_at changes nevertheless', async () => {
    sandbox.set({ ignore: ['language'] });
    const { updated_at: before } = sandbox.agent(2142);
    await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' });
    assert.notEqual(sandbox.agent(2142)['updated_at'], before);
  });
});
