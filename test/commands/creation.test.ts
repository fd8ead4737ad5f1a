import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  bodyForCreation,
  idsNamed,
  mayBeCreated,
  placementOf,
  projectsOf,
} from '../../client/src/commands/creation';
import type { Supplied } from '../../client/src/sync/secretSteps';
import { agentSchema } from '../support/agents';

const file = {
  $schema: './agent.schema.json',
  agent_name: 'Front desk',
  description: 'Answers.',
  inbound: true,
  retell_api_key: '${secret:RETELL}',
  retell_api_key_configured: true,
  updated_at: '2026-05-20T12:00:00Z',
  made_up_member: { kept: 1 },
};
const key: Supplied = {
  path: ['retell_api_key'],
  value: 'FAKE-key-do-not-use',
  source: { kind: 'literal' },
  sentBefore: false,
};
const secrets = new Map([['/retell_api_key', key]]);

describe('what is sent to create an agent', () => {
  it('is what the file says, with the secrets and the chosen project, and nothing that the platform owns', () => {
    assert.deepEqual(bodyForCreation(agentSchema, file, secrets, 1376), {
      agent_name: 'Front desk',
      description: 'Answers.',
      inbound: true,
      made_up_member: { kept: 1 },
      project: 1376,
      retell_api_key: 'FAKE-key-do-not-use',
    });
  });

  it('takes the project from a file that names one', () => {
    const body = bodyForCreation(agentSchema, { ...file, project: 7 }, new Map(), undefined);
    assert.equal(body['project'], 7);
    assert.deepEqual(placementOf(agentSchema, { ...file, project: 7 }), [['project', 7]]);
    assert.deepEqual(placementOf(agentSchema, { ...file, project: null }), []);
  });

  it('holds no secret that the file clears', () => {
    const cleared = new Map([['/retell_api_key', { ...key, value: null }]]);
    assert.ok(!('retell_api_key' in bodyForCreation(agentSchema, file, cleared, 1376)));
  });
});

describe('agents in a list', () => {
  const page = {
    total: 4,
    next: undefined,
    agents: [
      { id: 1, agent_name: 'A', project: 7 },
      { id: 2, agent_name: 'A', project: 8 },
      { id: 3, agent_name: 'a', project: 8 },
      { id: 4, agent_name: 'AB', project: null },
    ],
  };

  it('are namesakes only by their very name', () => assert.deepEqual(idsNamed(page, 'A'), ['1', '2']));

  it('tell which projects there are, the busiest first', () => {
    assert.deepEqual(projectsOf(page), [
      { project: 8, agents: 2 },
      { project: 7, agents: 1 },
    ]);
  });
});

describe('an agent may have been created without an answer', () => {
  it('after a time-out, a broken answer or a fault of the server', () => {
    assert.ok(mayBeCreated({ kind: 'timedOut', sent: true }));
    assert.ok(mayBeCreated({ kind: 'unexpected', reason: 'nothing', sent: true }));
    assert.ok(mayBeCreated({ kind: 'serverError', status: 502 }));
  });

  it('not when it was refused or never sent', () => {
    assert.ok(!mayBeCreated({ kind: 'rejected', body: {} }));
    assert.ok(!mayBeCreated({ kind: 'unreachable', reason: 'ENOTFOUND' }));
    assert.ok(!mayBeCreated({ kind: 'cancelled', sent: false }));
  });
});
