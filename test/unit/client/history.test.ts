import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { until } from '#support/poll';
import type { Shown } from '#support/vscode/stubbedUi';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { StoredPulls } from '#client/state/pulls';

const agent = {
  id: 7100,
  agent_name: 'Front desk',
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
};

describe('the history of pushes and pulls', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(() => fake.reset());
  afterEach(() => editor.api.reset());

  const agree = () => editor.answer(({ buttons }) => buttons[0]);
  const shownHistory = async () => {
    editor.answer(() => undefined);
    await editor.run('agentJson.showHistory');
    return editor.shown.find(({ kind }) => kind === 'pick');
  };

  it('lists what was pushed and pulled without values, shows the diff of the last push and rolls it back', async () => {
    const document = await editor.open('desk', agent);
    agree();
    await editor.run('agentJson.pull');
    document.setText(document.getText().replace('"en"', '"de"'));
    await editor.run('agentJson.push');
    const list = await shownHistory();
    assert.deepEqual(list?.buttons, [
      '$(cloud-upload) Pushed: Front desk',
      '$(cloud-download) Pulled: Front desk',
    ]);
    const details = list.details?.[0] ?? '';
    assert.match(details, / · language /);
    assert.match(details, new RegExp(`key ending in ${editor.api.key.slice(-4)}`));
    assert.ok(!details.includes('"de"'));

    editor.answer(({ message, buttons }) => (message === 'History' ? buttons[0] : undefined));
    await editor.run('agentJson.showHistory');
    const { host } = new URL(editor.api.origin);
    const title = `Front desk (${host}): before push ↔ after push`;
    await until('the diff of the push', () => fake.window.visibleChanges.some(({ text }) => text === title));
    const pressRollBack = ({ message }: Shown) =>
      message === 'History' ? 'Roll Back Agent on Cekura…' : undefined;
    editor.answer(pressRollBack);
    await editor.run('agentJson.showHistory');
    await until('the rollback', () => editor.api.agent(agent.id).language === 'en');
  });

  it('shows the diff of every entry, without secrets', async () => {
    const document = await editor.open('each', { ...agent, retell_api_key: 'FAKE-old-key-do-not-use' });
    editor.api.edit(agent.id, { language: 'fr' });
    agree();
    await editor.run('agentJson.pull', document.uri);
    document.setText(document.getText().replace('"fr"', '"es"'));
    editor.answer(({ buttons }) => buttons.find((label) => /^Push (\d|Anyway)/.test(label)));
    await editor.run('agentJson.push', document.uri);
    const { history } = editor.services;
    const last = history.entries.slice(0, 2);
    assert.deepEqual(
      last.map(({ action }) => action),
      ['push', 'pull'],
    );
    const texts = await Promise.all(last.map((entry) => history.textsOf(entry)));
    assert.match(texts[1]?.before ?? '', /"language": "en"/);
    assert.match(texts[1]?.after ?? '', /"language": "fr"/);
    assert.match(texts[0]?.after ?? '', /"language": "es"/);
    assert.doesNotMatch(JSON.stringify(texts), /FAKE-/);
  });

  it('names a renamed agent as the message does', async () => {
    const document = await editor.open('renamed', agent);
    agree();
    await editor.run('agentJson.pull', document.uri);
    document.setText(document.getText().replace('Front desk', 'Back desk'));
    editor.answer(({ buttons }) => buttons.find((label) => /^Push (\d|Anyway)/.test(label)));
    await editor.run('agentJson.push', document.uri);
    assert.equal(editor.services.history.entries[0]?.agentName, 'Back desk');
  });

  it('lists a created agent, without an undo', async () => {
    editor.api.edit(agent.id, { project: 1376 });
    const document = await editor.open('created', { ...agent, id: undefined, agent_name: 'New desk' });
    editor.answer(({ kind, buttons }) => (kind === 'pick' ? buttons[0] : 'Create'));
    await editor.run('agentJson.create', document.uri);
    const [created] = editor.services.history.entries;
    assert.deepEqual([created?.action, created?.agentName], ['create', 'New desk']);
    fake.reset();
    const list = await shownHistory();
    assert.equal(list?.buttons[0], '$(add) Created: New desk');
    assert.doesNotMatch(list.details?.[0] ?? '', / · [ ·]/);
  });

  it('stores the last hundred', async () => {
    const { history } = editor.services;
    const entry = history.entries[0];
    assert.ok(entry);
    for (let count = 0; count < 120; count++) await history.add({ ...entry, time: count });
    assert.deepEqual([history.entries.length, history.entries[0]?.time], [100, 119]);
  });
});

describe('undoing a pull', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [agent] });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
  });

  const confirmPushOrPull = () =>
    editor.answer(({ buttons }) => buttons.find((label) => /^(Push|Pull) \d/.test(label)));

  /** A file in sync, into which a change on Cekura was pulled then. */
  async function openPulled(name: string) {
    const document = await editor.open(name, agent);
    confirmPushOrPull();
    await editor.run('agentJson.pull', document.uri);
    const before = document.getText();
    editor.api.edit(agent.id, { language: 'fr', llm_temperature: 0.7 });
    confirmPushOrPull();
    await editor.run('agentJson.pull', document.uri);
    assert.match(document.getText(), /"language": "fr"/);
    return { document, before };
  }
  const statusOf = async (uri: { toString(): string }) => {
    const { states } = editor.services;
    await states.refresh();
    const found = states.files.find((file) => file.uri.toString() === uri.toString());
    return found?.state.kind === 'known' ? found.state.status.kind : found?.state.kind;
  };

  it('is offered by the notification, the status bar menu and the history', async () => {
    const { document } = await openPulled('offered');
    assert.deepEqual(editor.shown.at(-1)?.buttons, ['View Diff', 'Undo']);
    editor.answer(() => undefined);
    await editor.run('agentJson.showMenu', document.uri);
    assert.ok(editor.shown[0]?.buttons.some((label) => label.endsWith('Roll Back Agent File')));
    const before = document.getText();
    editor.answer(({ message }) => (message === 'History' ? 'Roll Back Agent File' : undefined));
    await editor.run('agentJson.showHistory');
    await until('the file is restored', () => document.getText() !== before);
  });

  it('restores the text, and the next push reverts nothing on Cekura', async () => {
    const { document, before } = await openPulled('restored');
    await editor.run('agentJson.rollBackFile', document.uri);
    assert.equal(document.getText(), before);
    assert.equal(await statusOf(document.uri), 'remote-ahead');
    const { history } = editor.services;
    const [undone] = history.entries;
    assert.deepEqual([undone?.action, undone?.agentId], ['roll-back-file', String(agent.id)]);
    assert.match((undone && (await history.textsOf(undone)))?.after ?? '', /"language": "en"/);
    confirmPushOrPull();
    await editor.run('agentJson.push', document.uri);
    assert.equal(editor.api.agent(agent.id).language, 'fr');
    assert.match(editor.shown.at(-1)?.message ?? '', /Nothing to push\. Front desk has 2 changes to pull/);
  });

  it('works in a later session, which has no text in memory', async () => {
    const { document } = await openPulled('later');
    const pulls = new StoredPulls(editor.storage, editor.services.log);
    Object.assign(editor.services, { pulls });
    await editor.run('agentJson.rollBackFile', document.uri);
    assert.match(document.getText(), /"language": "en"/);
    assert.doesNotMatch(document.getText(), /0\.7/);
  });

  it('is refused after an edit, and after a push', async () => {
    const { document } = await openPulled('edited');
    const pulled = document.getText();
    document.setText(pulled.replace('answer', 'take'));
    confirmPushOrPull();
    await editor.run('agentJson.rollBackFile', document.uri);
    assert.match(editor.shown.at(-1)?.message ?? '', /edited after the pull/);
    await editor.run('agentJson.push', document.uri);
    await editor.run('agentJson.rollBackFile', document.uri);
    assert.match(editor.shown.at(-1)?.message ?? '', /Nothing to roll back/);
    assert.equal(await statusOf(document.uri), 'in-sync');
  });
});

describe('Discard Local Changes', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: [{ ...agent, retell_api_key: 'FAKE-old-key-do-not-use' }] });
  });
  after(() => editor.close());
  beforeEach(() => fake.reset());

  it('restores what was last synced, and keeps references', async () => {
    const document = await editor.open('desk', { ...agent, retell_api_key: '${secret:RETELL}' });
    await editor.services.secrets.storeNamed(editor.api.origin, 'RETELL', 'FAKE-key-do-not-use');
    editor.answer(({ buttons }) => buttons[0]);
    await editor.run('agentJson.pull');
    const synced = document.getText();
    document.setText(synced.replace('"en"', '"de"').replace('RETELL', 'OTHER'));
    await editor.run('agentJson.discardChanges');
    assert.equal(document.getText(), synced.replace('RETELL', 'OTHER'));
    assert.match(editor.shown.at(-1)?.message ?? '', /^Discarded the local changes of desk\.agent\.json\.$/);
    assert.deepEqual(editor.shown.at(-1)?.buttons, ['Undo']);
  });

  it('does not change a file that was never synced', async () => {
    const document = await editor.open('other', { ...agent, id: 7101 });
    const text = document.getText();
    editor.answer(() => undefined);
    await editor.run('agentJson.discardChanges');
    assert.match(editor.shown.at(-1)?.message ?? '', /not been synced on this machine/);
    assert.equal(document.getText(), text);
  });
});

describe('Get Help', () => {
  it('opens a report without secrets', async () => {
    const editor = await startFakeEditor({ seed: [agent] });
    fake.reset();
    await editor.open('desk', { ...agent, retell_api_key: 'FAKE-old-key-do-not-use' });
    await editor.run('agentJson.getHelp');
    const report = fake.window.active?.document.getText() ?? '';
    assert.match(report, /## Versions[\s\S]*## Settings[\s\S]*## Last warnings and errors/);
    assert.ok(!report.includes(editor.api.key) && !report.includes('FAKE-'));
    await editor.close();
  });
});

describe('the actions of the status bar item', () => {
  it('are those for the state of the file', async () => {
    const editor = await startFakeEditor({ seed: [agent] });
    fake.reset();
    const actions = async () => {
      editor.answer(() => undefined);
      await editor.run('agentJson.showMenu');
      return editor.shown
        .find(({ kind }) => kind === 'pick')
        ?.buttons.map((label) => label.replace(/^\S+ /, ''));
    };
    await editor.open('desk', agent);
    assert.deepEqual((await actions())?.slice(0, 4), [
      'Push to Cekura',
      'Pull from Cekura',
      'Compare with Cekura',
      'Fetch',
    ]);
    await editor.open('new', { ...agent, id: undefined });
    assert.deepEqual((await actions())?.slice(0, 2), ['Create on Cekura…', 'Link to Existing Agent…']);
    await editor.close();
  });
});
