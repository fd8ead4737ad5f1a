import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, type JsonObject, toJsonText } from '#language/syntax/json';
import type { SecretRetention } from '#sync/ports';
import { SyncFixture, outcomeKind, allRetained } from '#support/sync/syncFixture';

const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };

/** Stored values, and masked values in responses. */
const masked: readonly [string, Json, Json][] = [
  ['websocket_url', 'wss://h.example.com/FAKE', 'wss://h.example.com/****'],
  ['sip_endpoint', 'sip:desk@example.com', 'sip:****@example.com'],
  ['assistant_id', 'asst_1234567890', 'asst_****'],
  ['contact_number', '+14155550123', '+1415***0123'],
  ['outbound_numbers', ['+14155550123'], ['+1415***0123']],
  ['dial_pin', '4711', '****'],
  ['sip_auth', { username: 'desk', password: 'FAKE-sip' }, '********'],
  ['welcome', 'Hello', '[REDACTED]'],
];

async function createSynced(
  file: JsonObject,
  stored: JsonObject,
  returned: JsonObject,
  retention?: SecretRetention,
): Promise<SyncFixture> {
  const fixture = new SyncFixture({ file, agent: { ...agent, ...stored }, ...(retention && { retention }) });
  const { rewriteResponse } = fixture.remote;
  fixture.remote.rewriteResponse = (answer) => ({ ...rewriteResponse(answer), ...returned });
  await fixture.pull();
  fixture.shownPlans.length = 0;
  fixture.edit((now) => ({ ...now, agent_name: 'Reception' }));
  return fixture;
}

for (const [name, stored, returned] of masked) {
  describe(`${name}, returned as ${JSON.stringify(returned)}`, () => {
    const sides = [{ [name]: stored }, { [name]: returned }] as const;

    it('is not pulled', async () => {
      const fixture = await createSynced(agent, ...sides);
      assert.ok(!Object.hasOwn(fixture.file, name), fixture.text);
    });

    it('is a question, and is never sent', async () => {
      const fixture = await createSynced(agent, ...sides);
      fixture.answer = () => ({ kind: 'patch' });
      assert.equal(outcomeKind(await fixture.push()), 'pushed');
      assert.deepEqual(fixture.lastPushPlan.unprovenSecrets, [`/${name}`]);
      assert.ok(!Object.hasOwn(fixture.lastPushPlan.body, name));
      assert.deepEqual(fixture.remote.writes.at(-1)?.body, { agent_name: 'Reception' });
      assert.deepEqual(fixture.remote.stored, { ...agent, [name]: stored, agent_name: 'Reception' });
      assert.equal(outcomeKind(await fixture.push()), 'in-sync');
    });

    it('is omitted from a PUT if the server is known to retain it', async () => {
      const fixture = await createSynced(agent, ...sides, allRetained);
      assert.equal(outcomeKind(await fixture.push()), 'pushed');
      assert.deepEqual(fixture.shownPlans, []);
      assert.doesNotMatch(toJsonText(fixture.remote.writes.at(-1)?.body ?? null), /\*\*\*|REDACTED/);
      assert.deepEqual(fixture.remote.stored, { ...agent, [name]: stored, agent_name: 'Reception' });
    });

    it('is reported as lost if it is not returned after a PUT', async () => {
      const fixture = await createSynced(agent, ...sides);
      const { rewriteResponse } = fixture.remote;
      fixture.remote.rewriteResponse = (answer) => {
        const { [name]: hidden, ...rest } = rewriteResponse(answer);
        return fixture.remote.writes.length > 0 || hidden === undefined ? rest : { ...rest, [name]: hidden };
      };
      const outcome = await fixture.push();
      assert.ok(outcome.kind === 'verification-failed');
      assert.deepEqual(outcome.discrepancy.lostSecrets, [`/${name}`]);
    });
  });
}

describe('a value in the file that is returned as a mask', () => {
  const url = { websocket_url: 'wss://h.example.com/FAKE' };
  const returned = { websocket_url: 'wss://h.example.com/****' };

  it('is sent again only after a question', async () => {
    const fixture = await createSynced({ ...agent, ...url }, url, returned);
    assert.equal(outcomeKind(await fixture.push()), 'pushed', 'the file was never synced with a shown value');
    fixture.edit((file) => ({ ...file, agent_name: 'Lobby' }));
    fixture.answer = () => ({ kind: 'cancel' });
    assert.equal(outcomeKind(await fixture.push()), 'canceled');
    assert.ok(fixture.lastPushPlan.reasons.includes('secret-resend'));
  });

  it('is sent once the file changes it, and not reported as ignored', async () => {
    const fixture = await createSynced(agent, url, returned, allRetained);
    fixture.edit((file) => ({ ...file, websocket_url: 'wss://new.example.com/FAKE' }));
    assert.equal(outcomeKind(await fixture.push()), 'pushed');
    assert.equal(fixture.remote.stored['websocket_url'], 'wss://new.example.com/FAKE');
    assert.equal(outcomeKind(await fixture.push()), 'in-sync');
  });
});

describe('a mask in the file', () => {
  for (const [name, , returned] of masked) {
    it(`stops the push before any request: ${name} ${JSON.stringify(returned)}`, async () => {
      const fixture = new SyncFixture({ file: { ...agent, [name]: returned }, agent });
      assert.equal(outcomeKind(await fixture.push()), 'masked-value');
      assert.equal(fixture.remote.requests, 0);
    });
  }

  const texts: readonly [string, Json][] = [
    ['description', '# Rules\n\n****\nNever say ****.'],
    ['pronunciation_words', [['f****', 'eff']]],
    ['topic_nodes', { rating: 'Gives *** stars' }],
    ['agent_name', 'The *** Hotel'],
  ];
  for (const [name, text] of texts) {
    it(`is not detected where asterisks are text: ${name} ${JSON.stringify(text)}`, async () => {
      const fixture = new SyncFixture({ file: { ...agent, [name]: text }, agent });
      assert.equal(outcomeKind(await fixture.push()), 'pushed');
      assert.deepEqual(fixture.remote.stored[name], text);
    });
  }
});
