import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conflictMessage, conflictTitle, conflictText } from '#sync/messages/describeConflict';
import { clearResolutions } from '#sync/conflicts';
import type { Conflict } from '#sync/model';
import { type JsonObject, toPointer } from '#language/syntax/json';
import { SyncFixture } from '#support/sync/syncFixture';

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'One.\nTwo.',
  inbound: true,
  language: 'en',
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: 'FAKE-s' },
};
const file: JsonObject = {
  ...agent,
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: '${env:S}' },
};

/** A file and an agent that were edited after a sync. */
async function createDiverged(local: JsonObject, remote: JsonObject): Promise<SyncFixture> {
  const fixture = new SyncFixture({ file, agent, references: { '${env:S}': 'FAKE-s' } });
  await fixture.push();
  fixture.shownPlans.length = 0;
  fixture.remote.writes.length = 0;
  fixture.edit((text) => ({ ...text, ...local }));
  fixture.remote.edit((stored) => ({ ...stored, ...remote }));
  return fixture;
}

function open(fixture: SyncFixture): string[] {
  return fixture.unresolvedConflicts.map(({ path }) => toPointer(path));
}

describe('a property in conflict', () => {
  for (const command of ['pull', 'push'] as const) {
    it(`is in the baseline after a ${command}`, async () => {
      const fixture = await createDiverged({ language: 'de' }, { language: 'fr' });
      assert.deepEqual(open(fixture), []);
      await fixture[command]();
      assert.deepEqual(open(fixture), ['/language']);
      assert.deepEqual(fixture.remote.writes, []);
    });
  }

  it('does not hide the other remote changes, also once it is resolved', async () => {
    const fixture = await createDiverged({ language: 'de' }, { language: 'fr', inbound: false });
    await fixture.push();
    assert.deepEqual(fixture.status, { kind: 'diverged', outgoing: 0, incoming: 1, conflicts: 1 });
    fixture.keepLocal('/language');
    assert.deepEqual(fixture.status, { kind: 'diverged', outgoing: 1, incoming: 1, conflicts: 0 });
  });

  it('is resolved when the file has the remote value, and unresolved again when that is undone', async () => {
    const fixture = await createDiverged({ language: 'de' }, { language: 'fr' });
    await fixture.pull();
    const before = fixture.text;
    fixture.useRemote('/language');
    assert.equal(fixture.file['language'], 'fr');
    assert.deepEqual(open(fixture), []);
    fixture.text = before;
    assert.deepEqual(open(fixture), ['/language']);
  });

  it('is resolved when the file is as last synced: a pull gets the remote value', async () => {
    const fixture = await createDiverged({ language: 'de' }, { language: 'fr' });
    await fixture.pull();
    fixture.edit((text) => ({ ...text, language: 'en' }));
    assert.deepEqual(open(fixture), []);
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal(fixture.file['language'], 'fr');
  });

  it('is resolved by keeping the local value, even if that changes, and a push then asks before it overwrites', async () => {
    const fixture = await createDiverged({ language: 'de' }, { language: 'fr' });
    await fixture.push();
    fixture.keepLocal('/language');
    assert.deepEqual(open(fixture), []);
    fixture.edit((text) => ({ ...text, language: 'es' }));
    await fixture.pull();
    assert.deepEqual(open(fixture), []);
    assert.equal((await fixture.push()).kind, 'pushed');
    const [asked] = fixture.shownPlans;
    assert.ok(asked?.kind === 'push');
    assert.deepEqual([asked.risk, asked.overriddenProperties], ['high', ['/language']]);
    assert.equal(fixture.remote.stored['language'], 'es');
    assert.equal((await fixture.push()).kind, 'in-sync');
    assert.equal(fixture.baseline?.conflicts, undefined);
  });

  it('is back when the remote value changes after the resolution', async () => {
    const fixture = await createDiverged({ language: 'de' }, { language: 'fr' });
    await fixture.pull();
    fixture.keepLocal('/language');
    fixture.remote.edit((stored) => ({ ...stored, language: 'es' }));
    assert.equal((await fixture.push()).kind, 'blocked');
    assert.deepEqual(open(fixture), ['/language']);
    assert.deepEqual(fixture.remote.writes, []);
  });

  it('can be resolved again', async () => {
    const fixture = await createDiverged({ language: 'de' }, { language: 'fr' });
    await fixture.pull();
    fixture.keepLocal('/language');
    assert.ok(fixture.baseline);
    fixture.baseline = clearResolutions(fixture.baseline);
    assert.deepEqual(open(fixture), ['/language']);
    assert.equal((await fixture.push()).kind, 'blocked');
  });

  it('keeps its resolution while others are unresolved', async () => {
    const fixture = await createDiverged(
      { language: 'de', description: 'Uno.' },
      { language: 'fr', description: 'Eins.' },
    );
    await fixture.push();
    fixture.keepLocal('/language');
    for (const command of ['push', 'pull', 'push'] as const) {
      await fixture[command]();
      assert.deepEqual(open(fixture), ['/description']);
    }
    fixture.useRemote('/description');
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(
      [fixture.remote.stored['language'], fixture.remote.stored['description']],
      ['de', 'Eins.'],
    );
  });
});

describe('a secret container in conflict', () => {
  const local = { livekit_data: { url: 'wss://b.example.com', agent_name: 'desk', api_secret: '${env:S}' } };
  const remote = { livekit_data: { url: 'wss://a.example.com', agent_name: 'shop', api_secret: 'FAKE-s' } };

  it('has the remote value as a whole, and the file keeps the reference', async () => {
    const fixture = await createDiverged(local, remote);
    await fixture.pull();
    assert.deepEqual(open(fixture), ['/livekit_data']);
    fixture.useRemote('/livekit_data');
    assert.deepEqual(fixture.file['livekit_data'], {
      url: 'wss://a.example.com',
      agent_name: 'shop',
      api_secret: '${env:S}',
    });
    assert.equal((await fixture.push()).kind, 'in-sync');
  });

  it('is sent as a whole from the file when the local value is kept', async () => {
    const fixture = await createDiverged(local, remote);
    await fixture.push();
    fixture.keepLocal('/livekit_data');
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.deepEqual(fixture.remote.stored['livekit_data'], {
      url: 'wss://b.example.com',
      agent_name: 'desk',
      api_secret: 'FAKE-s',
    });
  });

  it('can be kept if it was edited after a push had found remote changes inside it', async () => {
    const fixture = await createDiverged({}, remote);
    await fixture.push();
    assert.deepEqual(open(fixture), []);
    fixture.edit((text) => ({ ...text, ...local }));
    assert.deepEqual(open(fixture), ['/livekit_data']);
    fixture.keepLocal('/livekit_data');
    assert.deepEqual(open(fixture), []);
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.remote.writes.length, 1);
  });

  it('keeps what the file never mentioned, and clears what was deleted from it', async () => {
    const fixture = await createDiverged(
      { livekit_data: { url: 'wss://b.example.com', api_secret: '${env:S}' } },
      { livekit_data: { ...remote.livekit_data, config: { room: 1 } } },
    );
    await fixture.push();
    fixture.keepLocal('/livekit_data');
    await fixture.push();
    assert.deepEqual(fixture.remote.stored['livekit_data'], {
      url: 'wss://b.example.com',
      agent_name: '',
      api_secret: 'FAKE-s',
      config: { room: 1 },
    });
  });
});

describe('the message about a conflict', () => {
  const table: [string, Conflict, title: string, problem: string][] = [
    [
      'a short value',
      { path: ['language'], base: 'en', local: 'de', remote: 'fr' },
      'On Cekura: "fr"',
      'Conflict: "language" was changed locally, and to "fr" on Cekura.',
    ],
    [
      'a long value',
      { path: ['description'], base: 'a', local: 'b', remote: 'Answers the phone.\nBooks.' },
      'Also changed on Cekura',
      'Conflict: "description" was changed locally and on Cekura.',
    ],
    [
      'a property that was removed on Cekura',
      { path: ['topic_nodes', 'a'], base: 1, local: 2, remote: undefined },
      'Removed on Cekura',
      'Conflict: "topic_nodes.a" was changed locally and removed on Cekura.',
    ],
    [
      'a property that was removed in the file',
      { path: ['language'], base: 'en', local: undefined, remote: 'fr' },
      '"language" was removed locally; on Cekura: "fr"',
      'Conflict: "language" was removed locally and changed to "fr" on Cekura.',
    ],
    [
      'an address with a password',
      { path: ['websocket_url'], base: '', local: 'wss://b', remote: 'wss://u:FAKE-p@a' },
      'On Cekura: "wss://…@a"',
      'Conflict: "websocket_url" was changed locally, and to "wss://…@a" on Cekura.',
    ],
  ];
  for (const [name, conflicts, title, problem] of table) {
    it(`about ${name}`, () =>
      assert.deepEqual([conflictTitle(conflicts), conflictMessage(conflicts)], [title, problem]));
  }

  it('fits in a line', () => {
    const conflicts = {
      path: ['hallucination_metric_kb_files'],
      base: '',
      local: '',
      remote: 'x'.repeat(38),
    };
    assert.ok(conflictMessage(conflicts).length <= 160);
  });

  it('has both values', () => {
    assert.equal(conflictText('One.\nTwo.'), 'One.\nTwo.');
    assert.equal(conflictText({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}');
    assert.equal(conflictText(undefined), '');
  });
});
