import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { propertyOf } from '#language/syntax/json';
import { SyncFixture, outcomeKind } from '#support/sync/syncFixture';
import { agent } from './pushedAgents';

describe('a rollback of a push', () => {
  it('restores the agent, once', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de', topic_nodes: { booking: 'new' } }));
    await fixture.push();
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'language'), 'en');
    assert.deepEqual(propertyOf(fixture.remote.stored, 'topic_nodes'), {});
    assert.equal(outcomeKind(await fixture.undo()), 'nothing-to-undo');
    assert.equal(outcomeKind(await fixture.push()), 'pushed', 'the file still has the rolled back value');
  });

  it('empties again what was null on the agent and is rejected by a PUT', async () => {
    const fixture = await SyncFixture.synced({
      file: agent,
      agent: { ...agent, llm_system_prompt: null, topic_nodes: null },
    });
    fixture.edit((file) => ({ ...file, llm_system_prompt: 'Be rude.', topic_nodes: { booking: 'new' } }));
    await fixture.push();
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    const { llm_system_prompt, topic_nodes } = fixture.remote.stored;
    assert.deepEqual([llm_system_prompt, topic_nodes], ['', {}]);
  });

  it('asks before it sends a secret again that may not be retained', async () => {
    const vapi = { ...agent, vapi_api_key: '${env:VAPI_KEY}' };
    const modes = { put: 'clear', nested: 'replace', clearText: true } as const;
    const fixture = await SyncFixture.synced({
      file: vapi,
      agent,
      modes,
      references: { '${env:VAPI_KEY}': 'FAKE-v' },
    });
    fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
    await fixture.push();
    fixture.shownPlans.length = 0;
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    assert.deepEqual(
      [fixture.lastPushPlan.risk, fixture.lastPushPlan.reasons],
      ['high', ['unverifiable-secret', 'secret-resend']],
    );
    assert.deepEqual(fixture.remote.stored, { ...agent, vapi_api_key: 'FAKE-v' });
  });

  it('keeps what a merge added on both sides, so that it is not a change', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    fixture.remote.edit((stored) => ({ ...stored, llm_temperature: 0.8 }));
    await fixture.push();
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    fixture.remote.edit((stored) => ({ ...stored, llm_temperature: 0.9 }));
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.deepEqual([fixture.file['llm_temperature'], fixture.file['language']], [0.9, 'de']);
  });

  it('is rejected if the agent has changed since', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    await fixture.push();
    fixture.remote.edit((stored) => ({ ...stored, llm_model: 'gpt-4o' }));
    assert.deepEqual(await fixture.undo(), { kind: 'stale', changed: 'agent' });
  });
});
