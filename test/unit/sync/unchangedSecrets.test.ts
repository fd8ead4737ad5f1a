import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonObject, propertyOf, valueAt } from '#language/syntax/json';
import { describePush } from '#sync/messages/describeQuestion';
import { SyncFixture, allRetained } from '#support/sync/syncFixture';
import { agent, clears, replaces, type Options, rename } from './renamedAgent';

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
