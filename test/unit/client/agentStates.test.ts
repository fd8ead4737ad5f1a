import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { agentFiles, documentWithPrompts } from '#client/editor/workspaceAgents';
import { summaryOfState } from '#client/views/statusText';

const projects = [1376, 1377, 1378, 1379, 1380];
const agents = Array.from({ length: 200 }, (_, index) => ({
  id: 8000 + index,
  agent_name: `Desk ${index}`,
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
  project: projects[index % 5] ?? 0,
}));

describe('the states of agent files', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: agents });
  });
  after(() => editor.close());
  beforeEach(async () => {
    fake.reset();
    const { credentials, api } = editor.services;
    const projectRecords = projects.map((id) => ({ id: String(id), name: `Project ${id}`, configured: [] }));
    await credentials.setKey(api.address.origin, editor.api.key, projectRecords);
    await editor.services.states.reset();
  });
  afterEach(() => editor.api.reset());

  const open = (index: number, more: object = {}) =>
    editor.open(`desk-${index}`, { ...agents[index], ...more });
  const stateOf = (index: number) => {
    const file = editor.services.states.files.find(({ name }) => name === `Desk ${index}`);
    return file && summaryOfState(file.state).kind;
  };

  it('of a new file without content is that it is not on Cekura, not that it is invalid', async () => {
    for (const [content, kind] of [
      ['', 'not-on-cekura'],
      ['{', 'error'],
    ] as const) {
      const draft = await fake.workspace.open({ language: 'agent-json', content });
      const file = await documentWithPrompts(draft as never);
      assert.equal(summaryOfState((await editor.services.states.stateOf(file)).state).kind, kind);
    }
  });

  it('are fetched with one request per project: 200 agents in 5 projects', async () => {
    await Promise.all(agents.slice(0, 50).map((_, index) => open(index)));
    await editor.services.states.refresh();
    await editor.services.states.fetch();
    assert.equal(editor.api.requests.length, 5);
    assert.equal(stateOf(0), 'never-synced');
    assert.equal(editor.services.states.withoutFile.length, 150);
  });

  it('include remote changes after a fetch, which changes neither file nor baseline', async () => {
    const document = await open(0);
    editor.answer(({ buttons }) => buttons[0]);
    await editor.run('agentJson.pull');
    const text = document.getText();
    editor.api.edit(8000, { language: 'de' });
    await editor.services.states.refresh();
    assert.equal(stateOf(0), 'in-sync');
    await editor.run('agentJson.fetch');
    assert.equal(stateOf(0), 'behind');
    assert.equal(document.getText(), text);
    assert.ok(editor.api.requests.every(({ method }) => method === 'GET'));
    await editor.run('agentJson.pull');
    await editor.services.states.refresh();
    assert.equal(stateOf(0), 'in-sync', 'a sync is newer than an earlier fetch');
  });

  it('keep the project that a fetch returned, also after a sync', async () => {
    await open(0, { project: undefined });
    editor.answer(({ buttons }) => buttons[0]);
    await editor.run('agentJson.fetch');
    await editor.run('agentJson.pull');
    await editor.services.states.refresh();
    const file = editor.services.states.files.find(({ name }) => name === 'Desk 0');
    assert.equal(file?.project?.id, '1376');
  });

  it('are never that of a deleted agent while an agent is created', async () => {
    await editor.services.states.fetch();
    const { uri } = await editor.open('night', { ...agents[0], id: undefined, agent_name: 'Night Desk' });
    const seen: Promise<string>[] = [];
    const stateOnDisk = async () => {
      const file = (await agentFiles()).find((candidate) => candidate.uri.toString() === uri.toString());
      assert.ok(file);
      return summaryOfState((await editor.services.states.stateOf(file)).state).kind;
    };
    const listener = fake.workspace.changed.event(() => seen.push(stateOnDisk()));
    editor.answer(({ buttons }) => buttons.find((label) => label === 'Create'));
    await editor.run('agentJson.create', uri);
    listener.dispose();
    assert.deepEqual([...new Set(await Promise.all(seen))], ['in-sync']);
  });

  it('distinguish a deleted agent from one whose project could not be listed', async () => {
    await open(1, { id: 9999999, agent_name: 'Desk 1' });
    await editor.services.states.refresh();
    await editor.services.states.fetch();
    assert.equal(stateOf(1), 'deleted');
    editor.api.fault(...Array.from({ length: 40 }, () => ({ kind: 'status', status: 403 }) as const));
    await editor.services.states.fetch();
    assert.equal(stateOf(1), 'never-synced');
  });

  it('exclude files of another format', async () => {
    await editor.open('foreign', { openapi: '3.1.0', info: {}, paths: {} });
    await editor.services.states.refresh();
    assert.deepEqual(
      editor.services.states.files.filter(({ uri }) => uri.path.includes('foreign')),
      [],
    );
  });

  it('allow to pull an agent of the view without a question', async () => {
    await editor.services.states.fetch();
    editor.answer(() => undefined);
    await editor.run('agentJson.pullFromList', { agent: '8003' });
    await editor.services.states.refresh();
    assert.equal(stateOf(3), 'in-sync');
  });
});
