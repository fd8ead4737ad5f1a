import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePushOutcome } from '#sync/messages/describe';
import { syncStatus } from '#sync/status';
import { lastSeenRemote } from '#sync/conflicts';
import { type Json, type JsonObject, isJsonArray, isJsonObject, objectOf } from '#language/syntax/json';
import { SyncWorld, agentSchema } from '#support/sync/syncWorld';

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.\nBooks.\nSays goodbye.',
  inbound: true,
  llm_temperature: 0.3,
  dropoff_nodes: { a: 'One' },
  websocket_headers: { 'X-Environment': 'test' },
};

async function createSynced(more: JsonObject = {}): Promise<SyncWorld> {
  const world = new SyncWorld({ file: { ...agent, ...more }, agent: { ...agent, ...more } });
  await world.pull();
  world.shownPlans.length = 0;
  return world;
}

function statusOf(world: SyncWorld): string {
  const { file, baseline } = world;
  assert.ok(baseline);
  const remote = lastSeenRemote(baseline);
  return syncStatus({ schema: agentSchema, origin: world.remote.origin, file, remote, baseline }).kind;
}

describe('a value that the server ignores', () => {
  const ignored: [string, JsonObject, string][] = [
    ['a name', { agent_name: 'Reception' }, '/agent_name'],
    ['an object', { dropoff_nodes: { a: 'Two' } }, '/dropoff_nodes/a'],
    ['a new property inside an object', { dropoff_nodes: { a: 'One', b: 'Two' } }, '/dropoff_nodes/b'],
    ['one header', { websocket_headers: { 'X-Environment': 'live' } }, '/websocket_headers/X-Environment'],
    ['a new property', { language: 'de' }, '/language'],
    ['an unknown property', { lanuage: 'de' }, '/lanuage'],
    ['a removal', { dropoff_nodes: {} }, '/dropoff_nodes/a'],
  ];
  for (const [name, change, pointer] of ignored) {
    it(`${name}: stays a local change, and every push reports it`, async () => {
      const world = await createSynced();
      world.remote.rewrite = (body, before) =>
        objectOf(
          Object.entries(body).flatMap(([key, value]) => {
            if (!Object.hasOwn(change, key)) return [[key, value]];
            return before[key] === undefined ? [] : [[key, before[key]]];
          }),
        );
      world.edit((file) => ({ ...file, ...change }));
      for (let round = 0; round < 2; round++) {
        const outcome = await world.push();
        assert.ok(outcome.kind === 'verification-failed');
        assert.deepEqual(outcome.discrepancy.mismatches, [pointer]);
        assert.equal(statusOf(world), 'local-ahead');
        assert.equal((await world.pull()).kind, 'nothing-to-pull');
        assert.equal(statusOf(world), 'local-ahead');
      }
      world.remote.rewrite = (body) => body;
      assert.equal((await world.push()).kind, 'pushed');
      assert.equal((await world.push()).kind, 'in-sync');
    });
  }

  it('a property that was removed from the file: stays a local change', async () => {
    const world = await createSynced({ contact_number: '+14155550123' });
    world.remote.rewrite = (body, before) => ({ ...body, contact_number: before['contact_number'] ?? '' });
    world.edit((file) => objectOf(Object.entries(file).filter(([name]) => name !== 'contact_number')));
    assert.equal((await world.push()).kind, 'verification-failed');
    assert.equal(statusOf(world), 'local-ahead');
    assert.equal((await world.push()).kind, 'verification-failed');
  });

  it('an ignored property of a new agent: is a local change', async () => {
    const world = new SyncWorld({ file: { agent_name: 'New', description: 'A', inbound: true }, agent });
    world.remote.create = (body) => {
      world.remote.edit(() => ({ ...body, id: 12, description: 'B' }));
      return Promise.resolve({ ok: true, value: world.remote.response() });
    };
    const outcome = await world.create();
    assert.ok(outcome.kind === 'created');
    assert.deepEqual(outcome.discrepancy.mismatches, ['/description']);
    assert.equal(statusOf(world), 'local-ahead');
  });

  it('a value that Cekura overwrites automatically: can be pulled', async () => {
    const world = await createSynced({ auto_sync_prompt_enabled: true });
    world.remote.rewrite = (body) => ({ ...body, description: 'From the provider.' });
    world.edit((file) => ({ ...file, description: 'From the file.' }));
    assert.equal((await world.push()).kind, 'pushed');
    assert.equal(statusOf(world), 'remote-ahead');
    assert.equal((await world.pull()).kind, 'pulled');
    assert.equal(world.file['description'], 'From the provider.');
    assert.equal(statusOf(world), 'in-sync');
  });
});

/** How common frameworks normalize values before they store them. */
function normalizeValues(value: Json): Json {
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n').trim();
  if (typeof value === 'number') return Math.round(value * 100) / 100;
  if (isJsonArray(value)) return value.map(normalizeValues);
  if (!isJsonObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, child]) => [name, normalizeValues(child)]));
}

describe('a value that the server normalizes', () => {
  const spelled: [string, JsonObject][] = [
    ['white space around a string', { description: '  Answers.\nBooks. \n' }],
    ['CRLF', { description: 'Answers.\r\nBooks.' }],
    ['a rounded number', { llm_temperature: 0.123456 }],
    ['a string of spaces', { contact_number: '  ' }],
    ['strings in an array', { outbound_numbers: [' +14155550123 '] }],
    ['a string inside an object', { dropoff_nodes: { a: 'Two ' } }],
    ['a string inside a secret container', { livekit_data: { url: 'wss://a.example.com ' } }],
  ];
  for (const [name, change] of spelled) {
    it(`${name}: is no change, and never a conflict later`, async () => {
      const world = await createSynced();
      world.remote.rewrite = (body) => normalizeValues(body) as JsonObject;
      world.edit((file) => ({ ...file, ...change }));
      assert.equal((await world.push()).kind, 'pushed');
      const { text } = world;
      assert.equal(statusOf(world), 'in-sync');
      assert.equal((await world.push()).kind, 'in-sync');
      assert.equal((await world.pull()).kind, 'nothing-to-pull');
      assert.equal(world.text, text, 'the file is unchanged');
      // Another checkout of the same file that was never synced.
      const clone = new SyncWorld({ file: text, agent: world.remote.stored });
      assert.equal((await clone.push()).kind, 'in-sync');
      assert.equal((await clone.pull()).kind, 'nothing-to-pull');
    });
  }

  it('merges later changes of different lines', async () => {
    const world = await createSynced();
    world.remote.rewrite = (body) => normalizeValues(body) as JsonObject;
    world.edit((file) => ({ ...file, description: 'Answers.\r\nBooks.\r\nSays goodbye.\r\n' }));
    await world.push();
    world.edit((file) => ({ ...file, description: 'Answers kindly.\r\nBooks.\r\nSays goodbye.\r\n' }));
    world.remote.edit((stored) => ({ ...stored, description: 'Answers.\nBooks.\nSays thanks.' }));
    assert.equal((await world.push()).kind, 'pushed');
    assert.equal(world.remote.stored['description'], 'Answers kindly.\nBooks.\nSays thanks.');
  });

  it('is not a conflict if the server normalizes it while the file changes', async () => {
    const world = await createSynced({ description: 'Answers. ' });
    world.edit((file) => ({ ...file, description: 'Books.' }));
    world.remote.edit((stored) => ({ ...stored, description: 'Answers.' }));
    assert.equal((await world.push()).kind, 'pushed');
  });

  const different: [string, JsonObject, JsonObject][] = [
    ['a number that is cut off', { llm_temperature: 0.75 }, { llm_temperature: 1 }],
    ['a long number that loses digits', { llm_max_tokens: 4096 }, { llm_max_tokens: 4000 }],
    ['a string in lower case', { agent_name: 'Desk' }, { agent_name: 'desk' }],
    ['white space inside a string', { agent_name: 'Front  Desk' }, { agent_name: 'Front Desk' }],
  ];
  for (const [name, sent, stored] of different) {
    it(`${name}: is reported`, async () => {
      const world = await createSynced();
      world.remote.rewrite = (body) => ({ ...body, ...stored });
      world.edit((file) => ({ ...file, ...sent }));
      assert.equal((await world.push()).kind, 'verification-failed');
    });
  }
});

describe('the agent name in the message after a push', () => {
  const pushText = async (world: SyncWorld) => describePushOutcome(await world.push(), () => '').text;

  it('is the new one', async () => {
    const world = await createSynced();
    world.edit((file) => ({ ...file, agent_name: 'Reception' }));
    assert.equal(await pushText(world), 'Pushed 1 change to Reception.');
  });

  it('is the old one if the server ignored the new one', async () => {
    const world = await createSynced();
    world.remote.rewrite = (body) => ({ ...body, agent_name: 'Front Desk' });
    world.edit((file) => ({ ...file, agent_name: 'Reception' }));
    assert.match(await pushText(world), /^Pushed to Front Desk, /);
  });
});

describe('emptying a property', () => {
  const full: JsonObject = {
    outbound_numbers: ['+14155550123'],
    spelling_word_types: ['names'],
    topic_nodes: { a: { words: ['x'] } },
    llm_system_prompt: 'Polite.',
    brand_new: [1],
  };
  const emptied: [string, JsonObject, string][] = [
    ['an array', { outbound_numbers: [] }, '/outbound_numbers'],
    ['an array of empty strings', { spelling_word_types: [''] }, '/spelling_word_types'],
    ['an object', { topic_nodes: {} }, '/topic_nodes/a'],
    ['an array inside an object', { topic_nodes: { a: { words: [] } } }, '/topic_nodes/a/words'],
    ['a string', { llm_system_prompt: '' }, '/llm_system_prompt'],
    ['an empty string, with a space', { llm_system_prompt: ' ' }, '/llm_system_prompt'],
    ['an unknown array', { brand_new: [] }, '/brand_new'],
    ['an unknown array, with null', { brand_new: null }, '/brand_new'],
  ];
  for (const [name, change, pointer] of emptied) {
    it(`${name}: is a deletion, after a question`, async () => {
      const world = await createSynced(full);
      world.edit((file) => ({ ...file, ...change }));
      assert.equal((await world.push()).kind, 'pushed');
      const [asked] = world.shownPlans;
      assert.ok(asked?.kind === 'push');
      assert.equal(asked.risk, 'medium');
      assert.ok(asked.reasons.includes('deletion'));
      assert.deepEqual(asked.cleared, [pointer]);
    });
  }
});
