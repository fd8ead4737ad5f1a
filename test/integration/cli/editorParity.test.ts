import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FakeEditor, startFakeEditor } from '#support/vscode/fakeEditor';
import { CliSandbox } from '#support/cli/cliSandbox';

const edits: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a changed string': { description: 'Takes calls and books tables.' },
  'an added object and number': { llm_temperature: 0.25, topic_nodes: { a: 1 } },
  'a new secret': { retell_api_key: 'FAKE-new-retell-key-do-not-use' },
  'an emptied array and a new language': { outbound_numbers: [], language: 'de' },
};

/** The write requests with their exact bodies. */
const writesIn = (requests: FakeEditor['api']['requests']) =>
  requests.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body }));

describe('the command line and the editor, with the same file after a pull', () => {
  let cli: CliSandbox;
  let editor: FakeEditor;
  before(async () => {
    cli = await CliSandbox.start();
    editor = await startFakeEditor();
  });
  after(async () => {
    await editor.close();
    await cli.close();
  });

  for (let id = 2101; id <= 2112; id++)
    for (const [title, changes] of Object.entries(edits))
      it(`send the same bytes: agent ${id}, ${title}`, async () => {
        cli.sandbox.reset();
        editor.api.reset();
        const name = await cli.pull(id);
        const document = await editor.open(name.replace('.agent.json', ''), cli.file(name));
        await editor.run('agentJson.pull', document.uri);
        cli.edit(name, changes);
        document.setText(`${JSON.stringify(cli.file(name), undefined, 2)}\n`);

        editor.answer(({ buttons }) => buttons.find((label) => /^(Push|Use Plain Text)/.test(label)));
        await editor.run('agentJson.push', document.uri);
        await cli.run(`push ${name} --yes --allow unproven-secrets --allow overwrite`);

        const sent = writesIn(editor.api.requests);
        assert.equal(sent.length, 1);
        assert.deepEqual(writesIn(cli.sandbox.requests), sent);
      });
});
