import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conflictMessage, conflictTitle, conflictText } from '#sync/messages/describeConflict';
import { clearResolutions, lastSeenRemote } from '#sync/conflicts';
import { type SyncStatus, syncStatus } from '#sync/status';
import type { Conflict } from '#sync/model';
import { type JsonObject, toPointer } from '#language/syntax/json';
import { agentSchema } from '#support/language/agents';
import { SyncWorld } from '#support/sync/syncWorld';

const agent: JsonObject = {
  ...{ id: 12, agent_name: 'Front Desk', description: 'One.\nTwo.', inbound: true, language: 'en' },
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: 'FAKE-s' },
};
const file: JsonObject = {
  ...agent,
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: '${env:S}' },
};

/** A file and an agent that were edited after a sync. */
async function createDiverged(local: JsonObject, remote: JsonObject): Promise<SyncWorld> {
  const world = new SyncWorld({ file, agent, references: { '${env:S}': 'FAKE-s' } });
  await world.push();
  world.shownPlans.length = 0;
  world.remote.writes.length = 0;
  world.edit((text) => ({ ...text, ...local }));
  world.remote.edit((stored) => ({ ...stored, ...remote }));
  return world;
}

function open(world: SyncWorld): string[] {
  return world.unresolvedConflicts.map(({ path }) => toPointer(path));
}

/** The status without a request. */
function statusOf({ file: local, baseline }: SyncWorld): SyncStatus {
  assert.ok(baseline);
  const remote = lastSeenRemote(baseline);
  return syncStatus({
    schema: agentSchema,
    origin: 'https://api.example.com',
    file: local,
    remote,
    baseline,
  });
}

describe('a property in conflict', () => {
  for (const command of ['pull', 'push'] as const) {
    it(`is in the baseline after a ${command}`, async () => {
      const world = await createDiverged({ language: 'de' }, { language: 'fr' });
      assert.deepEqual(open(world), []);
      await world[command]();
      assert.deepEqual(open(world), ['/language']);
      assert.deepEqual(world.remote.writes, []);
    });
  }

  it('does not hide the other remote changes, also once it is resolved', async () => {
    const world = await createDiverged({ language: 'de' }, { language: 'fr', inbound: false });
    await world.push();
    assert.deepEqual(statusOf(world), { kind: 'diverged', outgoing: 0, incoming: 1, conflicts: 1 });
    world.keepLocal('/language');
    assert.deepEqual(statusOf(world), { kind: 'diverged', outgoing: 1, incoming: 1, conflicts: 0 });
  });

  it('is resolved when the file has the remote value, and unresolved again when that is undone', async () => {
    const world = await createDiverged({ language: 'de' }, { language: 'fr' });
    await world.pull();
    const before = world.text;
    world.useRemote('/language');
    assert.equal(world.file['language'], 'fr');
    assert.deepEqual(open(world), []);
    world.text = before;
    assert.deepEqual(open(world), ['/language']);
  });

  it('is resolved when the file is as last synced: a pull gets the remote value', async () => {
    const world = await createDiverged({ language: 'de' }, { language: 'fr' });
    await world.pull();
    world.edit((text) => ({ ...text, language: 'en' }));
    assert.deepEqual(open(world), []);
    assert.equal((await world.pull()).kind, 'pulled');
    assert.equal(world.file['language'], 'fr');
  });

  it('is resolved by keeping the local value, even if that changes, and a push then asks before it overwrites', async () => {
    const world = await createDiverged({ language: 'de' }, { language: 'fr' });
    await world.push();
    world.keepLocal('/language');
    assert.deepEqual(open(world), []);
    world.edit((text) => ({ ...text, language: 'es' }));
    await world.pull();
    assert.deepEqual(open(world), []);
    assert.equal((await world.push()).kind, 'pushed');
    const [asked] = world.shownPlans;
    assert.ok(asked?.kind === 'push');
    assert.deepEqual([asked.risk, asked.overridden], ['high', ['/language']]);
    assert.equal(world.remote.stored['language'], 'es');
    assert.equal((await world.push()).kind, 'in-sync');
    assert.equal(world.baseline?.conflicts, undefined);
  });

  it('is back when the remote value changes after the resolution', async () => {
    const world = await createDiverged({ language: 'de' }, { language: 'fr' });
    await world.pull();
    world.keepLocal('/language');
    world.remote.edit((stored) => ({ ...stored, language: 'es' }));
    assert.equal((await world.push()).kind, 'blocked');
    assert.deepEqual(open(world), ['/language']);
    assert.deepEqual(world.remote.writes, []);
  });

  it('can be resolved again', async () => {
    const world = await createDiverged({ language: 'de' }, { language: 'fr' });
    await world.pull();
    world.keepLocal('/language');
    assert.ok(world.baseline);
    world.baseline = clearResolutions(world.baseline);
    assert.deepEqual(open(world), ['/language']);
    assert.equal((await world.push()).kind, 'blocked');
  });

  it('keeps its resolution while others are unresolved', async () => {
    const world = await createDiverged(
      { language: 'de', description: 'Uno.' },
      { language: 'fr', description: 'Eins.' },
    );
    await world.push();
    world.keepLocal('/language');
    for (const command of ['push', 'pull', 'push'] as const) {
      await world[command]();
      assert.deepEqual(open(world), ['/description']);
    }
    world.useRemote('/description');
    assert.equal((await world.push()).kind, 'pushed');
    assert.deepEqual([world.remote.stored['language'], world.remote.stored['description']], ['de', 'Eins.']);
  });
});

describe('a secret container in conflict', () => {
  const local = { livekit_data: { url: 'wss://b.example.com', agent_name: 'desk', api_secret: '${env:S}' } };
  const remote = { livekit_data: { url: 'wss://a.example.com', agent_name: 'shop', api_secret: 'FAKE-s' } };

  it('has the remote value as a whole, and the file keeps the reference', async () => {
    const world = await createDiverged(local, remote);
    await world.pull();
    assert.deepEqual(open(world), ['/livekit_data']);
    world.useRemote('/livekit_data');
    assert.deepEqual(world.file['livekit_data'], {
      ...{ url: 'wss://a.example.com', agent_name: 'shop', api_secret: '${env:S}' },
    });
    assert.equal((await world.push()).kind, 'in-sync');
  });

  it('is sent as a whole from the file when the local value is kept', async () => {
    const world = await createDiverged(local, remote);
    await world.push();
    world.keepLocal('/livekit_data');
    assert.equal((await world.push()).kind, 'pushed');
    assert.deepEqual(world.remote.stored['livekit_data'], {
      ...{ url: 'wss://b.example.com', agent_name: 'desk', api_secret: 'FAKE-s' },
    });
  });

  it('can be kept if it was edited after a push had found remote changes inside it', async () => {
    const world = await createDiverged({}, remote);
    await world.push();
    assert.deepEqual(open(world), []);
    world.edit((text) => ({ ...text, ...local }));
    assert.deepEqual(open(world), ['/livekit_data']);
    world.keepLocal('/livekit_data');
    assert.deepEqual(open(world), []);
    assert.equal((await world.push()).kind, 'pushed');
    assert.equal(world.remote.writes.length, 1);
  });

  it('keeps what the file never mentioned, and clears what was deleted from it', async () => {
    const world = await createDiverged(
      { livekit_data: { url: 'wss://b.example.com', api_secret: '${env:S}' } },
      { livekit_data: { ...remote.livekit_data, config: { room: 1 } } },
    );
    await world.push();
    world.keepLocal('/livekit_data');
    await world.push();
    assert.deepEqual(world.remote.stored['livekit_data'], {
      ...{ url: 'wss://b.example.com', agent_name: '', api_secret: 'FAKE-s', config: { room: 1 } },
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
