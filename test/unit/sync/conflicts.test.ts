import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { disputeProblem, disputeTitle, disputedText } from '#sync/messages/describeConflict';
import { decideAgain } from '#sync/conflicts';
import type { Contested } from '#sync/model';
import { type JsonObject, toPointer } from '#language/syntax/json';
import { SyncWorld } from '#support/sync/syncWorld';

const agent: JsonObject = {
  ...{ id: 12, agent_name: 'Front Desk', description: 'One.\nTwo.', inbound: true, language: 'en' },
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: 'FAKE-s' },
};
const file: JsonObject = {
  ...agent,
  livekit_data: { url: 'wss://a.example.com', agent_name: 'desk', api_secret: '${env:S}' },
};

/** A synced file and agent, then both edited. */
async function torn(mine: JsonObject, theirs: JsonObject): Promise<SyncWorld> {
  const world = new SyncWorld({ file, agent, references: { '${env:S}': 'FAKE-s' } });
  await world.push();
  world.asked.length = 0;
  world.remote.writes.length = 0;
  world.edit((text) => ({ ...text, ...mine }));
  world.remote.edit((stored) => ({ ...stored, ...theirs }));
  return world;
}

function open(world: SyncWorld): string[] {
  return world.undecided.map(({ path }) => toPointer(path));
}

describe('a contested member', () => {
  for (const look of ['pull', 'push'] as const) {
    it(`waits in the snapshot after a ${look}`, async () => {
      const world = await torn({ language: 'de' }, { language: 'fr' });
      assert.deepEqual(open(world), []);
      await world[look]();
      assert.deepEqual(open(world), ['/language']);
      assert.deepEqual(world.remote.writes, []);
    });
  }

  it('waits no more once the file says the same, and waits again when that is undone', async () => {
    const world = await torn({ language: 'de' }, { language: 'fr' });
    await world.pull();
    const before = world.text;
    world.takeTheirs('/language');
    assert.equal(world.file['language'], 'fr');
    assert.deepEqual(open(world), []);
    world.text = before;
    assert.deepEqual(open(world), ['/language']);
  });

  it('waits no more once the file is as it was last synced: a pull brings what is there', async () => {
    const world = await torn({ language: 'de' }, { language: 'fr' });
    await world.pull();
    world.edit((text) => ({ ...text, language: 'en' }));
    assert.deepEqual(open(world), []);
    assert.equal((await world.pull()).kind, 'pulled');
    assert.equal(world.file['language'], 'fr');
  });

  it('is settled by keeping mine, whatever mine becomes, and a push then asks what it replaces', async () => {
    const world = await torn({ language: 'de' }, { language: 'fr' });
    await world.push();
    world.keepMine('/language');
    assert.deepEqual(open(world), []);
    world.edit((text) => ({ ...text, language: 'es' }));
    await world.pull();
    assert.deepEqual(open(world), []);
    assert.equal((await world.push()).kind, 'pushed');
    const [asked] = world.asked;
    assert.ok(asked?.kind === 'push');
    assert.deepEqual([asked.risk, asked.overridden], ['high', ['/language']]);
    assert.equal(world.remote.stored['language'], 'es');
    assert.equal((await world.push()).kind, 'in-sync');
    assert.equal(world.baseline?.disputes, undefined);
  });

  it('asks again when the agent says something else than what was decided about', async () => {
    const world = await torn({ language: 'de' }, { language: 'fr' });
    await world.pull();
    world.keepMine('/language');
    world.remote.edit((stored) => ({ ...stored, language: 'es' }));
    assert.equal((await world.push()).kind, 'blocked');
    assert.deepEqual(open(world), ['/language']);
    assert.deepEqual(world.remote.writes, []);
  });

  it('can be decided again', async () => {
    const world = await torn({ language: 'de' }, { language: 'fr' });
    await world.pull();
    world.keepMine('/language');
    assert.ok(world.baseline);
    world.baseline = decideAgain(world.baseline);
    assert.deepEqual(open(world), ['/language']);
    assert.equal((await world.push()).kind, 'blocked');
  });

  it('keeps its decision while others are still open', async () => {
    const world = await torn(
      { language: 'de', description: 'Uno.' },
      { language: 'fr', description: 'Eins.' },
    );
    await world.push();
    world.keepMine('/language');
    for (const look of ['push', 'pull', 'push'] as const) {
      await world[look]();
      assert.deepEqual(open(world), ['/description']);
    }
    world.takeTheirs('/description');
    assert.equal((await world.push()).kind, 'pushed');
    assert.deepEqual([world.remote.stored['language'], world.remote.stored['description']], ['de', 'Eins.']);
  });
});

describe('a contested object that holds secrets', () => {
  const mine = { livekit_data: { url: 'wss://b.example.com', agent_name: 'desk', api_secret: '${env:S}' } };
  const theirs = { livekit_data: { url: 'wss://a.example.com', agent_name: 'shop', api_secret: 'FAKE-s' } };

  it('is taken whole from the agent, and the reference stays in the file', async () => {
    const world = await torn(mine, theirs);
    await world.pull();
    assert.deepEqual(open(world), ['/livekit_data']);
    world.takeTheirs('/livekit_data');
    assert.deepEqual(world.file['livekit_data'], {
      ...{ url: 'wss://a.example.com', agent_name: 'shop', api_secret: '${env:S}' },
    });
    assert.equal((await world.push()).kind, 'in-sync');
  });

  it('is sent whole from the file when mine is kept', async () => {
    const world = await torn(mine, theirs);
    await world.push();
    world.keepMine('/livekit_data');
    assert.equal((await world.push()).kind, 'pushed');
    assert.deepEqual(world.remote.stored['livekit_data'], {
      ...{ url: 'wss://b.example.com', agent_name: 'desk', api_secret: 'FAKE-s' },
    });
  });

  it('keeps what the file never mentioned, and clears what was deleted from it', async () => {
    const world = await torn(
      { livekit_data: { url: 'wss://b.example.com', api_secret: '${env:S}' } },
      { livekit_data: { ...theirs.livekit_data, config: { room: 1 } } },
    );
    await world.push();
    world.keepMine('/livekit_data');
    await world.push();
    assert.deepEqual(world.remote.stored['livekit_data'], {
      ...{ url: 'wss://b.example.com', agent_name: '', api_secret: 'FAKE-s', config: { room: 1 } },
    });
  });
});

describe('the words about a contested member', () => {
  const table: [string, Contested, title: string, problem: string][] = [
    [
      'a short value',
      { path: ['language'], base: 'en', mine: 'de', theirs: 'fr' },
      'On Cekura: "fr"',
      'Conflict: "language" was changed locally, and to "fr" on Cekura.',
    ],
    [
      'a long one',
      { path: ['description'], base: 'a', mine: 'b', theirs: 'Answers the phone.\nBooks.' },
      'Also changed on Cekura',
      'Conflict: "description" was changed locally and on Cekura.',
    ],
    [
      'one that is gone there',
      { path: ['topic_nodes', 'a'], base: 1, mine: 2, theirs: undefined },
      'Removed on Cekura',
      'Conflict: "topic_nodes.a" was changed locally and removed on Cekura.',
    ],
    [
      'one that is gone here',
      { path: ['language'], base: 'en', mine: undefined, theirs: 'fr' },
      '"language" was removed locally; on Cekura: "fr"',
      'Conflict: "language" was removed locally and changed to "fr" on Cekura.',
    ],
    [
      'an address with a password',
      { path: ['websocket_url'], base: '', mine: 'wss://b', theirs: 'wss://u:FAKE-p@a' },
      'On Cekura: "wss://…@a"',
      'Conflict: "websocket_url" was changed locally, and to "wss://…@a" on Cekura.',
    ],
  ];
  for (const [name, contested, title, problem] of table) {
    it(`of ${name}`, () =>
      assert.deepEqual([disputeTitle(contested), disputeProblem(contested)], [title, problem]));
  }

  it('are few enough for a line', () => {
    const contested = { path: ['hallucination_metric_kb_files'], base: '', mine: '', theirs: 'x'.repeat(38) };
    assert.ok(disputeProblem(contested).length <= 160);
  });

  it('show both sides as they read', () => {
    assert.equal(disputedText('One.\nTwo.'), 'One.\nTwo.');
    assert.equal(disputedText({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}');
    assert.equal(disputedText(undefined), '');
  });
});
