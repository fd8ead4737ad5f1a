import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { defaultSlot } from '#sync/projects/keys';

const agent = {
  id: 7500,
  agent_name: 'Desk',
  description: 'You answer.',
  inbound: true,
  language: 'en',
  project: 1376,
};

describe('a request that failed because of the key', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent, { ...agent, id: 7501 }] });
  });
  after(() => editor.close());
  beforeEach(async () => {
    fake.reset();
    editor.api.reset();
    await editor.services.credentials.setKey(editor.api.origin, editor.api.key);
  });
  const last = () => editor.shown.findLast(({ kind }) => kind === 'error');

  const cases = [
    {
      what: 'push of an agent that does not exist',
      id: 'agentJson.push',
      file: { ...agent, id: 99999 },
      key: undefined,
      buttons: ['Set API Key…', 'Link to Another Agent…'],
    },
    {
      what: 'push with a key of another project',
      id: 'agentJson.push',
      file: { ...agent, language: 'de' },
      key: 'sandbox-staging-key',
      buttons: ['Set API Key…', 'Link to Another Agent…'],
    },
    {
      what: 'push with a read-only key',
      id: 'agentJson.push',
      file: { ...agent, language: 'de' },
      key: 'sandbox-readonly-key',
      buttons: ['Set API Key…', 'Try Again'],
    },
    {
      what: 'create with a read-only key',
      id: 'agentJson.create',
      file: { ...agent, id: undefined, agent_name: 'New' },
      key: 'sandbox-readonly-key',
      buttons: ['Set API Key…', 'Try Again'],
    },
  ] as const;
  for (const { what, id, file, key, buttons } of cases) {
    it(`${what}: the message names the key and the next step`, async () => {
      if (key) await editor.services.credentials.setKey(editor.api.origin, key);
      const document = await editor.open('file', file);
      editor.answer(({ buttons: offered }) => offered.find((label) => /^(Push \d|Create$)/.test(label)));
      await editor.run(id, document.uri);
      const ending = (key ?? editor.api.key).slice(-4);
      assert.ok(last()?.message.includes(`"${ending}"`), JSON.stringify(editor.shown));
      assert.ok(!last()?.message.includes(key ?? editor.api.key));
      assert.deepEqual(last()?.buttons, buttons);
    });
  }

  it('Set API Key… continues the push', async () => {
    await editor.services.credentials.setKey(editor.api.origin, 'sandbox-readonly-key');
    const document = await editor.open('goes-on', { ...agent, language: 'de' });
    editor.answer(({ kind, buttons }) => {
      if (kind === 'input') return editor.api.key;
      return buttons.find((label) => /^(Push \d|Set API Key)/.test(label));
    });
    await editor.run('agentJson.push', document.uri);
    await waitUntilDone(() => editor.api.agent(agent.id)['language'] === 'de');
  });

  it('Set API Key… continues a push that had no key', async () => {
    await editor.services.credentials.removeKey(editor.api.origin, defaultSlot);
    const document = await editor.open('no-key', { ...agent, id: 7501, language: 'fr' });
    editor.answer(({ kind, buttons }) => {
      if (kind === 'input') return editor.api.key;
      return buttons.find((label) => /^(Push \d|Set API Key)/.test(label));
    });
    await editor.run('agentJson.push', document.uri);
    await waitUntilDone(() => editor.api.agent(7501)['language'] === 'fr');
  });

  it('link: a file whose agent was deleted is linked to another one, after a question', async () => {
    const document = await editor.open('anew', { ...agent, id: 99999 });
    editor.answer(({ kind, buttons }) =>
      kind === 'pick' ? buttons[0] : buttons.find((label) => label === 'Link to Another Agent'),
    );
    await editor.run('agentJson.link', document.uri);
    assert.match(document.getText(), new RegExp(`"id": ${agent.id}\\b`));
  });
});

/** Actions started by a button continue after the command has returned. */
async function waitUntilDone(isDone: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !isDone(); attempt++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(isDone());
}
