import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { type Answer, accept } from '#support/vscode/stubbedUi';
import type { Outcome } from '#client/ui/outcome';
import { defaultSlot } from '#sync/projects/keys';

const agent = { id: 7800, agent_name: 'Desk', description: 'You answer.', inbound: true, language: 'en' };
const otherKey = 'FAKE-key-of-nobody';

describe('a command during which the API key changes', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(async () => {
    fake.reset();
    editor.api.reset();
    fake.workspace.settings.set('agentJson.api.baseUrl', editor.api.origin);
    await editor.services.credentials.setKey(editor.api.origin, editor.api.key);
  });

  const changes = {
    replaced: () => editor.services.credentials.setKey(editor.api.origin, otherKey),
    removed: () => editor.services.credentials.removeKey(editor.api.origin, defaultSlot),
  };
  /** Changes the key when a question or list is shown, then confirms. */
  const confirmAfter =
    (change: () => Promise<unknown>): Answer =>
    ({ kind, buttons }) => {
      void change();
      return kind === 'pick' && !buttons.some((label) => /^(Push|Pull) \d/.test(label))
        ? accept
        : buttons.find((label) => /^(Push|Pull|Create)( \d|$)/.test(label));
    };
  const keyLabels = () => [...new Set(editor.api.requests.map(({ keyLabel }) => keyLabel))];
  const textOf = (outcome: Outcome) =>
    outcome.kind === 'notification' ? outcome.message.text : outcome.kind;

  for (const [how, change] of Object.entries(changes)) {
    it(`push: ends with the key that it began with if the key is ${how} during the question`, async () => {
      const { uri } = await editor.open('desk', { ...agent, language: 'de' });
      editor.answer(confirmAfter(change));
      assert.match(textOf(await editor.run('agentJson.push', uri)), /^Pushed/);
      assert.equal(editor.api.agent(agent.id)['language'], 'de');
      assert.deepEqual(keyLabels(), ['organization']);
    });

    it(`Push All: ends with the key that it began with if the key is ${how} while the list is open`, async () => {
      const document = await editor.open('desk', agent);
      editor.answer(confirmAfter(() => Promise.resolve()));
      await editor.run('agentJson.pull', document.uri);
      document.setText(document.getText().replace('"en"', '"de"'));
      await document.save();
      editor.answer(confirmAfter(change));
      await editor.run('agentJson.pushAll');
      assert.equal(editor.api.agent(agent.id)['language'], 'de');
      assert.deepEqual(keyLabels(), ['organization']);
    });

    it(`create: ends with the key that it began with if the key is ${how} during a question`, async () => {
      const { uri } = await editor.open('new', { ...agent, id: undefined, project: 1376, agent_name: 'New' });
      editor.answer(confirmAfter(change));
      assert.match(textOf(await editor.run('agentJson.create', uri)), /^Created/);
      assert.deepEqual(keyLabels(), ['organization']);
    });
  }

  it('the next command uses the new key', async () => {
    const { uri } = await editor.open('desk', { ...agent, language: 'de' });
    editor.answer(confirmAfter(changes.replaced));
    await editor.run('agentJson.push', uri);
    const outcome = await editor.run('agentJson.push', uri);
    assert.match(textOf(outcome), /API key/);
  });

  it('a removed key that was read-only is not listed again', async () => {
    const { credentials } = editor.services;
    const { origin, keys } = editor.api;
    const readOnly = keys.find(({ access }) => access === 'read-only');
    assert.ok(readOnly);
    await credentials.setKey(origin, readOnly.key);
    const { uri } = await editor.open('desk', { ...agent, language: 'de' });
    editor.answer(confirmAfter(changes.removed));
    await editor.run('agentJson.push', uri);
    assert.deepEqual(await credentials.records(origin), []);
  });
});
