import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonObject, objectOf } from '#language/syntax/json';
import { describePushOutcome, describeUndoOutcome } from '#sync/messages/describe';
import { SyncFixture } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';

const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };
const replaces = { put: 'clear', nested: 'replace', clearText: true } as const;

/** Responses contain this value of a property, or omit it if `shown` is undefined. */
function show(fixture: SyncFixture, name: string, value: JsonObject[string] | undefined): void {
  const { rewriteResponse } = fixture.remote;
  fixture.remote.rewriteResponse = (answer) => {
    const rest = withoutProperties(rewriteResponse(answer), name);
    return value === undefined || fixture.remote.stored[name] === null ? rest : { ...rest, [name]: value };
  };
}

describe('a push of a file that was never synced', () => {
  for (const objectName of ['topic_nodes', 'dropoff_nodes', 'brand_new', 'bland_data']) {
    it(`with an empty object asks, and clears what the agent has: ${objectName}`, async () => {
      const fixture = new SyncFixture({
        file: { ...agent, [objectName]: {} },
        agent: { ...agent, [objectName]: { url: 'wss://a.example.com' } },
        modes: replaces,
      });
      assert.equal((await fixture.push()).kind, 'pushed');
      const [plan] = fixture.shownPlans;
      assert.ok(plan?.kind === 'push' && plan.reasons.includes('deletion'));
      assert.deepEqual(plan.clearedProperties, [`/${objectName}/url`]);
    });
  }

  it('with an object that only contains a secret does not change the rest of it', async () => {
    const sip = { username: 'desk', password: 'FAKE-sip-password' };
    const fixture = new SyncFixture({
      file: { ...agent, sip_auth: { password: '${env:SIP}' } },
      agent: { ...agent, sip_auth: sip },
      references: { '${env:SIP}': sip.password },
    });
    assert.equal((await fixture.push()).kind, 'in-sync');
    assert.deepEqual(fixture.remote.writes, []);
  });
});

describe('a server without flags that returns an object with nothing but a secret as an empty one', () => {
  it('a push that adds a property to that object names the secret as being at risk', async () => {
    const fixture = new SyncFixture({
      file: { ...agent, livekit_data: { url: 'wss://a.example.com' } },
      agent: { ...agent, livekit_data: { api_secret: 'FAKE-livekit-secret' } },
      modes: replaces,
    });
    show(fixture, 'livekit_data', {});
    const { rewriteResponse } = fixture.remote;
    fixture.remote.rewriteResponse = (answer) =>
      objectOf(Object.entries(rewriteResponse(answer)).filter(([name]) => !name.endsWith('_configured')));
    await fixture.push();
    const [plan] = fixture.shownPlans;
    assert.ok(plan?.kind === 'push');
    assert.ok(plan.secretsAtRisk.includes('/livekit_data/api_secret'));
  });
});

describe('a push without local changes that detects a remote change', () => {
  const changes: JsonObject[] = [
    { agent_name: 'Night Desk' },
    { topic_nodes: { a: 1 } },
    { websocket_url: 'wss://user:FAKE-password@h.example.com' },
  ];
  for (const change of changes) {
    it(`keeps the status "changes to pull": ${Object.keys(change).join()}`, async () => {
      const before = { ...agent, websocket_url: 'wss://h.example.com' };
      const fixture = new SyncFixture({ file: before, agent: before });
      await fixture.pull();
      assert.equal(fixture.status.kind, 'in-sync');
      fixture.remote.edit((stored) => ({ ...stored, ...change }));
      const outcome = await fixture.push();
      assert.ok(outcome.kind === 'in-sync' && outcome.incomingCount === 1);
      assert.equal(fixture.status.kind, 'remote-ahead');
    });
  }

  it('does not let a rollback revert the change', async () => {
    const fixture = new SyncFixture({ file: { ...agent, agent_name: 'Reception' }, agent });
    await fixture.push();
    fixture.remote.edit((stored) => ({ ...stored, description: 'From the dashboard.' }));
    await fixture.push();
    assert.equal((await fixture.undo()).kind, 'nothing-to-undo');
    assert.equal(fixture.remote.stored['description'], 'From the dashboard.');
  });

  it('is in sync again once the change was reverted', async () => {
    const fixture = new SyncFixture({ file: agent, agent });
    await fixture.pull();
    fixture.remote.edit((stored) => ({ ...stored, agent_name: 'Night Desk' }));
    await fixture.push();
    fixture.remote.edit((stored) => ({ ...stored, agent_name: 'Front Desk' }));
    await fixture.push();
    assert.equal(fixture.status.kind, 'in-sync');
  });
});

describe('values that a response omits', () => {
  const koreai = { host: 'https://bots.example.com', api_secret: 'FAKE-kore-secret' };

  it('as a whole object is named as lost where an empty object is in its place after the PUT', async () => {
    const fixture = new SyncFixture({
      file: agent,
      agent: { ...agent, koreai_data: koreai },
      modes: replaces,
    });
    const { rewriteResponse } = fixture.remote;
    fixture.remote.rewriteResponse = (answer) => {
      const isThere = fixture.remote.stored['koreai_data'] !== null;
      return { ...rewriteResponse(answer), koreai_data: isThere ? '********' : {} };
    };
    await fixture.pull();
    fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'verification-failed');
    assert.deepEqual(outcome.discrepancy.lostSecrets, ['/koreai_data']);
  });

  it('inside an object is treated as stored if other flags are returned, but not its own', async () => {
    const fixture = new SyncFixture({
      file: agent,
      agent: { ...agent, koreai_data: koreai },
      modes: replaces,
    });
    show(fixture, 'koreai_data', { host: koreai.host });
    await fixture.pull();
    fixture.edit((file) => ({ ...file, koreai_data: { host: 'https://b.example.com' } }));
    fixture.answer = () => ({ kind: 'cancel' });
    assert.equal((await fixture.push()).kind, 'canceled');
    const plan = fixture.shownPlans.at(-1);
    assert.ok(plan?.kind === 'push');
    assert.ok(plan.secretsAtRisk.includes('/koreai_data/api_secret'));
  });

  it('of a header is not removed from the file by a pull, and not sent without a question', async () => {
    const headers = { 'X-Environment': 'test', Accept: 'text/plain' };
    const before = { ...agent, websocket_headers: headers };
    const fixture = new SyncFixture({ file: before, agent: before });
    await fixture.pull();
    show(fixture, 'websocket_headers', { 'X-Environment': '********', Accept: 'text/plain' });
    const outcome = await fixture.pull();
    assert.ok(outcome.kind === 'nothing-to-pull');
    assert.deepEqual(outcome.missingProperties, ['/websocket_headers/X-Environment']);
    assert.deepEqual(fixture.file['websocket_headers'], headers);
    fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
    await fixture.push();
    const plan = fixture.shownPlans.at(-1);
    assert.ok(plan?.kind === 'push' && plan.reasons.includes('secret-resend'));
  });
});

describe('a masked property that is lost by a push', () => {
  /** A value that was visible at the last sync and is masked now. A PUT of another property clears it. */
  async function createWithMaskedUrl(): Promise<SyncFixture> {
    const before = { ...agent, websocket_url: 'wss://h.example.com/agent' };
    const fixture = new SyncFixture({ file: before, agent: before, modes: replaces });
    await fixture.pull();
    show(fixture, 'websocket_url', 'wss://h.example.com/****');
    fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
    await fixture.push();
    fixture.remote.rewrite = (body) => ({ ...body, websocket_url: null });
    return fixture;
  }

  it('is a local change from then on', async () => {
    const fixture = await createWithMaskedUrl();
    fixture.edit((file) => ({ ...file, agent_name: 'Lobby' }));
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'verification-failed');
    assert.deepEqual(outcome.discrepancy.lostSecrets, ['/websocket_url']);
    assert.equal(fixture.status.kind, 'local-ahead');
  });

  it('is one after a rollback as well', async () => {
    const fixture = await createWithMaskedUrl();
    fixture.edit((file) => ({ ...file, agent_name: 'Front Desk' }));
    assert.equal((await fixture.undo()).kind, 'verification-failed');
    assert.equal(fixture.status.kind, 'local-ahead');
  });
});

describe('a rollback of the first push', () => {
  for (const empty of ['', null]) {
    it(`keeps a property that the file has emptied meanwhile as a local change: ${JSON.stringify(empty)}`, async () => {
      const number = { contact_number: '+14155550123' };
      const fixture = new SyncFixture({
        file: { ...agent, contact_number: '+14155550124' },
        agent: { ...agent, ...number },
      });
      await fixture.push();
      fixture.edit((file) => ({ ...file, contact_number: empty }));
      assert.equal((await fixture.undo()).kind, 'pushed');
      assert.deepEqual(fixture.remote.stored['contact_number'], number.contact_number);
      assert.equal(fixture.status.kind, 'local-ahead');
    });
  }
});

describe('a lost response of a write', () => {
  const before = { ...agent, dial_pin: '4711', topic_nodes: { a: 'One' } };
  const responses: readonly [string, JsonObject[string] | undefined][] = [
    ['left out', undefined],
    ['masked', '****'],
  ];
  for (const [name, value] of responses) {
    for (const applied of [true, false]) {
      it(`of a property that is ${name} is not said to be unchanged (applied: ${applied})`, async () => {
        const fixture = new SyncFixture({ file: before, agent: before });
        await fixture.pull();
        show(fixture, 'dial_pin', value);
        fixture.edit((file) => ({ ...file, dial_pin: '1234' }));
        fixture.remote.fault = { failure: { kind: 'timedOut', sent: true }, applied };
        assert.equal((await fixture.push()).kind, 'unknown');
      });
    }
  }

  it('of a property inside an object that is returned shows whether it was applied', async () => {
    for (const applied of [true, false]) {
      const fixture = new SyncFixture({ file: before, agent: before });
      await fixture.pull();
      fixture.edit((file) => ({ ...file, topic_nodes: { a: 'One', b: 'Two' } }));
      fixture.remote.fault = { failure: { kind: 'timedOut', sent: true }, applied };
      assert.equal((await fixture.push()).kind, applied ? 'pushed' : 'not-applied');
    }
  });
});

describe('a sentence after a push or a rollback', () => {
  it('does not report a secret as cleared that the server never stored', async () => {
    const fixture = new SyncFixture({
      file: { ...agent, vapi_api_key: '${env:VAPI}' },
      agent,
      references: { '${env:VAPI}': 'FAKE-vapi-key' },
    });
    fixture.remote.rewrite = (body) => withoutProperties(body, 'vapi_api_key');
    const outcome = await fixture.push();
    const { level, text } = describePushOutcome(outcome, () => '');
    assert.equal(level, 'error');
    assert.match(text, /vapi_api_key is not stored\. Re-enter it\.$/);
  });

  it('does not report that a push changed only secrets if the server ignored them', async () => {
    const fixture = new SyncFixture({ file: agent, agent });
    await fixture.pull();
    fixture.remote.rewrite = (body) => ({ ...body, agent_name: 'Front Desk' });
    fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
    assert.equal((await fixture.push()).kind, 'verification-failed');
    const { text } = describeUndoOutcome(await fixture.undo(), () => '');
    assert.match(text, /^Nothing to roll back: the agent is as before the push\./);
  });
});

describe('an empty value for a property that the file did not have', () => {
  const number = { contact_number: '+14155550123' };

  for (const empty of ['', null]) {
    it(`clears it after a question: ${JSON.stringify(empty)}`, async () => {
      const fixture = new SyncFixture({ file: { ...agent, language: 'de' }, agent: { ...agent, ...number } });
      await fixture.push();
      fixture.shownPlans.length = 0;
      fixture.edit((file) => ({ ...file, contact_number: empty }));
      assert.equal(fixture.status.kind, 'local-ahead');
      assert.equal((await fixture.push()).kind, 'pushed');
      const [plan] = fixture.shownPlans;
      assert.ok(plan?.kind === 'push');
      assert.deepEqual(plan.clearedProperties, ['/contact_number']);
      assert.equal(fixture.remote.stored['contact_number'], '');
      assert.equal((await fixture.push()).kind, 'in-sync');
    });
  }

  it('is a conflict if it changed on Cekura as well', async () => {
    const fixture = new SyncFixture({ file: { ...agent, language: 'de' }, agent: { ...agent, ...number } });
    await fixture.push();
    fixture.edit((file) => ({ ...file, contact_number: '' }));
    fixture.remote.edit((stored) => ({ ...stored, contact_number: '+14155550199' }));
    assert.equal((await fixture.push()).kind, 'blocked');
  });

  it('is no change if the agent has none either', async () => {
    const fixture = new SyncFixture({ file: { ...agent, language: 'de' }, agent });
    await fixture.push();
    fixture.edit((file) => ({ ...file, contact_number: '' }));
    assert.equal((await fixture.push()).kind, 'in-sync');
  });
});

describe('a property that was masked at the last sync and is empty now', () => {
  it('is a remote change, not in sync', async () => {
    const number = { contact_number: '+14155550123' };
    const fixture = new SyncFixture({ file: { ...agent, ...number }, agent: { ...agent, ...number } });
    show(fixture, 'contact_number', '+1415****');
    await fixture.push();
    fixture.remote.rewriteResponse = (answer) => answer;
    fixture.remote.edit((stored) => ({ ...stored, contact_number: '' }));
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'in-sync' && outcome.incomingCount === 1);
    assert.equal(fixture.status.kind, 'remote-ahead');
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal(fixture.file['contact_number'], '');
  });
});
