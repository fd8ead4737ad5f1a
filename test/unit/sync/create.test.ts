import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '#language/syntax/json';
import { SyncFixture } from '#support/sync/syncFixture';

const existing: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Old.', inbound: true };
const draft: JsonObject = {
  $schema: 'agent.schema.json',
  agent_name: 'Front Desk',
  description: 'Answers.',
  inbound: true,
  assistant_provider: 'vapi',
  vapi_api_key: '${env:VAPI_KEY}',
};
const references = { '${env:VAPI_KEY}': 'FAKE-new-do-not-use' };
const lost = { kind: 'timedOut', sent: true } as const;

describe('creating an agent', () => {
  it('sends file and project, writes the ID back, and is then in sync', async () => {
    const fixture = new SyncFixture({ file: draft, agent: existing, references });
    assert.deepEqual(await fixture.create(), {
      kind: 'created',
      agentName: 'Front Desk',
      id: '77',
      linked: true,
      discrepancy: { mismatches: [], lostSecrets: [] },
    });
    assert.deepEqual(fixture.remote.writes, [
      {
        method: 'create',
        body: {
          agent_name: 'Front Desk',
          description: 'Answers.',
          inbound: true,
          assistant_provider: 'vapi',
          project: 3,
          vapi_api_key: 'FAKE-new-do-not-use',
        },
      },
    ]);
    assert.deepEqual(fixture.file, { ...draft, id: 77, project: 3 });
    assert.equal((await fixture.push()).kind, 'in-sync');
  });

  it('reads the agent again, and reports what the server did not store', async () => {
    const fixture = new SyncFixture({ file: draft, agent: existing, references });
    const create = fixture.remote.create.bind(fixture.remote);
    fixture.remote.create = (body) => create({ ...body, description: 'Answ', vapi_api_key: '' });
    const outcome = await fixture.create();
    assert.ok(outcome.kind === 'created');
    assert.deepEqual(outcome.discrepancy, { mismatches: ['/description'], lostSecrets: ['/vapi_api_key'] });
    assert.equal(fixture.sent.size, 0, 'the secret has not been sent');
  });

  it('reports the new agent, with its ID, if the file can not be changed or the secrets can not be recorded', async () => {
    const fixture = new SyncFixture({ file: draft, agent: existing, references });
    const failing = () => Promise.reject(new Error('EROFS'));
    fixture.expectsFailures = true;
    fixture.files.write = failing;
    fixture.ports.secrets.recordSent = failing;
    const outcome = await fixture.create();
    assert.ok(outcome.kind === 'created' && !outcome.linked);
    assert.equal(outcome.id, '77');
  });

  it('finds the new agent if the response is lost, and does not repeat the request', async () => {
    const fixture = new SyncFixture({ file: draft, agent: existing, references });
    fixture.remote.fault = { failure: lost, applied: true };
    assert.equal((await fixture.create()).kind, 'created');
    assert.equal(fixture.remote.writes.length, 1);
  });

  it('reports that the result is unknown if there is no new agent of that name', async () => {
    const fixture = new SyncFixture({ file: draft, agent: existing, references });
    fixture.remote.fault = { failure: lost, applied: false };
    assert.equal((await fixture.create()).kind, 'unknown');
    assert.equal(fixture.remote.writes.length, 1);
    assert.deepEqual(fixture.file, draft);
  });

  it('shows server errors', async () => {
    const fixture = new SyncFixture({ file: draft, agent: existing, references });
    const failure = { kind: 'rejected', body: { agent_name: ['Taken.'] } } as const;
    fixture.remote.fault = { failure, applied: false };
    assert.deepEqual(await fixture.create(), {
      kind: 'rejected',
      rejections: [{ path: ['agent_name'], text: 'Taken.' }],
    });
  });

  const withoutRequest: [string, JsonObject, boolean, string][] = [
    ['a file that has an agent already', { ...draft, id: 12 }, true, 'already-linked'],
    ['an id that is none', { ...draft, id: 'x' }, true, 'blocked'],
    ['a placeholder', { ...draft, description: '<description>' }, true, 'blocked'],
    ['a mask', { ...draft, vapi_api_key: '****' }, true, 'blocked'],
    ['a reference to nothing', { ...draft, vapi_api_key: '${env:NOT_SET}' }, true, 'blocked'],
    ['a no', draft, false, 'canceled'],
  ];
  for (const [name, file, yes, kind] of withoutRequest) {
    it(`sends nothing for ${name}`, async () => {
      const fixture = new SyncFixture({ file, agent: existing, references });
      assert.equal((await fixture.create(yes)).kind, kind);
      assert.equal(fixture.remote.requests, 0);
    });
  }
});
