import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import type { FakeDocument } from '#support/vscode/fake/workspace';
import { until } from '#support/poll';
import type { Shown } from '#support/vscode/stubbedUi';

const agent = {
  id: 7700,
  agent_name: 'Front desk',
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
  contact_number: '+14155550137',
};

const agentWithKey = {
  ...agent,
  id: 7701,
  assistant_provider: 'vapi',
  assistant_id: 'asst_of_the_front_desk',
};

describe('the question before changes', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({
      seed: [agent, { ...agentWithKey, vapi_api_key: 'FAKE-stored-do-not-use' }],
    });
  });
  after(() => editor.close());
  beforeEach(() => {
    fake.reset();
    editor.api.reset();
  });

  const dialogs = () => editor.shown.filter(({ details = [] }: Shown) => details.length > 0);
  const diffs = () =>
    fake.window.visibleChanges.filter(({ kind }) => kind === 'diff').map(({ text }) => text);
  const answerWith = (...labels: string[]) =>
    editor.answer(({ buttons }) => labels.find((label) => buttons.includes(label)));

  /** A file in sync whose contact number was cleared. */
  async function openChanged(name: string): Promise<FakeDocument> {
    const document = await editor.open(name, agent);
    editor.answer(confirmButton);
    await editor.run('agentJson.pull', document.uri);
    fake.window.visibleChanges.length = 0;
    document.setText(document.getText().replace(agent.contact_number, '').replace('"en"', '"de"'));
    return document;
  }

  it('is one dialog: consequences and changed properties, without a diff next to it', async () => {
    const document = await openChanged('one');
    answerWith();
    await editor.run('agentJson.push', document.uri);
    assert.deepEqual(diffs(), []);
    const [dialog] = dialogs();
    assert.equal(dialog?.message, 'Push 2 changes to Front desk?');
    assert.deepEqual(dialog.buttons, ['Push 2 Changes', 'Review Changes']);
    assert.deepEqual(dialog.details?.[0]?.split('\n').slice(1), [
      'Clears: contact_number.',
      'May route calls to a different agent: contact_number.',
      'Changes: contact_number, language.',
    ]);
    assert.equal(editor.shown.length, 2, 'the dialog, and how the command ended');
  });

  it('opens the diff on request, whose title names agent and host, and continues from there', async () => {
    const document = await openChanged('reviewed');
    let confirmations = 0;
    editor.answer(({ buttons }) => {
      if (buttons.includes('Review Changes')) return 'Review Changes';
      confirmations += 1;
      return confirmButton({ buttons });
    });
    await editor.run('agentJson.push', document.uri);
    assert.deepEqual(diffs(), [`Front desk: ${new URL(editor.api.origin).host} ↔ after push`]);
    const buttons = editor.shown.filter((shown) => shown.kind !== 'status').map((shown) => shown.buttons);
    assert.deepEqual(buttons.slice(0, 3), [
      ['Push 2 Changes', 'Review Changes'],
      ['Continue…'],
      ['Push 2 Changes'],
    ]);
    assert.ok(confirmations >= 2);
    assert.equal(editor.api.agent(agent.id).language, 'de');
    assert.deepEqual(diffsOpen(), 0, 'the diff is closed');
  });

  it('is canceled by closing the diff', async () => {
    const document = await openChanged('closed');
    answerWith('Review Changes');
    const running = editor.run('agentJson.push', document.uri);
    await until('the diff', () => diffs().length === 1);
    await fake.window.close([...fake.window.tabs]);
    assert.deepEqual(await running, { kind: 'canceled', text: 'Canceled. Nothing was sent.' });
    assert.equal(editor.api.agent(agent.id).language, 'en');
  });

  it('continues from the title bar of the diff', async () => {
    const document = await openChanged('title-bar');
    let isReviewed = false;
    editor.answer(({ buttons }) => {
      const label = buttons.find((button) => button === (isReviewed ? 'Push 2 Changes' : 'Review Changes'));
      isReviewed = true;
      return label;
    });
    const running = editor.run('agentJson.push', document.uri);
    await until('the diff', () => diffs().length === 1);
    await editor.run('agentJson.continueReview');
    await running;
    assert.equal(editor.api.agent(agent.id).language, 'de');
  });

  it('is not asked again after Send Changes Only', async () => {
    const document = await editor.open('with-key', { ...agentWithKey, language: 'de' });
    editor.answer(({ buttons }) =>
      buttons.find((label) => label === 'Send Changes Only' || /^Push \d/.test(label)),
    );
    await editor.run('agentJson.push', document.uri);
    assert.deepEqual(
      dialogs().map(({ buttons }) => buttons.includes('Send Changes Only')),
      [true],
    );
    assert.equal(editor.api.agent(agentWithKey.id).language, 'de');
  });

  it('names every property of a long plan', async () => {
    const nodes = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`node_${index}`, 'x']));
    const document = await openChanged('long');
    const changed = { ...(JSON.parse(document.getText()) as object), topic_nodes: nodes };
    document.setText(JSON.stringify(changed, null, 2));
    answerWith();
    await editor.run('agentJson.push', document.uri);
    const [detail = ''] = dialogs()[0]?.details ?? [];
    assert.ok(
      Object.keys(nodes).every((name) => detail.includes(name)) || /topic_nodes\b/.test(detail),
      detail,
    );
    assert.doesNotMatch(detail, / more\b/);
  });
});

const confirmButton = ({ buttons }: Pick<Shown, 'buttons'>) =>
  buttons.find((label) => /^((Push|Pull) \d|Push Anyway|Continue)/.test(label));

const diffsOpen = () =>
  fake.window.tabs.filter(({ input }) => typeof input === 'object' && input !== null && 'original' in input)
    .length;
