import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { FakeDocument } from '#support/vscode/fake/workspace';
import { textWithOpenPrompts } from '#client/prompts/openPromptDocuments';
import { promptDocumentUri } from '#client/prompts/promptDocumentUri';

const agent = { id: 7400, agent_name: 'Desk', description: 'You answer.', inbound: true, language: 'en' };

describe('a prompt document with unsaved edits', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
  });

  it('is part of the file: text, status and conflicts', async () => {
    const { document } = await openUnsaved('part', 'You answer well.');
    assert.match(textWithOpenPrompts(document as never), /You answer well\./);
    assert.match(document.getText(), /You answer\./);
  });

  it('pull: is saved after a question and merged, so that remote changes of the prompt are a conflict', async () => {
    const { document, promptDocument } = await openUnsaved('pull', 'You answer well.');
    editor.api.edit(agent.id, { description: 'You answer fast.' });
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Save and Pull'));
    await editor.run('agentJson.pull', document.uri);
    assert.ok(
      editor.shown.some(({ message }) => message.startsWith('A prompt of this file has unsaved changes')),
    );
    assert.ok(!promptDocument.isDirty);
    assert.match(document.getText(), /You answer well\./);
    assert.match(
      editor.shown.at(-1)?.message ?? '',
      /Conflict: "description" was changed locally and on Cekura/,
    );
    assert.deepEqual(editor.shown.at(-1)?.buttons, ['Show Problems']);
    await editor.run('agentJson.push', document.uri);
    assert.equal(editor.api.agent(agent.id)['description'], 'You answer fast.');
  });

  it('pull: canceled, saves nothing and sends no request', async () => {
    const { document, promptDocument } = await openUnsaved('cancel', 'You answer well.');
    const before = editor.api.requests.length;
    editor.answer(() => undefined);
    await editor.run('agentJson.pull', document.uri);
    assert.ok(promptDocument.isDirty);
    assert.equal(editor.api.requests.length, before);
    assert.equal(editor.shown.at(-1)?.kind, 'status');
  });

  it('compare: shows the file with the edits, and saves nothing', async () => {
    const { document, promptDocument } = await openUnsaved('compare', 'You answer well.');
    await editor.run('agentJson.compare', document.uri);
    assert.equal(fake.window.visibleChanges.at(-1)?.kind, 'diff');
    assert.match(fake.window.active?.document.getText() ?? '', /You answer well\./);
    assert.ok(promptDocument.isDirty && !document.isDirty);
  });

  it('push: is saved first, also if VS Code has just saved an earlier version of it', async () => {
    const { document, promptDocument } = await openUnsaved('push', 'You answer well.');
    promptDocument.reportSaved();
    editor.answer(({ buttons }) => buttons.find((label) => /^Push 1/.test(label)));
    await editor.run('agentJson.push', document.uri);
    assert.match(document.getText(), /You answer well\./);
    assert.equal(editor.api.agent(agent.id)['description'], 'You answer well.');
  });

  it('rollBack: is saved first, as in a push', async () => {
    const { document, promptDocument } = await openUnsaved('roll', 'You answer well.');
    await editor.run('agentJson.rollBack', document.uri);
    assert.ok(!promptDocument.isDirty);
    assert.match(document.getText(), /You answer well\./);
  });

  /** A synced file and its prompt document with unsaved changes. */
  async function openUnsaved(
    name: string,
    text: string,
  ): Promise<{ document: FakeDocument; promptDocument: FakeDocument }> {
    const document = await editor.open(name, agent);
    editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
    await editor.run('agentJson.pull', document.uri);
    const promptDocument = await fake.workspace.open(promptDocumentUri(document.uri, '/description'));
    promptDocument.setText(text);
    return { document, promptDocument };
  }
});
