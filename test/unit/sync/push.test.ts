import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LosslessNumber } from 'lossless-json';
import { describePushOutcome } from '#sync/messages/describe';
import { pushDiff } from '#sync/messages/renderDiff';
import { describePush } from '#sync/messages/describeQuestion';
import type { ApiFailure, SecretRetention } from '#sync/ports';
import { type Json, type JsonObject, propertyOf, toJsonText } from '#language/syntax/json';
import { type RemoteModes, allModes } from '#support/sync/fakeRemote';
import { SyncFixture, agentSchema, outcomeKind } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.\nBooks.\nSays goodbye.',
  inbound: true,
  language: 'en',
  contact_number: '+14155550123',
  llm_model: 'gpt-4.1',
  llm_temperature: 0.3,
};
const small: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: agent['description']!,
  inbound: true,
};

/** A server that is known to keep everything that a PUT omits. */
const allRetained: SecretRetention = { topLevel: 'kept', nested: 'kept', writeOnly: 'kept' };

describe('a push whose write was sent', () => {
  const failing = () => Promise.reject(new Error('EROFS'));

  it('is reported as pushed if the file can not be changed, and the remote change stays a change to pull', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent, retention: allRetained });
    fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
    fixture.remote.edit((stored) => ({ ...stored, language: 'de' }));
    const write = fixture.files.write.bind(fixture.files);
    fixture.expectsFailures = true;
    fixture.files.write = failing;
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'pushed' && outcome.mergeFailed);
    fixture.files.write = write;
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal(fixture.file['language'], 'de');
    assert.equal(fixture.file['llm_temperature'], 0.9);
  });

  it('is reported and verified if the secrets that were sent can not be recorded', async () => {
    const file = { ...small, assistant_provider: 'vapi', vapi_api_key: '${env:VAPI_KEY}' };
    const references = { '${env:VAPI_KEY}': 'FAKE-new-do-not-use' };
    const fixture = await SyncFixture.synced({ file, agent: small, references });
    fixture.expectsFailures = true;
    fixture.ports.secrets.recordSent = failing;
    fixture.ports.retention.put = failing;
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.baseline?.remote['assistant_provider'], 'vapi');
    assert.match(fixture.lines.join('\n'), /Could not record the secrets/);
  });
});

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
    it(`keeps what the file never mentioned (${words(modes)})`, async () => {
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
    it(`are verified or reported lost if omitted (${words(modes)})`, async () => {
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

    it(`are retained by a PATCH (${words(modes)})`, async () => {
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

describe('a request that fails', () => {
  const table: [ApiFailure, string][] = [
    [{ kind: 'unauthorized' }, 'failed'],
    [{ kind: 'forbidden' }, 'failed'],
    [{ kind: 'notFound' }, 'failed'],
    [{ kind: 'rateLimited', retryAfter: 1000 }, 'failed'],
    [{ kind: 'unreachable', reason: 'ENOTFOUND' }, 'failed'],
    [{ kind: 'redirected', status: 302 }, 'failed'],
    [{ kind: 'timedOut', sent: false }, 'failed'],
    [{ kind: 'canceled', sent: false }, 'canceled'],
    [{ kind: 'canceled', sent: true }, 'not-applied'],
    [{ kind: 'timedOut', sent: true }, 'not-applied'],
    [{ kind: 'serverError', status: 500 }, 'not-applied'],
    [{ kind: 'unexpected', reason: 'HTML', sent: true }, 'not-applied'],
    [{ kind: 'rejected', body: { language: ['No.'] } }, 'rejected'],
  ];
  for (const [failure, kind] of table) {
    it(`by ${failure.kind}${'sent' in failure && failure.sent ? ' after sending' : ''} ends as ${kind}`, async () => {
      const fixture = await SyncFixture.synced({ file: agent, agent });
      fixture.edit((file) => ({ ...file, language: 'de' }));
      const before = fixture.text;
      fixture.remote.fault = { failure, applied: false };
      assert.equal(outcomeKind(await fixture.push()), kind);
      assert.deepEqual([fixture.remote.writes.length, fixture.text], [1, before]);
      assert.equal(outcomeKind(await fixture.push()), 'pushed', 'the next push sends the values again');
    });
  }
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

describe('a write without a response', () => {
  const timedOut = { kind: 'timedOut', sent: true } as const;
  const cases: [string, boolean, string][] = [
    ['that happened counts as pushed', true, 'pushed'],
    ['that did not happen is reported so', false, 'not-applied'],
  ];
  for (const [name, applied, expected] of cases) {
    it(`${name}, and is never repeated`, async () => {
      const fixture = await SyncFixture.synced({ file: agent, agent });
      fixture.edit((file) => ({ ...file, language: 'de' }));
      fixture.remote.fault = { failure: timedOut, applied };
      assert.equal(outcomeKind(await fixture.push()), expected);
      assert.equal(fixture.remote.writes.length, 1);
    });
  }

  it('is unknown if only a part was applied, and names a secret that it cleared', async () => {
    const modes: RemoteModes = { put: 'clear', nested: 'merge', clearText: true };
    const fixture = await SyncFixture.synced({
      file: agent,
      agent: { ...agent, vapi_api_key: 'FAKE-a' },
      modes,
    });
    fixture.edit((file) => ({ ...file, language: 'de', llm_temperature: 0.9 }));
    fixture.remote.rewrite = (body) => ({ ...body, language: 'en' });
    fixture.remote.fault = { failure: timedOut, applied: true };
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'unknown');
    assert.deepEqual(outcome.lostSecrets, ['/vapi_api_key']);
    assert.match(describePushOutcome(outcome, () => '').text, /vapi_api_key is not stored\. Re-enter it\.$/);
  });

  it('is unknown if a part was applied, and names no secret that was not stored before', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de', vapi_api_key: 'FAKE-a', llm_temperature: 0.9 }));
    fixture.remote.rewrite = (body) => ({ ...body, vapi_api_key: null, language: 'en' });
    fixture.remote.fault = { failure: timedOut, applied: true };
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'unknown');
    assert.deepEqual(outcome.lostSecrets, []);
  });

  it('is unknown if reading fails, too', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    fixture.remote.fault = { failure: timedOut, applied: true };
    fixture.remote.readFaults.push(undefined, undefined, { kind: 'serverError', status: 503 });
    assert.equal(outcomeKind(await fixture.push()), 'unknown');
    assert.equal(fixture.remote.writes.length, 1);
  });
});

describe('a rollback of a push', () => {
  it('restores the agent, once', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de', topic_nodes: { booking: 'new' } }));
    await fixture.push();
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    assert.equal(propertyOf(fixture.remote.stored, 'language'), 'en');
    assert.deepEqual(propertyOf(fixture.remote.stored, 'topic_nodes'), {});
    assert.equal(outcomeKind(await fixture.undo()), 'nothing-to-undo');
    assert.equal(outcomeKind(await fixture.push()), 'pushed', 'the file still has the rolled back value');
  });

  it('empties again what was null on the agent and is rejected by a PUT', async () => {
    const fixture = await SyncFixture.synced({
      file: agent,
      agent: { ...agent, llm_system_prompt: null, topic_nodes: null },
    });
    fixture.edit((file) => ({ ...file, llm_system_prompt: 'Be rude.', topic_nodes: { booking: 'new' } }));
    await fixture.push();
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    const { llm_system_prompt, topic_nodes } = fixture.remote.stored;
    assert.deepEqual([llm_system_prompt, topic_nodes], ['', {}]);
  });

  it('asks before it sends a secret again that may not be retained', async () => {
    const vapi = { ...agent, vapi_api_key: '${env:VAPI_KEY}' };
    const modes = { put: 'clear', nested: 'replace', clearText: true } as const;
    const fixture = await SyncFixture.synced({
      file: vapi,
      agent,
      modes,
      references: { '${env:VAPI_KEY}': 'FAKE-v' },
    });
    fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
    await fixture.push();
    fixture.shownPlans.length = 0;
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    assert.deepEqual(
      [fixture.lastPushPlan.risk, fixture.lastPushPlan.reasons],
      ['high', ['unverifiable-secret', 'secret-resend']],
    );
    assert.deepEqual(fixture.remote.stored, { ...agent, vapi_api_key: 'FAKE-v' });
  });

  it('keeps what a merge added on both sides, so that it is not a change', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    fixture.remote.edit((stored) => ({ ...stored, llm_temperature: 0.8 }));
    await fixture.push();
    assert.equal(outcomeKind(await fixture.undo()), 'pushed');
    fixture.remote.edit((stored) => ({ ...stored, llm_temperature: 0.9 }));
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.deepEqual([fixture.file['llm_temperature'], fixture.file['language']], [0.9, 'de']);
  });

  it('is rejected if the agent has changed since', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    await fixture.push();
    fixture.remote.edit((stored) => ({ ...stored, llm_model: 'gpt-4o' }));
    assert.deepEqual(await fixture.undo(), { kind: 'stale', changed: 'agent' });
  });
});

function words({ put, nested, clearText }: RemoteModes): string {
  return `put ${put}, nested ${nested}, ${clearText ? 'clear' : 'masked'} sip_auth`;
}
