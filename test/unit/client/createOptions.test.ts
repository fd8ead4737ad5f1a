import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { idNamed, placementOf, projectsOf } from '#client/commands/shared/createOptions';
import { agentSchema } from '#support/language/agents';

describe('where a new agent belongs', () => {
  it('is what the file says of it', () => {
    const file = { agent_name: 'A', project: 7, updated_at: '2026-05-20T12:00:00Z' };
    assert.deepEqual(placementOf(agentSchema, file), { project: 7 });
  });

  it('is open where the file says nothing', () => {
    assert.deepEqual(placementOf(agentSchema, { agent_name: 'A', project: null }), {});
  });
});

describe('agents in a list', () => {
  const page = {
    total: 4,
    next: undefined,
    agents: [
      { id: 3, agent_name: 'a', project: 8 },
      { id: 1, agent_name: 'A', project: 7 },
      { id: 2, agent_name: 'A', project: 8 },
      { id: 4, agent_name: 'AB', project: null },
    ],
  };

  it('are namesakes only by their very name', () => {
    assert.equal(idNamed(page, 'A'), '1');
    assert.equal(idNamed(page, 'B'), undefined);
  });

  it('tell which projects there are, the busiest first', () => {
    assert.deepEqual(projectsOf(page), [
      { project: 8, agents: 2 },
      { project: 7, agents: 1 },
    ]);
  });
});
