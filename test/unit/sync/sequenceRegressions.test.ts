import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonObject, objectOf } from '#language/syntax/json';
import { lastSeenRemote } from '#sync/conflicts';
import { describePushOutcome, describeUndoOutcome } from '#sync/messages/describe';
import { syncStatus } from '#sync/status';
import { SyncWorld, agentSchema } from '#support/sync/syncWorld';

const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };
const replaces = { put: 'clear', nested: 'replace', clearText: true } as const;

/** The status without a request, based on the last response. */
function statusOf({ file, baseline }: SyncWorld): string {
  const remote = baseline && lastSeenRemote(baseline);
  return syncStatus({ schema: agentSchema, origin: 'https://api.example.com', file, remote, baseline }).kind;
}

function without(object: JsonObject, name: string): JsonObject {
  return objectOf(Object.entries(object).filter(([key]) => key !== name));
}

/** Responses contain this value of a property, or omit it if `shown` is undefined. */
function show(world: SyncWorld, name: string, value: JsonObject[string] | undefined): void {
  const { rewriteResponse } = world.remote;
  world.remote.rewriteResponse = (answer) => {
    const rest = without(rewriteResponse(answer), name);
    return value === undefined || world.remote.stored[name] === null ? rest : { ...rest, [name]: value };
  };
}

describe('a push of a file that was never synced', () => {
  for (const objectName of ['topic_nodes', 'dropoff_nodes', 'brand_new', 'bland_data']) {
    it(`with an empty object asks, and clears what the agent has: ${objectName}`, async () => {
      const world = new SyncWorld({
        file: { ...agent, [objectName]: {} },
        agent: { ...agent, [objectName]: { url: 'wss://a.example.com' } },
        modes: replaces,
      });
      assert.equal((await world.push()).kind, 'pushed');
      const [plan] = world.shownPlans;
      assert.ok(plan?.kind === 'push' && plan.reasons.includes('deletion'));
      assert.deepEqual(plan.cleared, [`/${objectName}/url`]);
    });
  }

  it('with an object that only contains a secret does not change the rest of it', async () => {
    const sip = { username: 'desk', password: 'FAKE-sip-password' };
    const world = new SyncWorld({
      file: { ...agent, sip_auth: { password: '${env:SIP}' } },
      agent: { ...agent, sip_auth: sip },
      references: { '${env:SIP}': sip.password },
    });
    assert.equal((await world.push()).kind, 'in-sync');
    assert.deepEqual(world.remote.writes, []);
  });
});

describe('a server without flags that returns an object with nothing but a secret as an empty one', () => {
  it('a push that adds a property to that object names the secret as being at risk', async () => {
    const world = new SyncWorld({
      file: { ...agent, livekit_data: { url: 'wss://a.example.com' } },
      agent: { ...agent, livekit_data: { api_secret: 'FAKE-livekit-secret' } },
      modes: replaces,
    });
    show(world, 'livekit_data', {});
    const { rewriteResponse } = world.remote;
    world.remote.rewriteResponse = (answer) =>
      objectOf(Object.entries(rewriteResponse(answer)).filter(([name]) => !name.endsWith('_configured')));
    await world.push();
    const [plan] = world.shownPlans;
    assert.ok(plan?.kind === 'push');
    assert.ok(plan.atRisk.includes('/livekit_data/api_secret'));
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
      const world = new SyncWorld({ file: before, agent: before });
      await world.pull();
      assert.equal(statusOf(world), 'in-sync');
      world.remote.edit((stored) => ({ ...stored, ...change }));
      const outcome = await world.push();
      assert.ok(outcome.kind === 'in-sync' && outcome.incoming === 1);
      assert.equal(statusOf(world), 'remote-ahead');
    });
  }

  it('does not let a rollback revert the change', async () => {
    const world = new SyncWorld({ file: { ...agent, agent_name: 'Reception' }, agent });
    await world.push();
    world.remote.edit((stored) => ({ ...stored, description: 'From the dashboard.' }));
    await world.push();
    assert.equal((await world.undo()).kind, 'nothing-to-undo');
    assert.equal(world.remote.stored['description'], 'From the dashboard.');
  });

  it('is in sync again once the change was reverted', async () => {
    const world = new SyncWorld({ file: agent, agent });
    await world.pull();
    world.remote.edit((stored) => ({ ...stored, agent_name: 'Night Desk' }));
    await world.push();
    world.remote.edit((stored) => ({ ...stored, agent_name: 'Front Desk' }));
    await world.push();
    assert.equal(statusOf(world), 'in-sync');
  });
});

describe('values that a response omits', () => {
  const koreai = { host: 'https://bots.example.com', api_secret: 'FAKE-kore-secret' };

  it('as a whole object is named as lost where an empty object is in its place after the PUT', async () => {
    const world = new SyncWorld({ file: agent, agent: { ...agent, koreai_data: koreai }, modes: replaces });
    const { rewriteResponse } = world.remote;
    world.remote.rewriteResponse = (answer) => {
      const isThere = world.remote.stored['koreai_data'] !== null;
      return { ...rewriteResponse(answer), koreai_data: isThere ? '********' : {} };
    };
    await world.pull();
    world.edit((file) => ({ ...file, agent_name: 'Reception' }));
    const outcome = await world.push();
    assert.ok(outcome.kind === 'verification-failed');
    assert.deepEqual(outcome.discrepancy.lostSecrets, ['/koreai_data']);
  });

  it('inside an object is treated as stored if other flags are returned, but not its own', async () => {
    const world = new SyncWorld({ file: agent, agent: { ...agent, koreai_data: koreai }, modes: replaces });
    show(world, 'koreai_data', { host: koreai.host });
    await world.pull();
    world.edit((file) => ({ ...file, koreai_data: { host: 'https://b.example.com' } }));
    world.answer = () => ({ kind: 'cancel' });
    assert.equal((await world.push()).kind, 'canceled');
    const plan = world.shownPlans.at(-1);
    assert.ok(plan?.kind === 'push');
    assert.ok(plan.atRisk.includes('/koreai_data/api_secret'));
  });

  it('of a header is not removed from the file by a pull, and not sent without a question', async () => {
    const headers = { 'X-Environment': 'test', Accept: 'text/plain' };
    const before = { ...agent, websocket_headers: headers };
    const world = new SyncWorld({ file: before, agent: before });
    await world.pull();
    show(world, 'websocket_headers', { 'X-Environment': '********', Accept: 'text/plain' });
    const outcome = await world.pull();
    assert.ok(outcome.kind === 'nothing-to-pull');
    assert.deepEqual(outcome.missing, ['/websocket_headers/X-Environment']);
    assert.deepEqual(world.file['websocket_headers'], headers);
    world.edit((file) => ({ ...file, agent_name: 'Reception' }));
    await world.push();
    const plan = world.shownPlans.at(-1);
    assert.ok(plan?.kind === 'push' && plan.reasons.includes('secret-resend'));
  });
});

describe('a masked property that is lost by a push', () => {
  /** A value that was visible at the last sync and is masked now. A PUT of another property clears it. */
  async function createWithMaskedUrl(): Promise<SyncWorld> {
    const before = { ...agent, websocket_url: 'wss://h.example.com/agent' };
    const world = new SyncWorld({ file: before, agent: before, modes: replaces });
    await world.pull();
    show(world, 'websocket_url', 'wss://h.example.com/****');
    world.edit((file) => ({ ...file, agent_name: 'Reception' }));
    await world.push();
    world.remote.rewrite = (body) => ({ ...body, websocket_url: null });
    return world;
  }

  it('is a local change from then on', async () => {
    const world = await createWithMaskedUrl();
    world.edit((file) => ({ ...file, agent_name: 'Lobby' }));
    const outcome = await world.push();
    assert.ok(outcome.kind === 'verification-failed');
    assert.deepEqual(outcome.discrepancy.lostSecrets, ['/websocket_url']);
    assert.equal(statusOf(world), 'local-ahead');
  });

  it('is one after a rollback as well', async () => {
    const world = await createWithMaskedUrl();
    world.edit((file) => ({ ...file, agent_name: 'Front Desk' }));
    assert.equal((await world.undo()).kind, 'verification-failed');
    assert.equal(statusOf(world), 'local-ahead');
  });
});

describe('a rollback of the first push', () => {
  for (const empty of ['', null]) {
    it(`keeps a property that the file has emptied meanwhile as a local change: ${JSON.stringify(empty)}`, async () => {
      const number = { contact_number: '+14155550123' };
      const world = new SyncWorld({
        file: { ...agent, contact_number: '+14155550124' },
        agent: { ...agent, ...number },
      });
      await world.push();
      world.edit((file) => ({ ...file, contact_number: empty }));
      assert.equal((await world.undo()).kind, 'pushed');
      assert.deepEqual(world.remote.stored['contact_number'], number.contact_number);
      assert.equal(statusOf(world), 'local-ahead');
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
        const world = new SyncWorld({ file: before, agent: before });
        await world.pull();
        show(world, 'dial_pin', value);
        world.edit((file) => ({ ...file, dial_pin: '1234' }));
        world.remote.fault = { failure: { kind: 'timedOut', sent: true }, applied };
        assert.equal((await world.push()).kind, 'unknown');
      });
    }
  }

  it('of a property inside an object that is returned shows whether it was applied', async () => {
    for (const applied of [true, false]) {
      const world = new SyncWorld({ file: before, agent: before });
      await world.pull();
      world.edit((file) => ({ ...file, topic_nodes: { a: 'One', b: 'Two' } }));
      world.remote.fault = { failure: { kind: 'timedOut', sent: true }, applied };
      assert.equal((await world.push()).kind, applied ? 'pushed' : 'not-applied');
    }
  });
});

describe('a sentence after a push or a rollback', () => {
  it('does not report a secret as cleared that the server never stored', async () => {
    const world = new SyncWorld({
      file: { ...agent, vapi_api_key: '${env:VAPI}' },
      agent,
      references: { '${env:VAPI}': 'FAKE-vapi-key' },
    });
    world.remote.rewrite = (body) => without(body, 'vapi_api_key');
    const outcome = await world.push();
    const { level, text } = describePushOutcome(outcome, () => '');
    assert.equal(level, 'error');
    assert.match(text, /vapi_api_key is not stored\. Re-enter it\.$/);
  });

  it('does not report that a push changed only secrets if the server ignored them', async () => {
    const world = new SyncWorld({ file: agent, agent });
    await world.pull();
    world.remote.rewrite = (body) => ({ ...body, agent_name: 'Front Desk' });
    world.edit((file) => ({ ...file, agent_name: 'Reception' }));
    assert.equal((await world.push()).kind, 'verification-failed');
    const { text } = describeUndoOutcome(await world.undo(), () => '');
    assert.match(text, /^Nothing to roll back: the agent is as before the push\./);
  });
});

describe('an empty value for a property that the file did not have', () => {
  const number = { contact_number: '+14155550123' };

  for (const empty of ['', null]) {
    it(`clears it after a question: ${JSON.stringify(empty)}`, async () => {
      const world = new SyncWorld({ file: { ...agent, language: 'de' }, agent: { ...agent, ...number } });
      await world.push();
      world.shownPlans.length = 0;
      world.edit((file) => ({ ...file, contact_number: empty }));
      assert.equal(statusOf(world), 'local-ahead');
      assert.equal((await world.push()).kind, 'pushed');
      const [plan] = world.shownPlans;
      assert.ok(plan?.kind === 'push');
      assert.deepEqual(plan.cleared, ['/contact_number']);
      assert.equal(world.remote.stored['contact_number'], '');
      assert.equal((await world.push()).kind, 'in-sync');
    });
  }

  it('is a conflict if it changed on Cekura as well', async () => {
    const world = new SyncWorld({ file: { ...agent, language: 'de' }, agent: { ...agent, ...number } });
    await world.push();
    world.edit((file) => ({ ...file, contact_number: '' }));
    world.remote.edit((stored) => ({ ...stored, contact_number: '+14155550199' }));
    assert.equal((await world.push()).kind, 'blocked');
  });

  it('is no change if the agent has none either', async () => {
    const world = new SyncWorld({ file: { ...agent, language: 'de' }, agent });
    await world.push();
    world.edit((file) => ({ ...file, contact_number: '' }));
    assert.equal((await world.push()).kind, 'in-sync');
  });
});

describe('a property that was masked at the last sync and is empty now', () => {
  it('is a remote change, not in sync', async () => {
    const number = { contact_number: '+14155550123' };
    const world = new SyncWorld({ file: { ...agent, ...number }, agent: { ...agent, ...number } });
    show(world, 'contact_number', '+1415****');
    await world.push();
    world.remote.rewriteResponse = (answer) => answer;
    world.remote.edit((stored) => ({ ...stored, contact_number: '' }));
    const outcome = await world.push();
    assert.ok(outcome.kind === 'in-sync' && outcome.incoming === 1);
    assert.equal(statusOf(world), 'remote-ahead');
    assert.equal((await world.pull()).kind, 'pulled');
    assert.equal(world.file['contact_number'], '');
  });
});
