import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CodeAction, CodeActionRequest, type WorkspaceEdit } from 'vscode-languageserver/node';
import { TestClient } from '#support/testClient';
import { editingCapabilities, agentText, uriOf, workspaceFolders, save } from './promptWorkspace';

describe('code actions of an agent with a prompt file', () => {
  let client: TestClient;
  before(async () => {
    await save('Support.prompt.md', 'Answers.\r\nKindly.\r\n');
    client = await TestClient.start({ capabilities: editingCapabilities, workspaceFolders });
  });
  after(() => client.stop());

  /** `file`: a name, or a URI. */
  async function actions(file: string, text: string, found = '"description": "'): Promise<CodeAction[]> {
    const uri = file.startsWith('file:') ? file : uriOf(file);
    await client.open(uri, text);
    const position = { line: 0, character: text.indexOf(found) + found.length };
    const answer = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    await client.close(uri);
    return (answer ?? []).filter((action): action is CodeAction => 'edit' in action);
  }
  const editTitled = (all: readonly CodeAction[], title: string) =>
    all.find((action) => action.title === title)?.edit;
  /** What an editor does: files it creates, and the new texts per file. */
  const steps = (edit: WorkspaceEdit | undefined) =>
    edit?.documentChanges?.map((change) =>
      'kind' in change
        ? `${change.kind} ${change.kind === 'create' ? change.uri : ''}`
        : [
            change.textDocument.uri,
            ...change.edits.map((textEdit) => ('newText' in textEdit ? textEdit.newText : '')),
          ],
    );
  const inlineText = (description: string) =>
    `{"agent_name": "Desk", "description": ${JSON.stringify(description)}, "inbound": true}`;

  it('move to a file: creates it next to the agent and writes the reference', async () => {
    const found = await actions('booking.agent.json', inlineText('Be kind.\nAnd brief.'));
    assert.deepEqual(steps(editTitled(found, 'Move Prompt to File…')), [
      `create ${uriOf('booking.prompt.md')}`,
      [uriOf('booking.prompt.md'), 'Be kind.\nAnd brief.\n'],
      [uriOf('booking.agent.json'), '"${file:./booking.prompt.md}"'],
    ]);
  });
  it('move to a file: never overwrites one', async () => {
    const found = await actions('support.agent.json', inlineText('Be kind.'));
    const [created] = steps(editTitled(found, 'Move Prompt to File…')) ?? [];
    assert.equal(created, `create ${uriOf('support.prompt-2.md')}`);
  });
  it('move to a file: is offered if the URI contains a % that is not escaped', async () => {
    const found = await actions(`${uriOf('')}/100%.agent.json`, inlineText('Be kind.'));
    const [created] = steps(editTitled(found, 'Move Prompt to File…')) ?? [];
    assert.equal(created, `create ${uriOf('100%.prompt.md')}`);
  });
  it('move to a file: is not offered for a short property, or without text', async () => {
    const titles = async (text: string, found?: string) =>
      (await actions('a.agent.json', text, found)).map(({ title }) => title);
    assert.ok(!(await titles(inlineText('Hi'), '"agent_name": "')).includes('Move Prompt to File…'));
    assert.ok(!(await titles(inlineText(''))).includes('Move Prompt to File…'));
  });
  it('inline: writes the prompt with \\n and without the final line break', async () => {
    const found = await actions('a.agent.json', agentText('./Support.prompt.md'));
    assert.deepEqual(steps(editTitled(found, 'Inline Prompt')), [
      [uriOf('a.agent.json'), '"Answers.\\nKindly."'],
    ]);
  });
  it('a wrong case: is corrected', async () => {
    const [fix] = await actions('a.agent.json', agentText('./support.prompt.md'));
    assert.equal(fix?.title, 'Replace with "${file:./Support.prompt.md}"');
    assert.equal(fix.isPreferred, true);
  });
  it('a missing file: similar names are suggested, or it is created', async () => {
    const found = await actions('a.agent.json', agentText('./Suport.prompt.md'));
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Replace with "${file:./Support.prompt.md}"', 'Create "./Suport.prompt.md"'],
    );
    assert.deepEqual(steps(found[1]?.edit), [`create ${uriOf('Suport.prompt.md')}`]);
  });
  it('a file outside the workspace: is not created', async () => {
    const found = await actions('a.agent.json', agentText('../new.prompt.md'));
    assert.deepEqual(found, []);
  });
});
