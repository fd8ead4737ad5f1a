import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonObject } from '#language/syntax/json';
import type { PushOutcome } from '#sync/outcomes';
import type { SecretRetention } from '#sync/ports';
import { SyncFixture } from '#support/sync/syncFixture';
import { agent, clears, replaces, createRenamed, rename, lostSecretsOf, textOf } from './renamedAgent';

const unknown: SecretRetention = { topLevel: 'unknown', nested: 'unknown', writeOnly: 'unknown' };

function unconfirmedIn(outcome: PushOutcome): readonly string[] {
  if (outcome.kind === 'pushed') return outcome.unconfirmedSecrets ?? [];
  return outcome.kind === 'verification-failed' ? (outcome.discrepancy.unconfirmedSecrets ?? []) : [];
}

describe('a stored secret that is not returned after a push', () => {
  const lost: readonly [string, JsonObject, string][] = [
    [
      'masked in an object',
      { koreai_data: { host: 'https://bots.example.com', api_secret: '********' } },
      '/koreai_data/api_secret',
    ],
    [
      'with a flag in an object',
      { livekit_data: { url: 'wss://a.example.com', api_secret: 'FAKE-s' } },
      '/livekit_data/api_secret',
    ],
    [
      'masked in a header',
      { websocket_headers: { 'X-Environment': 'test', 'X-Api-Key': '********' } },
      '/websocket_headers/X-Api-Key',
    ],
    [
      'masked under an unknown name',
      { custom_provider_data: { endpoint: 'https://a.example.com', pin: '****' } },
      '/custom_provider_data/pin',
    ],
  ];
  for (const [name, properties, pointer] of lost) {
    it(`is reported as lost, and the server is known to lose such secrets: ${name}`, async () => {
      const fixture = await createRenamed({ agent: { ...agent, ...properties }, modes: replaces });
      const outcome = await fixture.push();
      assert.deepEqual(fixture.lastPushPlan.unprovenSecrets, [pointer]);
      assert.deepEqual(lostSecretsOf(outcome), [pointer]);
      assert.equal(fixture.retention.nested, 'lost');
    });
  }

  it('is mentioned if it is never returned, without any evidence', async () => {
    const sip = { sip_auth: { username: 'desk', password: 'FAKE-sip' } };
    const fixture = await createRenamed({ agent: { ...agent, ...sip }, modes: replaces });
    fixture.edit((file) => ({ ...file, sip_auth: { username: 'front' } }));
    const outcome = await fixture.push();
    assert.ok(fixture.lastPushPlan.secretsAtRisk.includes('/sip_auth/password'));
    assert.deepEqual(unconfirmedIn(outcome).includes('/sip_auth/password'), true);
    assert.match(textOf(outcome), /doesn't report whether this is still stored: .*sip_auth\.password/);
    assert.equal(fixture.retention.nested, 'unknown');
  });

  it('is not lost if it was sent: a secret that is never returned is not reported', async () => {
    const references = { '${env:SIP}': 'FAKE-sip' };
    const sip = { sip_auth: { username: 'desk', password: '${env:SIP}' } };
    const fixture = new SyncFixture({ file: { ...agent, ...sip }, agent, modes: replaces, references });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal((await fixture.push()).kind, 'in-sync');
  });

  it('overrides all retained ones: an origin that lost one is not trusted again', async () => {
    const flags = { livekit_data: { url: 'wss://a.example.com', api_secret: 'FAKE-s' } };
    const retention = { ...unknown, nested: 'lost' } as const;
    const fixture = await createRenamed({ agent: { ...agent, ...flags }, retention });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.retention.nested, 'lost');
  });
});

describe('evidence that a server retains secrets', () => {
  it('is a flag after a PUT that omitted the secret, only for such secrets', async () => {
    const fixture = await createRenamed({ agent: { ...agent, vapi_api_key: 'FAKE-v' } });
    await fixture.push();
    assert.deepEqual(fixture.retention, { ...unknown, writeOnly: 'kept' });
  });

  it('is not a PATCH', async () => {
    const fixture = await createRenamed({ agent: { ...agent, vapi_api_key: 'FAKE-v' } });
    fixture.answer = () => ({ kind: 'patch' });
    await fixture.push();
    assert.deepEqual(fixture.retention, unknown);
  });

  it('is not a value that was sent', async () => {
    const references = { '${env:V}': 'FAKE-v' };
    const file = { ...agent, vapi_api_key: '${env:V}' };
    const fixture = new SyncFixture({ file, agent, references });
    await fixture.push();
    rename(fixture, 'Reception');
    await fixture.push();
    assert.deepEqual(fixture.retention, unknown);
  });

  it('is not a missing flag', async () => {
    const fixture = await createRenamed({ agent: { ...agent, predefined_metrics: [11, 12] }, modes: clears });
    fixture.edit((file) => ({ ...file, vapi_api_key: null }));
    await fixture.push();
    assert.deepEqual(fixture.retention, unknown);
  });
});
