import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fake, startFakeEditor, type FakeEditor } from '#support/vscode/fakeEditor';
import { Uri } from '#support/vscode/fake/workspace';
import { until } from '#support/poll';
import { accept, acceptAll } from '#support/vscode/stubbedUi';

const agents = [7701, 7702, 7703, 7704].map((id) => ({
  id,
  agent_name: `Desk ${id}`,
  description: 'You answer.',
  inbound: true,
  language: 'en',
  contact_number: '+14155550100',
}));

describe('Push All', () => {
  let editor: FakeEditor;
  before(async () => {
    editor = await startFakeEditor({ seed: agents });
  });
  after(() => editor.close());
  beforeEach(async () => {
    fake.reset();
    editor.api.reset();
    editor.answer(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
    for (const [index, agent] of agents.entries()) {
      const document = await editor.open(`a${index}`, agent);
      await editor.run('agentJson.pull', document.uri);
    }
    // A file in sync, one with a low-risk change, one with a changed phone number, and an invalid one.
    await edit(1, '"en"', '"de"');
    await edit(2, '+14155550100', '+14155550199');
    await edit(3, '"en"', '7');
  });

  it('lists the changes and risk per agent first, and sends nothing before', async () => {
    editor.answer(() => undefined);
    await editor.run('agentJson.pushAll');
    const [list, message] = editor.shown;
    assert.deepEqual(list?.buttons, ['Desk 7702', 'Desk 7703']);
    assert.match(list.details?.[0] ?? '', /^a1\.agent\.json · 1 change · low risk$/);
    assert.match(list.details?.[1] ?? '', /^a2\.agent\.json · 1 change · medium risk .*contact_number/);
    assert.equal(message?.kind, 'status');
    assert.deepEqual(writes(), []);
  });

  it('pushes the selected agents, and gives the reason for all others', async () => {
    editor.answer(({ kind, message }) =>
      kind === 'pick' && message.startsWith('Push All') ? 'Desk 7702' : undefined,
    );
    await editor.run('agentJson.pushAll');
    assert.equal(writes().length, 1);
    assert.equal(editor.api.agent(7702)['language'], 'de');
    const summary = editor.shown.at(-1)?.message ?? '';
    assert.match(summary, /4 agents: 1 pushed, 1 unchanged, 1 skipped, 1 failed\./);
    assert.match(summary, /a2\.agent\.json: Not selected\./);
    assert.match(summary, /a3\.agent\.json: "language"/);
  });

  for (const command of ['pushAll', 'pullAll'] as const)
    it(`${command}: reads the stored keys once, and once more to show the new states`, async () => {
      const { credentials } = editor.services;
      const records = credentials.records.bind(credentials);
      let reads = 0;
      credentials.records = (origin) => {
        reads += 1;
        return records(origin);
      };
      editor.answer(({ kind }) => (kind === 'pick' ? accept : undefined));
      await editor.run(`agentJson.${command}`);
      credentials.records = records;
      assert.equal(reads, 2);
    });

  it('asks nothing else about listed changes', async () => {
    editor.answer(({ kind }) => (kind === 'pick' ? accept : undefined));
    await editor.run('agentJson.pushAll');
    assert.equal(writes().length, 2);
    assert.deepEqual(
      editor.shown.map(({ kind }) => kind),
      ['pick', 'warning'],
    );
  });

  it('sends nothing for an agent that changed after the list was shown', async () => {
    editor.answer(({ kind }) => {
      if (kind !== 'pick') return undefined;
      editor.api.edit(7702, { description: 'You answer fast.' });
      return 'Desk 7702';
    });
    await editor.run('agentJson.pushAll');
    assert.deepEqual(writes(), []);
    assert.match(editor.shown.at(-1)?.message ?? '', /a1\.agent\.json: The file or the agent changed/);
  });

  it('stops after the agent that is being pushed when it is canceled, and names the rest', async () => {
    editor.answer(({ kind }) => (kind === 'pick' ? accept : undefined));
    editor.api.fault({ kind: 'slow', ms: 1500, stores: 'immediately', method: 'PATCH' });
    const ended = editor.run('agentJson.pushAll');
    await until('a write request was sent', () => writes().length > 0);
    (await until('progress is shown', () => fake.window.cancelProgress))();
    await ended;
    assert.equal(writes().length, 1);
    assert.equal(editor.api.agent(7703)['contact_number'], '+14155550100');
    const summary = editor.shown.at(-1)?.message ?? '';
    assert.match(summary, /4 agents: 1 pushed, 1 unchanged, 1 skipped, 1 failed\./);
    assert.match(summary, /a2\.agent\.json: Not started \(canceled\)\./);
  });

  it('stops when a question about one of them is closed, and names all that were not pushed', async () => {
    editor.api.edit(7702, { vapi_api_key: 'FAKE-stored-do-not-use' });
    editor.answer(({ kind }) => (kind === 'pick' ? acceptAll : undefined));
    await editor.run('agentJson.pushAll');
    assert.deepEqual(writes(), []);
    const summary = editor.shown.at(-1)?.message ?? '';
    assert.match(summary, /a1\.agent\.json: Canceled\. Nothing was sent\./);
    assert.match(summary, /a2\.agent\.json: Not started \(canceled\)\./);
  });

  it('keeps a stored secret whose reference has no value here, and pushes the rest of the file', async () => {
    editor.api.edit(7702, { vapi_api_key: 'FAKE-stored-do-not-use' });
    await edit(1, '"language"', '"vapi_api_key": "${secret:VAPI_API_KEY}",\n  "language"');
    editor.answer(({ kind, buttons, message }) => {
      if (kind === 'pick') return message.startsWith('Push All') ? '$(warning) Desk 7702' : undefined;
      return (
        buttons.find((label) => label === 'Send Changes Only') ??
        buttons.find((label) => /^Push \d/.test(label))
      );
    });
    await editor.run('agentJson.pushAll');
    assert.deepEqual(writes(), ['PATCH']);
    const { language, vapi_api_key } = editor.api.agent(7702);
    assert.deepEqual([language, vapi_api_key], ['de', 'FAKE-stored-do-not-use']);
    assert.match(editor.shown.at(-1)?.message ?? '', /1 pushed/);
  });

  it('blocks a reference without a value where nothing is stored, and names it', async () => {
    await edit(1, '"language"', '"vapi_api_key": "${secret:VAPI_API_KEY}",\n  "language"');
    editor.answer(({ kind }) => (kind === 'pick' ? accept : undefined));
    await editor.run('agentJson.pushAll');
    assert.equal(writes().length, 1);
    const summary = editor.shown.at(-1)?.message ?? '';
    assert.match(summary, /a1\.agent\.json: .*VAPI_API_KEY.* is not set/);
  });

  async function edit(index: number, old: string, by: string): Promise<void> {
    const document = await fake.workspace.open(Uri.parse(`file:///workspace/a${index}.agent.json`));
    document.setText(document.getText().replace(old, by));
    await document.save();
  }

  function writes(): string[] {
    return editor.api.requests.flatMap(({ method }) => (method === 'GET' ? [] : [method]));
  }
});
