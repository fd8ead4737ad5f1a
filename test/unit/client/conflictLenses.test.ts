import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { FakeDocument } from '#support/vscode/fake/workspace';
import { until } from '#support/poll';

const agent = { id: 7401, agent_name: 'Desk', description: 'You answer.', inbound: true, language: 'en' };

describe('the code lenses of conflicts', () => {
  let editor: FakeEditor;
  let document: FakeDocument;
  let requests = 0;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
    document = await editor.open('lenses', agent);
    editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
    await editor.run('agentJson.pull', document.uri);
    editor.services.conflicts.onDidChangeCodeLenses(() => requests++);
  });
  after(() => editor.close());

  const lenses = () => editor.services.conflicts.provideCodeLenses(document as never);

  it('are not requested again after an edit that changes no conflict', async () => {
    document.setText(document.getText().replace('Desk', 'Reception'));
    await editor.services.conflicts.refresh();
    assert.equal(requests, 0);
  });
  it('are requested once when a pull finds a conflict', async () => {
    await document.save();
    editor.api.edit(agent.id, { agent_name: 'Front desk' });
    await editor.run('agentJson.pull', document.uri);
    await until('a request', () => requests > 0);
    assert.equal(requests, 1);
    assert.equal((await lenses()).length, 4);
  });
  it('are requested again when an edit resolves the conflict', async () => {
    document.setText(document.getText().replace('Reception', 'Front desk'));
    await until('a request', () => requests > 1);
    assert.deepEqual(await lenses(), []);
  });
});
