import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePushOutcome } from '#sync/messages/describe';
import { type Json, type JsonObject, isJsonArray, isJsonObject, objectOf } from '#language/syntax/json';
import { SyncFixture } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.\nBooks.\nSays goodbye.',
  inbound: true,
  llm_temperature: 0.3,
  dropoff_nodes: { a: 'One' },
  websocket_headers: { 'X-Environment': 'test' },
};

async function createSynced(more: JsonObject = {}): Promise<SyncFixture> {
  return SyncFixture.synced({ file: { ...agent, ...more }, agent: { ...agent, ...more } });
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
      const fixture = await createSynced();
      fixture.remote.rewrite = (body, before) =>
        objectOf(
          Object.entries(body).flatMap(([key, value]) => {
            if (!Object.hasOwn(change, key)) return [[key, value]];
            return before[key] === undefined ? [] : [[key, before[key]]];
          }),
        );
      fixture.edit((file) => ({ ...file, ...change }));
      for (let round = 0; round < 2; round++) {
        const outcome = await fixture.push();
        assert.ok(outcome.kind === 'verification-failed');
        assert.deepEqual(outcome.discrepancy.mismatches, [pointer]);
        assert.equal(fixture.status.kind, 'local-ahead');
        assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
        assert.equal(fixture.status.kind, 'local-ahead');
      }
      fixture.remote.rewrite = (body) => body;
      assert.equal((await fixture.push()).kind, 'pushed');
      assert.equal((await fixture.push()).kind, 'in-sync');
    });
  }

  it('a property that was removed from the file: stays a local change', async () => {
    const fixture = await createSynced({ contact_number: '+14155550123' });
    fixture.remote.rewrite = (body, before) => ({ ...body, contact_number: before['contact_number'] ?? '' });
    fixture.edit((file) => withoutProperties(file, 'contact_number'));
    assert.equal((await fixture.push()).kind, 'verification-failed');
    assert.equal(fixture.status.kind, 'local-ahead');
    assert.equal((await fixture.push()).kind, 'verification-failed');
  });

  it('an ignored property of a new agent: is a local change', async () => {
    const fixture = new SyncFixture({ file: { agent_name: 'New', description: 'A', inbound: true }, agent });
    fixture.remote.create = (body) => {
      fixture.remote.edit(() => ({ ...body, id: 12, description: 'B' }));
      return Promise.resolve({ ok: true, value: fixture.remote.response() });
    };
    const outcome = await fixture.create();
    assert.ok(outcome.kind === 'created');
    assert.deepEqual(outcome.discrepancy.mismatches, ['/description']);
    assert.equal(fixture.status.kind, 'local-ahead');
  });

  it('a value that Cekura overwrites automatically: can be pulled', async () => {
    const fixture = await createSynced({ auto_sync_prompt_enabled: true });
    fixture.remote.rewrite = (body) => ({ ...body, description: 'From the provider.' });
    fixture.edit((file) => ({ ...file, description: 'From the file.' }));
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.status.kind, 'remote-ahead');
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal(fixture.file['description'], 'From the provider.');
    assert.equal(fixture.status.kind, 'in-sync');
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
      const fixture = await createSynced();
      fixture.remote.rewrite = (body) => normalizeValues(body) as JsonObject;
      fixture.edit((file) => ({ ...file, ...change }));
      assert.equal((await fixture.push()).kind, 'pushed');
      const { text } = fixture;
      assert.equal(fixture.status.kind, 'in-sync');
      assert.equal((await fixture.push()).kind, 'in-sync');
      assert.equal((await fixture.pull()).kind, 'nothing-to-pull');
      assert.equal(fixture.text, text, 'the file is unchanged');
      // Another checkout of the same file that was never synced.
      const clone = new SyncFixture({ file: text, agent: fixture.remote.stored });
      assert.equal((await clone.push()).kind, 'in-sync');
      assert.equal((await clone.pull()).kind, 'nothing-to-pull');
    });
  }

  it('merges later changes of different lines', async () => {
    const fixture = await createSynced();
    fixture.remote.rewrite = (body) => normalizeValues(body) as JsonObject;
    fixture.edit((file) => ({ ...file, description: 'Answers.\r\nBooks.\r\nSays goodbye.\r\n' }));
    await fixture.push();
    fixture.edit((file) => ({ ...file, description: 'Answers kindly.\r\nBooks.\r\nSays goodbye.\r\n' }));
    fixture.remote.edit((stored) => ({ ...stored, description: 'Answers.\nBooks.\nSays thanks.' }));
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.remote.stored['description'], 'Answers kindly.\nBooks.\nSays thanks.');
  });

  it('is not a conflict if the server normalizes it while the file changes', async () => {
    const fixture = await createSynced({ description: 'Answers. ' });
    fixture.edit((file) => ({ ...file, description: 'Books.' }));
    fixture.remote.edit((stored) => ({ ...stored, description: 'Answers.' }));
    assert.equal((await fixture.push()).kind, 'pushed');
  });

  const different: [string, JsonObject, JsonObject][] = [
    ['a number that is cut off', { llm_temperature: 0.75 }, { llm_temperature: 1 }],
    ['a long number that loses digits', { llm_max_tokens: 4096 }, { llm_max_tokens: 4000 }],
    ['a string in lower case', { agent_name: 'Desk' }, { agent_name: 'desk' }],
    ['white space inside a string', { agent_name: 'Front  Desk' }, { agent_name: 'Front Desk' }],
  ];
  for (const [name, sent, stored] of different) {
    it(`${name}: is reported`, async () => {
      const fixture = await createSynced();
      fixture.remote.rewrite = (body) => ({ ...body, ...stored });
      fixture.edit((file) => ({ ...file, ...sent }));
      assert.equal((await fixture.push()).kind, 'verification-failed');
    });
  }
});

describe('the agent name in the message after a push', () => {
  const pushText = async (fixture: SyncFixture) => describePushOutcome(await fixture.push(), () => '').text;

  it('is the new one', async () => {
    const fixture = await createSynced();
    fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
    assert.equal(await pushText(fixture), 'Pushed 1 change to Reception.');
  });

  it('is the old one if the server ignored the new one', async () => {
    const fixture = await createSynced();
    fixture.remote.rewrite = (body) => ({ ...body, agent_name: 'Front Desk' });
    fixture.edit((file) => ({ ...file, agent_name: 'Reception' }));
    assert.match(await pushText(fixture), /^Pushed to Front Desk, /);
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
      const fixture = await createSynced(full);
      fixture.edit((file) => ({ ...file, ...change }));
      assert.equal((await fixture.push()).kind, 'pushed');
      const [asked] = fixture.shownPlans;
      assert.ok(asked?.kind === 'push');
      assert.equal(asked.risk, 'medium');
      assert.ok(asked.reasons.includes('deletion'));
      assert.deepEqual(asked.clearedProperties, [pointer]);
    });
  }
});
