import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';

const agent = { id: 7200, agent_name: 'Desk', description: 'You answer.', inbound: true, language: 'en' };

describe('a command that saves the file first', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
    // As VS Code does while a comparison is active.
    fake.workspace.saveReturnsUndefined = true;
  });

  it('push: continues even if VS Code does not report the save', async () => {
    const document = await editor.open('push', agent);
    await editor.run('agentJson.compare');
    document.setText(document.getText().replace('"en"', '"de"'));
    editor.answer(({ buttons }) => buttons.find((label) => label.startsWith('Push 1')));
    await editor.run('agentJson.push');
    assert.equal(editor.api.agent(agent.id)['language'], 'de');
    assert.ok(!document.isDirty);
  });

  it('pull: saves and merges', async () => {
    const document = await editor.open('pull', agent);
    editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d|^Save and Pull/.test(label)));
    await editor.run('agentJson.pull');
    document.setText(document.getText().replace('You answer.', 'You answer well.'));
    editor.api.edit(agent.id, { language: 'fr' });
    await editor.run('agentJson.pull');
    assert.match(document.getText(), /You answer well\./);
    assert.match(document.getText(), /"fr"/);
  });

  it('rollBack: saves and rolls back', async () => {
    const document = await editor.open('roll', agent);
    editor.answer(({ buttons }) => buttons.find((label) => /^(Push|Pull) \d/.test(label)));
    await editor.run('agentJson.pull');
    document.setText(document.getText().replace('"en"', '"de"'));
    await editor.run('agentJson.push');
    document.setText(document.getText().replace('You answer.', 'You answer well.'));
    await editor.run('agentJson.rollBack');
    assert.equal(editor.api.agent(agent.id)['language'], 'en');
    assert.ok(!document.isDirty);
  });

  for (const [id, text] of [
    ['agentJson.create', /^Created/],
    ['agentJson.link', /^Linked/],
  ] as const) {
    it(`${id.slice('agentJson.'.length)}: continues`, async () => {
      const unlinked = { ...agent, id: undefined };
      const document = await editor.open('new', { ...unlinked, agent_name: 'New', project: 1376 });
      document.setText(document.getText().replace('You answer.', 'You answer well.'));
      editor.answer(({ kind, buttons }) =>
        kind === 'pick' ? buttons[0] : buttons.find((label) => label === 'Create'),
      );
      await editor.run(id);
      assert.ok(
        editor.shown.some(({ message }) => text.test(message)),
        JSON.stringify(editor.shown),
      );
      assert.ok(!document.isDirty);
    });
  }

  it('reports that the file could not be saved, and sends nothing', async () => {
    const document = await editor.open('full', agent);
    document.setText(document.getText().replace('"en"', '"de"'));
    fake.workspace.saveFails = true;
    editor.answer(() => undefined);
    await editor.run('agentJson.push');
    assert.match(editor.shown.at(-1)?.message ?? '', /^full\.agent\.json could not be saved/);
    assert.deepEqual(editor.api.requests, []);
  });
});
