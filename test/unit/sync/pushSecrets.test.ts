import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pushDiff } from '#sync/messages/renderDiff';
import { type JsonObject, propertyOf } from '#language/syntax/json';
import { allModes, describeModes } from '#support/sync/fakeRemote';
import { SyncFixture, agentSchema, outcomeKind } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';
import { agent, small } from './pushedAgents';

describe('secrets of a push', () => {
  const vapi = { ...small, assistant_provider: 'vapi', vapi_api_key: '${env:VAPI_KEY}' };
  const stored = { ...agent, assistant_provider: 'vapi', vapi_api_key: 'FAKE-old-do-not-use' };

  it('are set from a reference, once', async () => {
    const fixture = new SyncFixture({
      file: vapi,
      agent,
      references: { '${env:VAPI_KEY}': 'FAKE-new-do-not-use' },
    });
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-new-do-not-use');
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
    fixture.references = { '${env:VAPI_KEY}': 'FAKE-rotated-do-not-use' };
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-rotated-do-not-use');
  });

  const refused: [string, JsonObject, string][] = [
    ['a mask', { vapi_api_key: '********' }, 'mask'],
    ['a mask that shows both ends', { vapi_api_key: 'sk-...a1b2' }, 'mask'],
    ['an empty text', { vapi_api_key: '' }, 'empty-secret'],
    ['a broken reference', { vapi_api_key: '${ENV:VAPI_KEY}' }, 'invalid-reference'],
    ['a mask inside a container', { livekit_data: { api_secret: '••••' } }, 'mask'],
    ['a placeholder', { chat_assistant_id: '<chat_assistant_id>' }, 'placeholder'],
    ['a placeholder next to a secret', { livekit_data: { url: '<url>' } }, 'placeholder'],
    ['a mask in a header', { websocket_headers: { Authorization: 'Bearer ****' } }, 'mask'],
  ];
  for (const [name, properties, cause] of refused) {
    it(`stop ${name} before any request`, async () => {
      const fixture = new SyncFixture({ file: { ...small, ...properties }, agent });
      assert.equal(outcomeKind(await fixture.push()), cause);
      assert.equal(fixture.remote.requests, 0);
    });
  }

  it('are cleared by null, after a high-risk question', async () => {
    const fixture = new SyncFixture({ file: { ...small, vapi_api_key: null }, agent: stored });
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.equal(fixture.lastPushPlan.risk, 'high');
    assert.equal(propertyOf(fixture.lastBody, 'vapi_api_key'), '', 'the API refuses null here');
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
  });

  for (const modes of allModes) {
    it(`are verified or reported lost if omitted (${describeModes(modes)})`, async () => {
      const secrets = {
        vapi_api_key: 'FAKE-a',
        livekit_data: { url: 'wss://a.example.com', api_secret: 'FAKE-b' },
      };
      const fixture = await SyncFixture.synced({ file: small, agent: { ...agent, ...secrets }, modes });
      fixture.edit((file) => ({ ...file, language: 'de' }));
      const outcome = await fixture.push();
      assert.deepEqual(fixture.lastPushPlan.unprovenSecrets, ['/vapi_api_key', '/livekit_data/api_secret']);
      const lost = [
        ...(modes.put === 'keep' ? [] : ['/vapi_api_key']),
        ...(modes.nested === 'merge' ? [] : ['/livekit_data/api_secret']),
      ];
      if (lost.length === 0) assert.equal(outcome.kind, 'pushed');
      else {
        assert.ok(outcome.kind === 'verification-failed');
        const { mismatches, lostSecrets } = outcome.discrepancy;
        assert.deepEqual({ mismatches, lostSecrets }, { mismatches: [], lostSecrets: lost });
      }
      assert.deepEqual(fixture.retention, {
        topLevel: 'unknown',
        nested: modes.nested === 'merge' ? 'kept' : 'lost',
        writeOnly: modes.put === 'keep' ? 'kept' : 'lost',
      });
    });

    it(`are retained by a PATCH (${describeModes(modes)})`, async () => {
      const secrets = {
        vapi_api_key: 'FAKE-a',
        livekit_data: { url: 'wss://a.example.com', api_secret: 'FAKE-b' },
      };
      const fixture = await SyncFixture.synced({ file: small, agent: { ...agent, ...secrets }, modes });
      fixture.edit((file) => ({ ...file, language: 'de' }));
      fixture.answer = ({ unprovenSecrets }) => ({ kind: unprovenSecrets.length > 0 ? 'patch' : 'push' });
      assert.equal(outcomeKind(await fixture.push()), 'pushed');
      assert.deepEqual(fixture.lastBody, { language: 'de' });
      assert.deepEqual(fixture.remote.stored, { ...agent, ...secrets, language: 'de' });
    });
  }

  it('that the user enters are sent instead of relying on retention', async () => {
    const modes = { put: 'clear', nested: 'replace', clearText: false } as const;
    const fixture = await SyncFixture.synced({ file: small, agent: stored, modes });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    fixture.answer = ({ unprovenSecrets }) =>
      unprovenSecrets.length > 0
        ? { kind: 'secrets', values: new Map([['/vapi_api_key', 'FAKE-entered']]) }
        : { kind: 'push' };
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-entered');
  });

  it('that were stored for a property are set, then included, and deleted when cleared', async () => {
    const modes = { put: 'clear', nested: 'replace', clearText: true } as const;
    const sip = { sip_auth: { username: 'desk', password: 'FAKE-old-sip' } };
    const fixture = await SyncFixture.synced({
      file: { ...small, ...sip, sip_auth: { username: 'desk' } },
      agent: { ...agent, ...sip },
      modes,
    });
    fixture.setSecret('/vapi_api_key', 'FAKE-v');
    fixture.setSecret('/sip_auth/password', 'FAKE-sip');
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(fixture.lastPushPlan.reasons, ['secret-set']);
    const passwordAt = () => propertyOf(propertyOf(fixture.remote.stored, 'sip_auth'), 'password');
    assert.deepEqual(
      [propertyOf(fixture.remote.stored, 'vapi_api_key'), passwordAt()],
      ['FAKE-v', 'FAKE-sip'],
    );
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');

    fixture.edit((file) => ({ ...file, language: 'de' }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(
      [propertyOf(fixture.remote.stored, 'vapi_api_key'), passwordAt()],
      ['FAKE-v', 'FAKE-sip'],
    );

    fixture.edit((file) => ({ ...file, vapi_api_key: null }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    fixture.edit((file) => withoutProperties(file, 'vapi_api_key'));
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), '');
  });

  it('that were stored and sent are kept if they were changed since', async () => {
    const fixture = await SyncFixture.synced({ file: small, agent });
    fixture.setSecret('/vapi_api_key', 'FAKE-v');
    await fixture.push();
    fixture.remote.edit((now) => ({ ...now, vapi_api_key: '' }));
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
  });

  it('that a write lost can be entered again', async () => {
    const modes = { put: 'clear', nested: 'merge', clearText: true } as const;
    const fixture = await SyncFixture.synced({ file: small, agent: stored, modes });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'verification-failed');
    assert.deepEqual(outcome.discrepancy.lostSecrets, ['/vapi_api_key']);
    fixture.setSecret('/vapi_api_key', 'FAKE-again');
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-again');
  });

  it('that were stored are not set by a rollback', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
    await fixture.push();
    fixture.setSecret('/vapi_api_key', 'FAKE-v');
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), undefined);
  });

  it('that the server returns in plain text are included, but never displayed', async () => {
    const sip = { sip_auth: { username: 'desk', password: 'FAKE-hidden' } };
    const modes = { put: 'clear', nested: 'replace', clearText: true } as const;
    const fixture = await SyncFixture.synced({ file: small, agent: { ...agent, ...sip }, modes });
    fixture.edit((file) => ({ ...file, contact_number: '+14155550999' }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(propertyOf(fixture.remote.stored, 'sip_auth'), sip.sip_auth);
    const diff = pushDiff(agentSchema, fixture.lastPushPlan);
    const seen = [
      fixture.text,
      JSON.stringify(fixture.baseline),
      fixture.lines.join(),
      diff.before,
      diff.after,
    ];
    assert.doesNotMatch(seen.join(), /FAKE-hidden/);
  });
});
