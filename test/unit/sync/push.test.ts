import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LosslessNumber } from 'lossless-json';
import { describePush } from '#sync/messages/describeQuestion';
import { type Json, propertyOf, toJsonText } from '#language/syntax/json';
import { allModes, describeModes } from '#support/sync/fakeRemote';
import { SyncFixture, outcomeKind, allRetained } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';
import { agent, small } from './pushedAgents';

describe('a push', () => {
  it('sends a simple change immediately, completes the body, and sends nothing the second time', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent, retention: allRetained });
    fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.equal(fixture.shownPlans.length, 0);
    assert.equal(propertyOf(fixture.remote.stored, 'llm_temperature'), 0.9);
    assert.deepEqual(
      Object.keys(fixture.lastBody).sort(),
      Object.keys(agent)
        .filter((name) => name !== 'id')
        .sort(),
    );
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
    assert.equal(fixture.remote.writes.length, 1);
  });

  it('shows the diff first without a baseline', async () => {
    const fixture = new SyncFixture({ file: { ...small, language: 'de' }, agent });
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual([fixture.lastPushPlan.risk, fixture.lastPushPlan.reasons], ['medium', ['never-synced']]);
    assert.deepEqual(fixture.lastPushPlan.changes, [{ path: ['language'], before: 'en', after: 'de' }]);
  });

  it('clears what a file that was never synced empties, after a question', async () => {
    const fixture = new SyncFixture({ file: { ...small, contact_number: '' }, agent });
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(fixture.lastPushPlan.reasons, ['never-synced', 'deletion', 'routing']);
    assert.equal(propertyOf(fixture.remote.stored, 'contact_number'), '');
  });

  for (const modes of allModes) {
    it(`keeps what the file never mentioned (${describeModes(modes)})`, async () => {
      const fixture = new SyncFixture({ file: { ...small, language: 'de' }, agent, modes });
      await fixture.push();
      assert.deepEqual(fixture.remote.stored, { ...agent, language: 'de' });
      const before = fixture.text;
      await fixture.pull();
      assert.equal(fixture.text, before);
    });
  }

  it('clears what was deleted from the file, after a question', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => withoutProperties(file, 'contact_number'));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(fixture.lastPushPlan.reasons, ['deletion', 'routing']);
    assert.equal(propertyOf(fixture.lastBody, 'contact_number'), '');
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
  });

  const cleared: [string, Json][] = [
    ['assistant_id', null],
    ['language', 'en'],
    ['llm_system_prompt', ''],
    ['outbound_auto_call', false],
    ['hallucination_metric_kb_files', []],
    ['unheard_of', null],
  ];
  for (const [name, value] of cleared) {
    it(`clears ${name} with ${JSON.stringify(value)}`, async () => {
      const full = { ...agent, [name]: 'something' };
      const fixture = await SyncFixture.synced({ file: full, agent: full });
      fixture.edit((file) => withoutProperties(file, name));
      await fixture.push();
      assert.deepEqual(fixture.lastBody[name], value);
    });
  }

  it('names what it clears, also if an array, a default or a boolean is reset', async () => {
    const more = { language: 'de', outbound_numbers: ['+14155550145'], outbound_auto_call: true };
    const fixture = await SyncFixture.synced({ file: { ...agent, ...more }, agent: { ...agent, ...more } });
    fixture.edit((file) => withoutProperties(file, ...Object.keys(more)));
    await fixture.push();
    assert.equal(
      describePush(fixture.lastPushPlan).details[0],
      'Clears: language, outbound_numbers, outbound_auto_call.',
    );
  });

  it('uses the name of the agent on Cekura in the question, not the new one of the file', async () => {
    const fixture = new SyncFixture({ file: { ...small, agent_name: 'Playground' }, agent });
    await fixture.push();
    assert.equal(describePush(fixture.lastPushPlan).title, 'Push 1 change to Front Desk?');
  });

  it('omits a null that a PUT would reject, unless the file has it', async () => {
    const nulls = { hallucination_metric_kb_files: null, vapi_data: null, outbound_numbers: null };
    const old = { ...agent, ...nulls, agent_gives_first_message: null };
    const fixture = await SyncFixture.synced({ file: agent, agent: old, retention: allRetained });
    fixture.edit((file) => ({ ...file, llm_temperature: 1 }));
    await fixture.push();
    for (const name of Object.keys(nulls)) assert.ok(!Object.hasOwn(fixture.lastBody, name), name);
    assert.equal(fixture.lastBody['agent_gives_first_message'], null);
  });

  it('sends no read-only property, no flag at any depth and no $schema', async () => {
    const file = {
      ...agent,
      $schema: 'x.json',
      project: 3,
      created_at: '2026-05-20T17:42:11Z',
      vapi_api_key_configured: true,
      livekit_data: { url: 'wss://a.example.com', api_secret_configured: true },
    };
    const fixture = new SyncFixture({ file, agent });
    await fixture.push();
    assert.ok(fixture.remote.writes.length === 1);
    assert.doesNotMatch(
      toJsonText(fixture.lastBody),
      /_configured|\$schema|project|created_at|updated_at|"id"/,
    );
  });

  it('sends unknown properties and long numbers with all digits', async () => {
    const big = new LosslessNumber('12345678901234567890');
    const fixture = await SyncFixture.synced({
      file: agent,
      agent: { ...agent, brand_new: { ticket: big } },
      retention: allRetained,
    });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    await fixture.push();
    assert.match(toJsonText(fixture.lastBody), /"brand_new":\{"ticket":12345678901234567890\}/);
  });

  it('sends user-defined names that end like a flag', async () => {
    const userProperties = {
      topic_nodes: { alarm_configured: 'Asks whether the alarm is set up' },
      livekit_data: { url: 'wss://a.example.com', config: { recording_configured: true } },
    };
    const modes = { put: 'clear', nested: 'replace', clearText: true } as const;
    const fixture = await SyncFixture.synced({ file: small, agent: { ...agent, ...userProperties }, modes });
    assert.deepEqual(
      [fixture.file['topic_nodes'], fixture.file['livekit_data']],
      Object.values(userProperties),
    );
    fixture.edit((file) => ({ ...file, language: 'de' }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(fixture.remote.stored, { ...agent, ...userProperties, language: 'de' });
  });

  it('is rejected if the agent changes between plan and write', async () => {
    const fixture = new SyncFixture({ file: { ...small, language: 'de' }, agent });
    fixture.onConfirm = () => fixture.remote.edit((stored) => ({ ...stored, llm_model: 'gpt-4o' }));
    assert.deepEqual(await fixture.push(), { kind: 'stale', changed: 'agent' });
    assert.equal(fixture.remote.writes.length, 0);
  });

  it('is rejected if the file changes between plan and write', async () => {
    const fixture = new SyncFixture({ file: { ...small, language: 'de' }, agent });
    fixture.onConfirm = () => void (fixture.text += '\n');
    assert.deepEqual(await fixture.push(), { kind: 'stale', changed: 'file' });
    assert.equal(fixture.remote.writes.length, 0);
  });

  it('writes nothing if the user cancels', async () => {
    const fixture = new SyncFixture({ file: { ...small, language: 'de' }, agent });
    fixture.answer = () => ({ kind: 'cancel' });
    assert.equal(outcomeKind(await fixture.push()), 'canceled');
    assert.equal(fixture.remote.writes.length, 0);
  });
});

describe('changes on both sides', () => {
  it("are merged if they don't overlap, also into the file", async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({
      ...file,
      language: 'de',
      description: 'Answers kindly.\nBooks.\nSays goodbye.',
    }));
    fixture.remote.edit((stored) => ({
      ...stored,
      llm_model: 'gpt-4o',
      description: 'Answers.\nBooks.\nSays goodbye and thanks.',
    }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(fixture.lastPushPlan.reasons, ['merge']);
    const both = 'Answers kindly.\nBooks.\nSays goodbye and thanks.';
    assert.equal(propertyOf(fixture.remote.stored, 'description'), both);
    assert.equal(propertyOf(fixture.file, 'description'), both);
    assert.equal(propertyOf(fixture.file, 'llm_model'), 'gpt-4o');
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
    fixture.remote.edit((stored) => ({ ...stored, llm_model: 'gpt-4.1-mini' }));
    assert.equal((await fixture.pull()).kind, 'pulled', 'merged remote changes count as synced');
  });

  it('stop the push if they overlap, until the user resolves them', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    fixture.remote.edit((stored) => ({ ...stored, language: 'fr' }));
    assert.equal(outcomeKind(await fixture.push()), 'conflict');
    assert.equal(fixture.remote.writes.length, 0);
    fixture.keepLocal('/language');
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual([fixture.lastPushPlan.risk, fixture.lastPushPlan.reasons], ['high', ['overwrite']]);
    assert.deepEqual(fixture.lastPushPlan.overriddenProperties, ['/language']);
    assert.equal(propertyOf(fixture.remote.stored, 'language'), 'de');
  });
});

describe('removing an empty property from the file', () => {
  it('is not a change: no question and no request', async () => {
    const empty = {
      vapi_data: {},
      websocket_url: null,
      outbound_auto_call: false,
      topic_nodes: { booking: 'new' },
    };
    const fixture = await SyncFixture.synced({ file: { ...agent, ...empty }, agent: { ...agent, ...empty } });
    fixture.edit(() => agent);
    fixture.edit((file) => ({ ...file, topic_nodes: { booking: 'new' } }));
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
    fixture.edit(() => agent);
    assert.equal(outcomeKind(await fixture.push()), 'pushed', 'a property that had a value is cleared');
    assert.deepEqual(
      fixture.lastPushPlan.changes.map(({ path }) => path[0]),
      ['topic_nodes'],
    );
  });
});
