import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeUndoOutcome } from '#sync/messages/describe';
import type { Json, JsonObject } from '#language/syntax/json';
import { type RemoteModes, allModes, describeModes } from '#support/sync/fakeRemote';
import { SyncFixture } from '#support/sync/syncFixture';

const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.',
  inbound: true,
  livekit_data: {},
  websocket_headers: {},
};
const references = { '${secret:A}': 'FAKE-a-do-not-use', '${secret:B}': 'FAKE-b-do-not-use' };

/** A file and its agent after a push. */
async function createPushed(
  change: JsonObject,
  modes: RemoteModes,
  before: JsonObject = agent,
): Promise<SyncFixture> {
  const fixture = new SyncFixture({ file: before, agent: before, modes, references });
  await fixture.pull();
  fixture.edit((file) => ({ ...file, ...change }));
  await fixture.push();
  return fixture;
}

/** The names of an object's properties that are set. */
function settingsIn(value: Json | undefined): string[] {
  return Object.entries((value ?? {}) as JsonObject).flatMap(([name, child]) =>
    child === '' || child === null || JSON.stringify(child) === '{}' ? [] : [name],
  );
}

describe('a rollback', () => {
  for (const modes of allModes) {
    const mode = describeModes(modes);

    it(`of a new provider restores its settings, or names the rest (${mode})`, async () => {
      const data = { url: 'wss://a.example.com', config: { room: 1 }, api_secret: '${secret:A}' };
      const fixture = await createPushed({ livekit_data: data }, modes);
      const outcome = await fixture.undo();
      assert.ok(outcome.kind === 'pushed' || outcome.kind === 'verification-failed');
      const restored = fixture.remote.stored['livekit_data'];
      assert.deepEqual(
        settingsIn(restored).filter((name) => name !== 'api_secret'),
        [],
      );
      const named = outcome.kind === 'pushed' ? (outcome.notRestored ?? []) : [];
      const present = Object.entries((restored ?? {}) as JsonObject).filter(([, value]) => value !== '');
      for (const [name] of present)
        assert.ok(
          outcome.kind === 'verification-failed' || named.includes(`/livekit_data/${name}`),
          `${name} remains and is not named`,
        );
    });

    it(`of header secrets names those that are not restored (${mode})`, async () => {
      const headers = { 'X-Env': 'live', Authorization: '${secret:A}', 'X-Api-Key': '${secret:B}' };
      const fixture = await createPushed({ websocket_headers: headers }, modes);
      const outcome = await fixture.undo();
      const remaining = Object.keys((fixture.remote.stored['websocket_headers'] ?? {}) as JsonObject);
      const { text } = describeUndoOutcome(outcome, () => '');
      for (const name of remaining) assert.match(text, new RegExp(`websocket_headers\\.${name}`));
    });

    it(`of values only is complete, without further messages (${mode})`, async () => {
      const fixture = await createPushed({ agent_name: 'Reception', language: 'de' }, modes);
      const outcome = await fixture.undo();
      assert.equal(describeUndoOutcome(outcome, () => '').text, 'Rolled back Front Desk.');
      assert.equal(fixture.remote.stored['agent_name'], 'Front Desk');
    });
  }

  it('of only secrets reports that they are not restored', async () => {
    const modes = { put: 'keep', nested: 'merge', clearText: true } as const;
    const fixture = await createPushed({ vapi_api_key: '${secret:A}' }, modes);
    assert.match(
      describeUndoOutcome(await fixture.undo(), () => '').text,
      /^Nothing to roll back: .* Secrets/,
    );
  });

  it('names a top-level secret that the push set', async () => {
    const modes = { put: 'keep', nested: 'merge', clearText: true } as const;
    const fixture = await createPushed({ vapi_api_key: '${secret:A}', language: 'de' }, modes);
    const outcome = await fixture.undo();
    assert.equal(
      describeUndoOutcome(outcome, () => '').text,
      'Rolled back Front Desk. Not restored: vapi_api_key.',
    );
    assert.equal(fixture.remote.stored['vapi_api_key'], references['${secret:A}']);
  });

  it('names a URL whose credentials were never stored, and sends no redacted one', async () => {
    const modes = { put: 'keep', nested: 'merge', clearText: true } as const;
    const before = { ...agent, websocket_url: 'wss://u:FAKE-p@h.example.com' };
    const fixture = new SyncFixture({ file: agent, agent: before, modes });
    await fixture.pull();
    fixture.edit((file) => ({ ...file, websocket_url: 'wss://other.example.com', language: 'de' }));
    await fixture.push();
    const outcome = await fixture.undo();
    assert.ok(outcome.kind === 'pushed');
    assert.deepEqual(outcome.notRestored, ['/websocket_url']);
    assert.equal(fixture.remote.stored['websocket_url'], 'wss://other.example.com');
  });

  it('that the server partly ignores is an error with the property', async () => {
    const modes = { put: 'keep', nested: 'merge', clearText: true } as const;
    const fixture = await createPushed({ language: 'de', agent_name: 'Reception' }, modes);
    fixture.remote.rewrite = (body) => ({ ...body, language: 'de' });
    const { level, text } = describeUndoOutcome(await fixture.undo(), () => '');
    assert.equal(level, 'error');
    assert.match(text, /^Rolled back Front Desk, with differences\. .*language/);
  });
});
