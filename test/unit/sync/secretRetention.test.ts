import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, type JsonObject, propertyOf, objectOf, toJsonText, valueAt } from '#language/syntax/json';
import { describePushOutcome } from '#sync/messages/describe';
import { describePush } from '#sync/messages/describeQuestion';
import type { PushOutcome } from '#sync/outcomes';
import type { SecretRetention } from '#sync/ports';
import { SyncFixture, allRetained } from '#support/sync/syncFixture';

const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };
const unknown: SecretRetention = { topLevel: 'unknown', nested: 'unknown', writeOnly: 'unknown' };
const replaces = { put: 'keep', nested: 'replace', clearText: false } as const;
const clears = { put: 'clear', nested: 'replace', clearText: false } as const;

type Options = ConstructorParameters<typeof SyncFixture>[0];

/** A file and its agent, renamed in the file after a sync. */
async function createRenamed(
  options: Omit<Options, 'file'> & { readonly file?: JsonObject },
): Promise<SyncFixture> {
  const fixture = await SyncFixture.synced({ file: agent, ...options });
  rename(fixture, 'Reception');
  return fixture;
}

function rename(fixture: SyncFixture, name: string): void {
  fixture.edit((file) => ({ ...file, agent_name: name }));
}

function lostSecretsOf(outcome: PushOutcome): readonly string[] {
  return outcome.kind === 'verification-failed' ? outcome.discrepancy.lostSecrets : [];
}

function unconfirmedIn(outcome: PushOutcome): readonly string[] {
  if (outcome.kind === 'pushed') return outcome.unconfirmedSecrets ?? [];
  return outcome.kind === 'verification-failed' ? (outcome.discrepancy.unconfirmedSecrets ?? []) : [];
}

function textOf(outcome: PushOutcome): string {
  return describePushOutcome(outcome, () => 'failed').text;
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

describe('a secret that is unchanged in the file', () => {
  const references = { '${env:V}': 'FAKE-old' };
  const withReference = { ...agent, vapi_api_key: '${env:V}' };
  const sip = { sip_auth: { username: 'desk', password: '${env:V}' } };
  const rotate = (name: string) => (stored: JsonObject) =>
    name === 'sip_auth'
      ? { ...stored, sip_auth: { username: 'desk', password: 'FAKE-rotated' } }
      : { ...stored, [name]: 'FAKE-rotated' };

  /** A secret that was pushed and then changed on Cekura, with the agent renamed in the file. */
  async function createWithRotatedSecret(
    options: Omit<Options, 'agent'>,
    name = 'vapi_api_key',
  ): Promise<SyncFixture> {
    const fixture = new SyncFixture({ agent, ...options });
    assert.equal((await fixture.push()).kind, 'pushed');
    fixture.remote.edit(rotate(name));
    fixture.shownPlans.length = 0;
    rename(fixture, 'Reception');
    return fixture;
  }

  it('is omitted from the PUT if the server is known to retain it', async () => {
    const fixture = await createWithRotatedSecret({
      file: withReference,
      references,
      retention: allRetained,
    });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(fixture.shownPlans, []);
    assert.equal(fixture.remote.writes.at(-1)?.method, 'put');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-rotated');
    assert.equal((await fixture.undo()).kind, 'pushed');
    assert.deepEqual(fixture.shownPlans, []);
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-rotated');
  });

  it('is a question without evidence, with the time when it was last sent', async () => {
    const fixture = await createWithRotatedSecret({ file: withReference, references });
    fixture.answer = () => ({ kind: 'cancel' });
    await fixture.push();
    assert.equal(fixture.lastPushPlan.risk, 'high');
    assert.deepEqual(fixture.lastPushPlan.secretsAtRisk.slice(0, 1), ['/vapi_api_key']);
    assert.ok(
      describePush(fixture.lastPushPlan).details.includes(
        'Sends vapi_api_key (last sent on 2026-11-02) again, replacing any newer value on Cekura.',
      ),
    );
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-rotated');
  });

  it('is not affected by a PATCH', async () => {
    const fixture = await createWithRotatedSecret({ file: withReference, references, modes: clears });
    fixture.answer = () => ({ kind: 'patch' });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(fixture.lastBody, { agent_name: 'Reception' });
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-rotated');
  });

  it('is treated the same if its value is in secret storage and not in the file', async () => {
    const fixture = new SyncFixture({ file: agent, agent, stored: { '/vapi_api_key': 'FAKE-old' } });
    await fixture.push();
    fixture.remote.edit(rotate('vapi_api_key'));
    rename(fixture, 'Reception');
    fixture.answer = () => ({ kind: 'cancel' });
    assert.equal((await fixture.push()).kind, 'canceled');
    assert.ok(fixture.lastPushPlan.reasons.includes('secret-resend'));
    fixture.retention = allRetained;
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-rotated');
  });

  it('inside an object is a question even if flagged ones are retained, as it is never returned', async () => {
    const options = { file: { ...agent, ...sip }, references, modes: replaces, retention: allRetained };
    const fixture = await createWithRotatedSecret(options, 'sip_auth');
    fixture.answer = () => ({ kind: 'patch' });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(fixture.lastPushPlan.secretsAtRisk, ['/sip_auth/password']);
    assert.equal(valueAt(fixture.remote.stored, ['sip_auth', 'password']), 'FAKE-rotated');
  });

  it('that was rotated on Cekura and is returned stays unchanged', async () => {
    const modes = { ...clears, clearText: true };
    const fixture = await createWithRotatedSecret(
      { file: { ...agent, ...sip }, references, modes },
      'sip_auth',
    );
    fixture.answer = () => ({ kind: 'push' });
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(valueAt(fixture.remote.stored, ['sip_auth', 'password']), 'FAKE-rotated');
  });

  it('is sent once its value changes', async () => {
    const fixture = await createWithRotatedSecret({
      file: withReference,
      references,
      retention: allRetained,
    });
    fixture.references = { '${env:V}': 'FAKE-new' };
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(fixture.lastPushPlan.reasons, ['secret-set']);
    assert.equal(propertyOf(fixture.remote.stored, 'vapi_api_key'), 'FAKE-new');
  });

  it('that is removed from the file is known to be stored, although it is never returned', async () => {
    const header = { websocket_headers: { 'X-Environment': 'test', 'X-Api-Key': '${env:V}' } };
    const hides = (stored: JsonObject): JsonObject => ({
      ...stored,
      websocket_headers: { 'X-Environment': 'test' },
    });
    const fixture = new SyncFixture({ file: { ...agent, ...header }, agent, references });
    await fixture.push();
    fixture.remote.edit(hides);
    fixture.edit((file) => ({
      ...file,
      websocket_headers: { 'X-Environment': 'test' },
      agent_name: 'Reception',
    }));
    fixture.answer = () => ({ kind: 'cancel' });
    await fixture.push();
    assert.deepEqual(fixture.lastPushPlan.unprovenSecrets, ['/websocket_headers/X-Api-Key']);
  });
});

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
