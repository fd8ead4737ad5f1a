import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { agentsPath, call, fullAgentPath, fullAgent } from './callApi';
import { isArray, isObject } from '#sandbox/json';
import { startSandbox, type Sandbox } from '#sandbox/server';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const paths = ['topic_nodes', 'websocket_headers.X-Environment'];

const fetchAgent = async () => (await call(sandbox, 'GET', fullAgentPath)).object;
const first = async () => {
  const { results } = (await call(sandbox, 'GET', agentsPath)).object;
  const agent = isArray(results) ? results[0] : undefined;
  assert.ok(isObject(agent));
  return agent;
};
const isPartial = (agent: Record<string, unknown>) => {
  const { Authorization } = fullAgent['websocket_headers'] as { Authorization: string };
  assert.deepEqual(['topic_nodes' in agent, agent['websocket_headers']], [false, { Authorization }]);
};
const isWhole = (agent: Record<string, unknown>) => {
  const { topic_nodes, websocket_headers } = fullAgent;
  assert.deepEqual([agent['topic_nodes'], agent['websocket_headers']], [topic_nodes, websocket_headers]);
};

describe('a partial response', () => {
  it('always, with the switch omitFromGet: one agent and the list, but not the response to a write', async () => {
    sandbox.set({ omitFromGet: paths });
    for (let round = 0; round < 3; round++) isPartial(await fetchAgent());
    isPartial(await first());
    isWhole((await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' })).object);
    sandbox.set({ omitFromGet: [] });
    isWhole(await fetchAgent());
  });

  it('for a number of requests, with the fault omit', async () => {
    sandbox.fault({ kind: 'omit', properties: paths, method: 'GET', times: 2 });
    isPartial(await fetchAgent());
    isWhole((await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' })).object);
    isPartial(await first());
    isWhole(await fetchAgent());
    isWhole(sandbox.agent(2142));
  });
});
