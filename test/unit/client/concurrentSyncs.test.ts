import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { acquireLock, agentResource } from '#files/lockFile';
import { SyncLocks } from '#client/state/syncLocks';

const agent = { id: 7300, agent_name: 'Desk', description: 'You answer.', inbound: true, language: 'en' };

describe('two syncs of one agent', () => {
  const storageFolder = mkdtempSync(join(tmpdir(), 'agent-json-'));
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent], storageFolder });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
    editor.answer(({ buttons }) => buttons.find((label) => /^(Push|Pull) \d/.test(label)));
  });

  it('double click on Push: one write, and a message that the first push is running', async () => {
    const document = await editor.open('twice', agent);
    document.setText(document.getText().replace('"en"', '"de"'));
    await Promise.all([editor.run('agentJson.push'), editor.run('agentJson.push')]);
    assert.equal(writes().length, 1);
    const messages = editor.shown.filter(({ message }) => message.includes('already being synced'));
    assert.deepEqual(
      messages.map(({ kind }) => kind),
      ['information'],
    );
  });

  it('pull during a push: the same message', async () => {
    const document = await editor.open('both', { ...agent, description: 'You answer well.' });
    const [, pulled] = await Promise.all([
      editor.run('agentJson.push', document.uri),
      editor.run('agentJson.pull', document.uri),
    ]);
    assert.equal(pulled.kind === 'notification' && pulled.message.level, 'info');
    assert.equal(writes().length, 1);
  });

  it('push while another window syncs the agent: sends nothing', async () => {
    const document = await editor.open('window', { ...agent, language: 'fr' });
    const otherWindow = new SyncLocks(join(storageFolder, 'locks'), { warn: () => undefined });
    await otherWindow.whileLocked(`agent ${editor.api.origin} ${agent.id}`, 'window', async () => {
      await editor.run('agentJson.push', document.uri);
    });
    assert.deepEqual(editor.api.requests, []);
    assert.match(editor.shown.at(-1)?.message ?? '', /already being synced/);
  });

  it('push while the command line syncs the agent: sends nothing', async () => {
    const document = await editor.open('terminal', { ...agent, language: 'fr' });
    const link = { origin: editor.api.origin, id: String(agent.id) };
    const release = await acquireLock(join(storageFolder, 'locks'), agentResource(link));
    await editor.run('agentJson.push', document.uri);
    await release?.();
    assert.deepEqual(editor.api.requests, []);
    assert.match(editor.shown.at(-1)?.message ?? '', /already being synced/);
  });

  it('rollback during a push: the same message, and nothing is rolled back', async () => {
    const document = await editor.open('rollback', { ...agent, description: 'You answer well.' });
    const [, rolledBack] = await Promise.all([
      editor.run('agentJson.push', document.uri),
      editor.run('agentJson.rollBack', document.uri),
    ]);
    assert.equal(rolledBack.kind === 'notification' && rolledBack.message.level, 'info');
    assert.equal(writes().length, 1);
    assert.equal(editor.api.agent(agent.id)['description'], 'You answer well.');
  });

  it('Push All during a push: the agent is written once', async () => {
    const document = await editor.open('all', { ...agent, language: 'fr' });
    await Promise.all([editor.run('agentJson.push', document.uri), editor.run('agentJson.pushAll')]);
    assert.equal(writes().length, 1);
  });

  it('double click on Create: one agent is created', async () => {
    const document = await editor.open('new', { ...agent, id: undefined, project: 1376, agent_name: 'New' });
    editor.answer(({ kind, buttons }) =>
      kind === 'pick' ? buttons[0] : buttons.find((label) => /^Create$/.test(label)),
    );
    await Promise.all([
      editor.run('agentJson.create', document.uri),
      editor.run('agentJson.create', document.uri),
    ]);
    assert.deepEqual(writes(), ['POST']);
  });

  function writes(): string[] {
    return editor.api.requests.flatMap(({ method }) => (method === 'GET' ? [] : [method]));
  }
});
