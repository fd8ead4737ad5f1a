import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { until } from '#support/poll';
import { AgentsView } from '#client/views/agents/agentsView';

const projects = [1376, 1377, 1378, 1379, 1380];
const agents = Array.from({ length: 200 }, (_, index) => ({
  id: 8200 + index,
  agent_name: `Desk ${index}`,
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
  project: projects[index % 5] ?? 0,
}));
const minute = 60_000;

describe('the Agents view of 200 agents in 5 projects', () => {
  let editor: FakeEditor;
  let view: AgentsView;
  let now = 0;
  /** The ID of each row that is drawn again; undefined for the whole view. */
  let refreshes: (string | undefined)[] = [];
  before(async () => {
    editor = await startFakeEditor({ seed: agents });
  });
  after(() => editor.close());
  beforeEach(async () => {
    fake.reset();
    editor.api.reset();
    now = Date.now();
    mock.method(Date, 'now', () => now);
    const { credentials, api, states } = editor.services;
    const projectRecords = projects.map((id) => ({ id: String(id), name: `Project ${id}`, configured: [] }));
    await credentials.setKey(api.address.origin, editor.api.key, projectRecords);
    for (const [index, agent] of agents.entries()) await editor.open(`desk-${index}`, agent);
    await states.reset();
    view = new AgentsView(states, api);
    refreshes = [];
    view.onDidChangeTreeData((row) => refreshes.push(row?.node.id));
  });
  afterEach(() => {
    view.dispose();
    mock.restoreAll();
    fake.workspace.settings.delete('agentJson.fetchOnFocus');
  });

  const show = () => {
    fake.window.isViewVisible = true;
    fake.window.viewChanged.fire({ visible: true });
  };
  const focus = () => fake.window.stateChanged.fire({ focused: true });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 200));
  const requests = () => editor.api.requests.length;

  it('makes 5 requests when it is shown, and no more within a minute', async () => {
    show();
    await until('the lists', () => editor.services.states.fetched.lists.length === 5);
    now += minute - 1;
    focus();
    await settle();
    assert.equal(requests(), 5);
    now += 1;
    focus();
    await until('the next lists', () => requests() === 10);
  });

  it('draws only the row of a file again when that changes, and nothing when nothing changed', async () => {
    await editor.services.states.fetch();
    refreshes = [];
    await editor.services.states.refresh();
    assert.deepEqual(refreshes, [], 'no row is updated if nothing changed');
    const document = await editor.open('desk-8', {});
    document.setText(JSON.stringify({ ...agents[8], id: undefined }));
    await editor.services.states.refresh();
    // Its agent has no file any more, so it is listed below.
    assert.deepEqual(refreshes, [`file:Project 1379:${document.uri.toString()}`, 'remote']);
    assert.equal(requests(), 5);
  });

  it('makes no request while it is hidden, except on focus if the setting is enabled', async () => {
    focus();
    await settle();
    assert.equal(requests(), 0);
    fake.workspace.settings.set('agentJson.fetchOnFocus', true);
    focus();
    await until('the lists', () => requests() === 5);
    focus();
    await settle();
    assert.equal(requests(), 5);
  });

  it('makes no request in a folder that is not trusted', async () => {
    fake.workspace.isTrusted = false;
    fake.workspace.settings.set('agentJson.fetchOnFocus', true);
    show();
    focus();
    await settle();
    assert.equal(requests(), 0);
  });
});
