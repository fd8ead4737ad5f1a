import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, type JsonObject, propertyOf, objectOf, toJsonText } from '#language/syntax/json';
import { describePush } from '#sync/messages/describeQuestion';
import { SyncFixture, allRetained } from '#support/sync/syncFixture';
import { agent, clears, createRenamed, rename, lostSecretsOf, textOf } from './renamedAgent';

describe('properties that are never returned', () => {
  const hidden: readonly [string, JsonObject][] = [
    ['write-only properties', { predefined_metrics: [11, 12] }],
    [
      'the key of a provider that the schema does not know',
      { assistant_provider: 'agora', agora_api_key: 'FAKE-a' },
    ],
    [
      "the selected provider's key without a flag",
      { assistant_provider: 'retell', retell_api_key: 'FAKE-r' },
    ],
    ['a password with a user name', { sip_auth: { username: 'desk', password: 'FAKE-sip' } }],
  ];
  for (const [name, properties] of hidden) {
    it(`are kept by a rename with PATCH: ${name}`, async () => {
      const full = { ...agent, ...properties };
      const fixture = await createRenamed({ agent: full, modes: clears });
      fixture.remote.omittedFromResponses = [
        'predefined_metrics',
        'agora_api_key',
        'newest_api_key',
        'retell_api_key',
        'retell_api_key_configured',
      ];
      assert.equal((await fixture.push()).kind, 'pushed');
      assert.deepEqual(fixture.shownPlans, []);
      assert.deepEqual(fixture.lastBody, { agent_name: 'Reception' });
      assert.deepEqual(fixture.remote.stored, { ...full, agent_name: 'Reception' });
    });
  }

  it('are included in a PUT if the server is known to retain write-only properties', async () => {
    const fixture = await createRenamed({
      agent: { ...agent, predefined_metrics: [11] },
      retention: allRetained,
    });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual([fixture.remote.writes.at(-1)?.method, fixture.shownPlans.length], ['put', 0]);
    assert.deepEqual(propertyOf(fixture.remote.stored, 'predefined_metrics'), [11]);
  });

  it('are named in the question of a PUT, and after it', async () => {
    const fixture = await createRenamed({
      agent: { ...agent, predefined_metrics: [11], vapi_api_key: 'FAKE-v' },
      modes: clears,
    });
    const outcome = await fixture.push();
    assert.deepEqual(describePush(fixture.lastPushPlan).details.slice(0, 2), [
      'May be cleared on Cekura: vapi_api_key.',
      "May be cleared on Cekura if a value is stored (Cekura doesn't report it): predefined_metrics.",
    ]);
    assert.deepEqual(lostSecretsOf(outcome), ['/vapi_api_key']);
    assert.match(textOf(outcome), /predefined_metrics/);
  });

  const selections: readonly [string, JsonObject, boolean][] = [
    ['another provider', { assistant_provider: 'vapi' }, false],
    ['no provider', {}, false],
    ['its provider', { assistant_provider: 'agora' }, true],
    [
      'its provider for transcripts alone',
      { transcript_provider: 'agora', assistant_provider: 'vapi' },
      true,
    ],
  ];
  for (const [name, selected, isNamed] of selections) {
    it(`is named as a key without a flag only for an agent of its provider: ${name}`, async () => {
      const fixture = await createRenamed({
        agent: { ...agent, ...selected, vapi_api_key: 'FAKE-v' },
        modes: clears,
      });
      await fixture.push();
      assert.equal(fixture.lastPushPlan.secretsAtRisk.includes('/agora_api_key'), isNamed);
    });
  }

  it('is named as a key of another provider if it was sent from this machine', async () => {
    const fixture = await createRenamed({ agent: { ...agent, vapi_api_key: 'FAKE-v' }, modes: clears });
    fixture.sentDates.set('/agora_api_key', fixture.now);
    await fixture.push();
    assert.ok(fixture.lastPushPlan.unprovenSecrets.includes('/agora_api_key'));
  });

  it('can be null in the response, which is not sent back', async () => {
    const fixture = await createRenamed({
      agent: { ...agent, predefined_metrics: null },
      modes: clears,
      retention: allRetained,
    });
    await fixture.push();
    assert.ok(!Object.hasOwn(fixture.lastBody, 'predefined_metrics'), toJsonText(fixture.lastBody));
  });

  it('are not sent again with an unrelated change if the file has them and the server retains them', async () => {
    const metrics = (value: Json) => ({ ...agent, predefined_metrics: value });
    const fixture = new SyncFixture({ file: metrics([11]), agent, retention: allRetained });
    await fixture.push();
    fixture.remote.edit((stored) => ({ ...stored, predefined_metrics: [11, 12] }));
    rename(fixture, 'Reception');
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(propertyOf(fixture.remote.stored, 'predefined_metrics'), [11, 12]);
    fixture.edit((file) => objectOf(Object.entries({ ...file, predefined_metrics: [13] })));
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(propertyOf(fixture.remote.stored, 'predefined_metrics'), [13]);
  });
});
