import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { folder } from '#support/vscode/fake/vscode';
import { Uri, type FakeDocument } from '#support/vscode/fake/workspace';
import { StoredPulls } from '#client/state/pulls';
import { summaryOfState } from '#client/views/statusText';

const prompt = 'You answer calls.\nYou book rooms.\nYou never hang up.';
const agent = { id: 7500, agent_name: 'Desk', description: prompt, inbound: true, language: 'en' };
const reference = '${file:./desk.prompt.md}';
const promptFile = Uri.joinPath(folder, 'desk.prompt.md');

describe('an agent file with a prompt file in the editor', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
  });

  it('pull: writes a remote change into the prompt file and saves it; the agent file is unchanged', async () => {
    const document = await openSynced();
    const before = document.getText();
    editor.api.edit(agent.id, { description: prompt.replace('rooms', 'tables') });
    await editor.run('agentJson.pull', document.uri);
    assert.equal(await savedPrompt(), `${prompt.replace('rooms', 'tables')}\n`);
    assert.equal(document.getText(), before);
    assert.ok(fake.workspace.documents.every(({ isDirty }) => !isDirty));
  });

  it('pull: changes both files with one edit, and Undo reverts both', async () => {
    const document = await openSynced();
    const before = document.getText();
    editor.api.edit(agent.id, { description: 'New.', language: 'de' });
    let edits = 0;
    const apply = fake.workspace.applyEdit.bind(fake.workspace);
    fake.workspace.applyEdit = (edit) => {
      edits += 1;
      return apply(edit);
    };
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Undo'));
    try {
      await editor.run('agentJson.pull', document.uri);
      await editor.settled();
    } finally {
      fake.workspace.applyEdit = apply;
    }
    assert.equal(edits, 2, 'one for the pull, one for its undo');
    assert.equal(await savedPrompt(), `${prompt}\n`);
    assert.equal(document.getText(), before);
  });

  describe('rollBackFile: after a pull that removed the prompt', () => {
    /** A file without prompt after such a pull, and its text before. */
    async function pullRemoval() {
      const document = await openSynced();
      const before = document.getText();
      editor.api.edit(agent.id, { description: null });
      editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
      await editor.run('agentJson.pull', document.uri);
      assert.doesNotMatch(document.getText(), /file:/);
      return { document, before };
    }

    it('restores the reference to the prompt file', async () => {
      const { document, before } = await pullRemoval();
      await editor.run('agentJson.rollBackFile', document.uri);
      assert.equal(document.getText(), before);
      assert.equal(await savedPrompt(), `${prompt}\n`);
    });

    it('restores it in a later session as well', async () => {
      const { document } = await pullRemoval();
      Object.assign(editor.services, { pulls: new StoredPulls(editor.storage, editor.services.log) });
      await editor.run('agentJson.rollBackFile', document.uri);
      assert.ok(document.getText().includes(`"description": "${reference}"`));
    });

    it('creates the prompt file again if it was deleted', async () => {
      const { document, before } = await pullRemoval();
      fake.workspace.documents = [document];
      fake.workspace.files.delete(promptFile.toString());
      await editor.run('agentJson.rollBackFile', document.uri);
      assert.equal(document.getText(), before);
      assert.equal(await savedPrompt(), `${prompt}\n`);
    });

    it('does not overwrite a prompt file that was edited since', async () => {
      const { document } = await pullRemoval();
      const pulled = document.getText();
      (await fake.workspace.open(promptFile)).setText('Mine.\n');
      await editor.run('agentJson.rollBackFile', document.uri);
      assert.match(editor.shown.at(-1)?.message ?? '', /was not rolled back: a prompt has changed/);
      assert.equal(document.getText(), pulled);
    });
  });

  it('push: saves unsaved edits of the prompt file and sends them', async () => {
    const document = await openSynced();
    const promptDocument = await fake.workspace.open(promptFile);
    promptDocument.setText('You answer well.\n');
    editor.answer(({ buttons }) => buttons.find((label) => label.startsWith('Push')));
    await editor.run('agentJson.push', document.uri);
    assert.equal(editor.api.agent(agent.id)['description'], 'You answer well.');
    assert.ok(!promptDocument.isDirty);
    assert.match(document.getText(), /\$\{file:/);
  });

  it('pull: asks before unsaved edits of the prompt file are saved', async () => {
    const document = await openSynced();
    const promptDocument = await fake.workspace.open(promptFile);
    promptDocument.setText('You answer well.\n');
    editor.answer(() => undefined);
    await editor.run('agentJson.pull', document.uri);
    assert.ok(promptDocument.isDirty);
    assert.match(editor.shown[0]?.message ?? '', /unsaved changes/);
  });

  it('state: changes with the prompt, saved or not, and the marks of the agent file do not', async () => {
    const document = await openSynced();
    (await fake.workspace.open(promptFile)).setText('Changed.\n');
    await editor.services.states.refresh();
    const [state] = editor.services.states.files;
    assert.equal(state && summaryOfState(state.state).kind, 'ahead');
    assert.deepEqual(state?.prompts, [promptFile.toString()]);
    assert.ok(document.getText().includes(reference));
  });

  it('state: names a prompt file that is missing, and push, pull, compare and discard change nothing', async () => {
    const document = await openSynced();
    fake.workspace.files.delete(promptFile.toString());
    fake.workspace.documents = [document];
    await editor.services.states.refresh();
    const [state] = editor.services.states.files;
    assert.match(state ? summaryOfState(state.state).sentence : '', /desk\.prompt\.md" does not exist/);
    editor.api.edit(agent.id, { description: 'New.' });
    const before = document.getText();
    for (const command of ['push', 'pull', 'compare', 'discardChanges'] as const) {
      editor.answer(() => undefined);
      await editor.run(`agentJson.${command}`, document.uri);
      assert.match(editor.shown.at(-1)?.message ?? '', /does not exist/, command);
    }
    assert.equal(document.getText(), before);
    assert.ok(editor.api.requests.every(({ method }) => method === 'GET'));
  });

  it('compare: shows the prompt', async () => {
    const document = await openSynced();
    editor.api.edit(agent.id, { description: 'New on Cekura.' });
    await editor.run('agentJson.compare', document.uri);
    assert.match(fake.window.active?.document.getText() ?? '', /You book rooms/);
  });

  it('discardChanges: restores the prompt file', async () => {
    const document = await openSynced();
    (await fake.workspace.open(promptFile)).setText('Changed.\n');
    await editor.run('agentJson.discardChanges', document.uri);
    assert.equal(await savedPrompt(), `${prompt}\n`);
    assert.ok(document.getText().includes(reference));
  });

  it('discardChanges: Undo restores a reference that was added, and its file', async () => {
    const added = Uri.joinPath(folder, 'system.prompt.md');
    const document = await openSynced();
    await fake.workspace.write(added, new TextEncoder().encode('Be kind.\n'));
    const property = '"llm_system_prompt": "${file:./system.prompt.md}"';
    document.setText(document.getText().replace('"language"', `${property},\n  "language"`));
    await document.save();
    const before = document.getText();
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Undo'));
    await editor.run('agentJson.discardChanges', document.uri);
    await editor.settled();
    assert.match(editor.shown[0]?.message ?? '', /^Discarded/);
    assert.equal(document.getText(), before);
  });

  it('discardChanges: Undo does not revert edits that were made since', async () => {
    const document = await openSynced();
    const promptDocument = await fake.workspace.open(promptFile);
    promptDocument.setText('Changed.\n');
    editor.answer(({ buttons }) => {
      if (!buttons.includes('Undo')) return undefined;
      promptDocument.setText('Edited since.\n');
      return 'Undo';
    });
    await editor.run('agentJson.discardChanges', document.uri);
    await editor.settled();
    assert.equal(promptDocument.getText(), 'Edited since.\n');
    assert.match(editor.shown.at(-1)?.message ?? '', /edited in the meantime/);
  });

  it('useRemote: changes the prompt file', async () => {
    const document = await openSynced();
    const promptDocument = await fake.workspace.open(promptFile);
    promptDocument.setText('Mine.\n');
    await promptDocument.save();
    editor.api.edit(agent.id, { description: 'Theirs.' });
    await editor.run('agentJson.pull', document.uri);
    await editor.run('agentJson.useRemote', { uri: document.uri.toString(), pointer: '/description' });
    assert.equal(promptDocument.getText(), 'Theirs.\n');
    assert.ok(document.getText().includes(reference));
  });

  it('create: sends the prompt and writes only the id', async () => {
    await writePrompt();
    const unlinked = { ...agent, id: undefined, agent_name: 'New', description: reference, project: 1376 };
    const document = await editor.open('new', unlinked);
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Create'));
    await editor.run('agentJson.create', document.uri);
    const sent = editor.api.requests.find(({ method }) => method === 'POST');
    assert.match(sent?.body ?? '', /You book rooms/);
    assert.match(document.getText(), /"id": \d+/);
    assert.ok(document.getText().includes(reference));
  });

  it('pullFromList: creates both files if the setting is enabled, in sync', async () => {
    fake.workspace.settings.set('agentJson.pull.promptsAsFiles', true);
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Desk'));
    try {
      await editor.run('agentJson.pullFromList');
    } finally {
      fake.workspace.settings.delete('agentJson.pull.promptsAsFiles');
    }
    assert.equal(await savedPrompt(), `${prompt}\n`);
    const agentFile = await fake.workspace.open(Uri.joinPath(folder, 'desk.agent.json'));
    assert.ok(agentFile.getText().includes(reference));
    await editor.services.states.refresh();
    const [state] = editor.services.states.files;
    assert.equal(state && summaryOfState(state.state).kind, 'in-sync');
  });

  describe('that another agent uses as well', () => {
    it('pull: asks, names the other agent, and changes nothing if the answer is no', async () => {
      const document = await openSynced();
      await editor.open('other', { agent_name: 'Other', description: reference, inbound: true });
      editor.api.edit(agent.id, { description: 'New.' });
      editor.answer(() => undefined);
      await editor.run('agentJson.pull', document.uri);
      const question = editor.shown.find(({ message }) => message.startsWith('Also change desk.prompt.md'));
      assert.match(question?.details?.join() ?? '', /other\.agent\.json/);
      assert.equal(await savedPrompt(), `${prompt}\n`);
    });

    it('pull: changes it after a yes', async () => {
      const document = await openSynced();
      await editor.open('other', { agent_name: 'Other', description: reference, inbound: true });
      editor.api.edit(agent.id, { description: 'New.' });
      editor.answer(({ buttons }) => buttons.find((label) => label === 'Change for All'));
      await editor.run('agentJson.pull', document.uri);
      assert.equal(await savedPrompt(), 'New.\n');
    });
  });

  /** A synced agent file whose prompt is in a file of its own. */
  async function openSynced(): Promise<FakeDocument> {
    await writePrompt();
    const document = await editor.open('desk', { ...agent, description: reference });
    editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
    await editor.run('agentJson.pull', document.uri);
    return document;
  }

  const writePrompt = () => fake.workspace.write(promptFile, new TextEncoder().encode(`${prompt}\n`));
  const savedPrompt = async () => new TextDecoder().decode(await fake.workspace.read(promptFile));
});
