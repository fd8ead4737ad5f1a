import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentIdByName, placementOf, projectsOf } from '#client/commands/shared/createOptions';
import { agentSchema } from '#support/language/agents';

describe('the project of a new agent', () => {
  it('is that of the file', () => {
    const file = { agent_name: 'A', project: 7, updated_at: '2026-05-20T12:00:00Z' };
    assert.deepEqual(placementOf(agentSchema, file), { project: 7 });
  });

  it('is undefined if the file has none', () => {
    assert.deepEqual(placementOf(agentSchema, { agent_name: 'A', project: null }), {});
  });
});

describe('agents of a list', () => {
  const page = {
    next: undefined,
    agents: [
      { id: 3, agent_name: 'a', project: 8 },
      { id: 1, agent_name: 'A', project: 7 },
      { id: 2, agent_name: 'A', project: 8 },
      { id: 4, agent_name: 'AB', project: null },
    ],
  };

  it('match a name only if it is exactly the same', () => {
    assert.equal(agentIdByName(page, 'A'), '1');
    assert.equal(agentIdByName(page, 'B'), undefined);
  });

  it('give the projects, those with most agents first', () => {
    assert.deepEqual(projectsOf(page), [
      { project: 8, agents: 2 },
      { project: 7, agents: 1 },
    ]);
  });
});
