import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparableContent } from '#sync/content/canonical';
import { newFileText } from '#sync/pull/planPull';
import type { JsonObject } from '#language/syntax/json';
import { SyncFixture, agentSchema, readJson } from '#support/sync/syncFixture';

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'One.\nTwo.\nThree.',
  inbound: true,
  language: 'en',
};

interface Golden {
  readonly name: string;
  /** The file before the pull; `base`: the file at the last sync. */
  readonly base?: string;
  readonly file: string;
  /** The agent at the last sync, and after changes by other users. */
  readonly agent: JsonObject;
  readonly remote: JsonObject;
  readonly after: string;
}

const golden: Golden[] = [
  {
    name: 'changes one value and keeps order, tabs, line ends and everything else',
    file: '{\r\n\t"inbound" : true,\r\n\t"mine":1,\r\n\t"language": "en", "id": 12,\r\n\t"agent_name": "Front Desk"\r\n}',
    agent,
    remote: { ...agent, language: 'de' },
    after:
      '{\r\n\t"inbound" : true,\r\n\t"mine":1,\r\n\t"language": "de", "id": 12,\r\n\t"agent_name": "Front Desk"\r\n}',
  },
  {
    name: 'keeps a reference next to a changed property',
    file: '{ "id": 12, "livekit_data": { "url": "wss://a.example.com", "api_secret": "${env:S}" } }',
    agent: { ...agent, livekit_data: { url: 'wss://a.example.com', api_secret: 'FAKE-s' } },
    remote: { ...agent, livekit_data: { url: 'wss://b.example.com', api_secret: 'FAKE-s' } },
    after: '{ "id": 12, "livekit_data": { "url": "wss://b.example.com", "api_secret": "${env:S}" } }',
  },
  {
    name: 'adds a property that was set on Cekura, after the last property',
    file: '{\n  "id": 12,\n  "language": "en"\n}\n',
    agent,
    remote: { ...agent, llm_model: 'gpt-4o-mini' },
    after: '{\n  "id": 12,\n  "language": "en",\n  "llm_model": "gpt-4o-mini"\n}\n',
  },
  {
    name: 'removes a property that was removed on Cekura',
    file: '{ "id": 12, "topic_nodes": { "a": 1, "b": 2 } }',
    agent: { ...agent, topic_nodes: { a: 1, b: 2 } },
    remote: { ...agent, topic_nodes: { b: 2 } },
    after: '{ "id": 12, "topic_nodes": { "b": 2 } }',
  },
  {
    name: 'merges both sides of a long text by line',
    base: '{ "id": 12, "description": "One.\\nTwo.\\nThree." }',
    file: '{ "id": 12, "description": "Uno.\\nTwo.\\nThree." }',
    agent,
    remote: { ...agent, description: 'One.\nTwo.\nTre.' },
    after: '{ "id": 12, "description": "Uno.\\nTwo.\\nTre." }',
  },
  {
    name: 'leaves a property in conflict as it is',
    base: '{ "id": 12, "language": "en", "inbound": true }',
    file: '{ "id": 12, "language": "fr", "inbound": true }',
    agent,
    remote: { ...agent, language: 'de', inbound: false },
    after: '{ "id": 12, "language": "fr", "inbound": false }',
  },
  {
    name: 'brings flags that the file shows up to date',
    file: '{ "id": 12, "vapi_api_key_configured": false }',
    agent,
    remote: { ...agent, vapi_api_key: 'FAKE-v' },
    after: '{ "id": 12, "vapi_api_key_configured": true }',
  },
];

/** A fixture in which `base` and `agent` were synced. */
async function syncedWorld({ base, file, agent: agentBefore }: Golden): Promise<SyncFixture> {
  const fixture = new SyncFixture({ file: base ?? file, agent: agentBefore });
  const before = fixture.text;
  await fixture.pull();
  // The first pull adds the whole agent to the file and the baseline. Then the file is reduced again.
  fixture.baseline = { ...fixture.baseline!, file: comparableContent(agentSchema, readJson(before)) };
  fixture.text = file;
  return fixture;
}

describe('a pull', () => {
  for (const pair of golden) {
    it(pair.name, async () => {
      const fixture = await syncedWorld(pair);
      fixture.remote.edit(() => pair.remote);
      await fixture.pull();
      assert.equal(fixture.text, pair.after);
      const writes = fixture.remote.writes.length;
      await fixture.pull();
      assert.equal(fixture.text, pair.after, 'a second pull finds nothing');
      assert.equal(writes, 0);
    });
  }

  it('keeps a short file short: unmentioned and empty properties are not added', async () => {
    const nothing = { vapi_data: {}, outbound_numbers: [], websocket_url: null, contact_number: '' };
    const fixture = new SyncFixture({
      file: { id: 12, agent_name: 'Front Desk', contact_number: '+14155550123' },
      agent: {
        ...agent,
        ...nothing,
        outbound_auto_call: false,
        agent_gives_first_message: false,
        inbound: false,
      },
    });
    await fixture.pull();
    assert.deepEqual(
      Object.keys(fixture.file).filter((name) => !(name in agent)),
      ['contact_number', 'agent_gives_first_message'],
    );
    assert.equal(fixture.file['inbound'], false);
    assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
    assert.equal((await fixture.push()).kind, 'in-sync');
  });

  it('shows the diff first without a baseline, and can be canceled', async () => {
    const fixture = new SyncFixture({ file: { id: 12 }, agent });
    fixture.confirmsPull = false;
    assert.equal((await fixture.pull()).kind, 'canceled');
    assert.equal(fixture.text, '{\n  "id": 12\n}\n');
    fixture.confirmsPull = true;
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.deepEqual(fixture.file, agent);
  });

  it('adds no empty property to a file, but empties an existing one', async () => {
    const fixture = new SyncFixture({
      file: { id: 12, language: 'en' },
      agent: { ...agent, websocket_url: null },
    });
    await fixture.pull();
    assert.ok(!Object.hasOwn(fixture.file, 'websocket_url'));
    fixture.remote.edit((stored) => ({ ...stored, sip_endpoint: '', language: '' }));
    await fixture.pull();
    assert.ok(!Object.hasOwn(fixture.file, 'sip_endpoint'));
    assert.equal(fixture.file['language'], '');
  });

  it('empties what is empty on the agent, also in a file that was never synced', async () => {
    const fixture = new SyncFixture({
      file: { id: 12, contact_number: '+14155550123' },
      agent: { id: 12, agent_name: 'Front Desk', contact_number: '' },
    });
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal(fixture.shownPlans.length, 1);
    assert.equal(fixture.file['contact_number'], '');
  });

  it('adds no credential to the file, and reports the excluded ones', async () => {
    const sip = {
      sip_auth: { username: 'desk', password: 'FAKE-p' },
      websocket_headers: { Authorization: 'FAKE-h' },
    };
    const fixture = new SyncFixture({ file: { id: 12 }, agent: { ...agent, ...sip } });
    const outcome = await fixture.pull();
    assert.ok(outcome.kind === 'pulled');
    assert.deepEqual(outcome.plan.omittedSecrets, ['/sip_auth/password', '/websocket_headers/Authorization']);
    assert.doesNotMatch(fixture.text + JSON.stringify(fixture.baseline), /FAKE/);
    assert.deepEqual(fixture.file['sip_auth'], { username: 'desk' });
  });

  it('keeps a reference when the object that contains it was removed on the agent', async () => {
    const data = { url: 'wss://a.example.com', api_secret: 'FAKE-s' };
    const file = { id: 12, livekit_data: { url: data.url, api_secret: '${env:S}' } };
    const fixture = new SyncFixture({ file, agent: { ...agent, livekit_data: data } });
    await fixture.pull();
    fixture.remote.edit((stored) => ({ ...stored, livekit_data: null }));
    const outcome = await fixture.pull();
    assert.ok(outcome.kind === 'nothing-to-pull');
    assert.deepEqual(
      outcome.conflicts.map(({ path }) => path),
      [['livekit_data']],
    );
    assert.match(fixture.text, /\$\{env:S\}/);
    fixture.useRemote('/livekit_data');
    assert.equal(fixture.file['livekit_data'], null);
  });

  it('counts an updated flag, so that it never reports "0 changes"', async () => {
    const fixture = new SyncFixture({ file: { ...agent, vapi_api_key_configured: false }, agent });
    await fixture.pull();
    fixture.remote.edit((stored) => ({ ...stored, vapi_api_key: 'FAKE-v' }));
    const outcome = await fixture.pull();
    assert.ok(outcome.kind === 'pulled');
    assert.deepEqual(outcome.plan.changes, [
      { path: ['vapi_api_key_configured'], before: false, after: true },
    ]);
  });

  it('keeps conflicts until the user resolves them', async () => {
    const fixture = new SyncFixture({ file: { ...agent }, agent });
    await fixture.pull();
    fixture.edit((file) => ({ ...file, language: 'fr' }));
    fixture.remote.edit((stored) => ({ ...stored, language: 'de' }));
    for (let round = 0; round < 2; round++) {
      const outcome = await fixture.pull();
      assert.ok(outcome.kind === 'nothing-to-pull');
      assert.equal(outcome.conflicts.length, 1);
    }
    fixture.keepLocal('/language');
    assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.remote.stored['language'], 'fr');
  });

  it('then push writes nothing', async () => {
    const fixture = new SyncFixture({ file: { id: 12, language: 'fr', mine: 1 }, agent });
    await fixture.pull();
    assert.equal((await fixture.push()).kind, 'pushed', 'the property that the agent does not have');
    await fixture.pull();
    assert.equal((await fixture.push()).kind, 'in-sync');
    assert.equal(fixture.remote.writes.length, 1);
  });
});

describe('a new file', () => {
  it('starts with the ID, follows the schema, and contains flags but no secrets', () => {
    const text = newFileText(agentSchema, {
      updated_at: '2026-05-20T17:42:11Z',
      vapi_api_key_configured: true,
      retell_api_key_configured: false,
      language: 'en',
      websocket_url: null,
      contact_number: '',
      agent_name: 'Front Desk',
      id: 12,
      sip_auth: { username: 'desk', password: 'FAKE-p' },
    });
    assert.equal(
      text,
      '{\n  "id": 12,\n  "agent_name": "Front Desk",\n  "language": "en",\n' +
        '  "sip_auth": {\n    "username": "desk"\n  },\n  "vapi_api_key_configured": true\n}\n',
    );
  });
});
