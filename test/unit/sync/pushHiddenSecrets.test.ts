import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pushDiff } from '#sync/messages/renderDiff';
import { describePush } from '#sync/messages/describeQuestion';
import { propertyOf, toJsonText } from '#language/syntax/json';
import { SyncFixture, agentSchema, outcomeKind, allRetained } from '#support/sync/syncFixture';
import { agent, small } from './pushedAgents';

describe('masked and nested secrets', () => {
  it('a mask that the server returns in a container is not sent back, and is treated as stored', async () => {
    const data = { endpoint: 'https://a.example.com', pin: '****' };
    const fixture = await SyncFixture.synced({
      file: small,
      agent: { ...agent, custom_provider_data: data },
    });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    await fixture.push();
    assert.deepEqual(fixture.lastPushPlan.unprovenSecrets, ['/custom_provider_data/pin']);
    assert.doesNotMatch(fixture.text + toJsonText(fixture.lastBody), /\*\*/);
  });

  it('a partial mask that was changed since is kept, also in a rollback', async () => {
    const sip = (password: string) => ({ sip_auth: { username: 'desk', password } });
    const file = { ...small, ...sip('${env:SIP}') };
    const references = { '${env:SIP}': 'FAKE-sip-do-not-use' };
    const fixture = await SyncFixture.synced({
      file,
      agent: { ...agent, ...sip('FAKE-sip-do-not-use') },
      references,
    });
    fixture.edit((now) => ({ ...now, language: 'de' }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(fixture.shownPlans, []);

    fixture.remote.edit((stored) => ({ ...stored, ...sip('FAKE-rotated-do-not-use') }));
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    assert.deepEqual(propertyOf(fixture.remote.stored, 'sip_auth'), sip('FAKE-rotated-do-not-use').sip_auth);

    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(propertyOf(fixture.remote.stored, 'sip_auth'), sip('FAKE-rotated-do-not-use').sip_auth);
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
  });

  it('a flag without its object does not count as a secret to clear', async () => {
    const fixture = await SyncFixture.synced({
      file: agent,
      agent: { ...agent, vapi_data: null, vapi_public_key_configured: true },
    });
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
  });

  it('a secret of an unknown provider requires evidence, too', async () => {
    const fixture = await SyncFixture.synced({
      file: agent,
      agent: { ...agent, acme_api_key_configured: true },
    });
    fixture.edit((file) => ({ ...file, llm_temperature: 1 }));
    await fixture.push();
    assert.deepEqual(fixture.lastPushPlan.unprovenSecrets, ['/acme_api_key']);
  });

  const login = (password: string) => ({ acme_auth: { username: 'desk', password } });

  it('an object that is secret as a whole is sent with its references resolved, each for its property', async () => {
    const fixture = new SyncFixture({
      file: { ...small, ...login('${env:SOCKET}') },
      agent,
      references: { '${env:SOCKET}': 'FAKE-socket' },
    });
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual(fixture.lastBody['acme_auth'], login('FAKE-socket').acme_auth);
    assert.match(
      pushDiff(agentSchema, fixture.lastPushPlan).after,
      /"password": "<secret: set from \$\{env:SOCKET\}>"/,
    );
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');

    const unset = new SyncFixture({ file: { ...small, ...login('${env:NOT_SET}') }, agent });
    assert.equal(outcomeKind(await unset.push()), 'missing-reference');
    const list = { ...small, custom_provider_data: { secrets: ['FAKE-a', '${env:NOT_SET}'] } };
    assert.equal(outcomeKind(await new SyncFixture({ file: list, agent }).push()), 'missing-reference');
  });

  it('a mask within such an object is not sent back: the rest is sent, and the masked value requires evidence', async () => {
    const fixture = await SyncFixture.synced({ file: small, agent: { ...agent, ...login('********') } });
    assert.doesNotMatch(fixture.text, /\*\*/);
    fixture.edit((file) => ({ ...file, language: 'de' }));
    await fixture.push();
    assert.deepEqual(fixture.lastPushPlan.unprovenSecrets, ['/acme_auth/password']);
    assert.deepEqual(fixture.lastBody['acme_auth'], { username: 'desk' });
  });

  it('one in an array is sent with its item', async () => {
    const servers = [{ host: 'a', token: 'FAKE-one' }, { host: 'b' }];
    const fixture = await SyncFixture.synced({
      file: small,
      agent: { ...agent, pipecat_data: { servers } },
      retention: allRetained,
    });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    await fixture.push();
    assert.deepEqual(fixture.lastBody['pipecat_data'], { servers });
    assert.doesNotMatch(fixture.text, /FAKE/);
  });

  it('one in an array is never assigned to the item that replaces it', async () => {
    const servers = [{ host: 'a', token: 'FAKE-one' }, { host: 'b' }];
    const fixture = await SyncFixture.synced({ file: small, agent: { ...agent, pipecat_data: { servers } } });
    fixture.edit((file) => ({ ...file, pipecat_data: { servers: [{ host: 'b' }] } }));
    await fixture.push();
    assert.deepEqual(
      [fixture.lastPushPlan.risk, describePush(fixture.lastPushPlan).details[0]],
      ['high', 'Permanently clears secrets: pipecat_data.servers.0.token.'],
    );
    assert.deepEqual(fixture.lastBody['pipecat_data'], { servers: [{ host: 'b' }] });
  });

  it('an object that is removed clears its secret, after a high-risk question', async () => {
    const data = { url: 'wss://a.example.com', api_secret: 'FAKE-s' };
    const fixture = await SyncFixture.synced({ file: small, agent: { ...agent, livekit_data: data } });
    fixture.edit((file) => ({ ...file, livekit_data: null }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.deepEqual([fixture.lastPushPlan.risk, fixture.lastPushPlan.reasons[0]], ['high', 'secret-clear']);
  });
});
