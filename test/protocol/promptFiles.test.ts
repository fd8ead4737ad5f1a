import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  CompletionItemKind,
  CompletionRequest,
  DefinitionRequest,
  DocumentLinkRequest,
  HoverRequest,
  MarkupContent,
  type Position,
  type ReferenceParams,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  WillRenameFilesRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TestClient } from '#support/testClient';
import {
  editingCapabilities,
  agentText,
  workspace,
  uriOf,
  agentUri,
  promptUri,
  workspaceFolders,
  save,
  openPrompt,
} from './promptWorkspace';

describe('features of an agent with a prompt file', () => {
  let client: TestClient;
  const otherUri = uriOf('other.agent.json');
  const greeting = 'Greet {{caller}}.\nNever say {{secret_word}}.\n';
  const text = agentText().replace('"inbound"', '"first_message": "Hi {{caller}}!", "inbound"');
  const other = agentText().replace('Desk', 'Second {{caller}}');
  const uses = { textDocument: { uri: agentUri } };

  before(async () => {
    await save('support.prompt.md', greeting);
    await save('notes.txt', 'Notes');
    await save('code.ts', 'code');
    await mkdir(join(workspace, 'prompts'), { recursive: true });
    await save('prompts/deep.md', 'Deep');
    await save('other.agent.json', other);
    client = await TestClient.start({ capabilities: editingCapabilities, workspaceFolders });
    await client.open(agentUri, text);
  });
  after(() => client.stop());

  const inText = (found: string, shift = 0) => ({ line: 0, character: text.indexOf(found) + shift });
  const labels = async (reference: string, cursor: number) => {
    const uri = uriOf('completing.agent.json');
    const value = `{"description": ${reference}}`;
    await client.open(uri, value);
    const position = { line: 0, character: value.indexOf(reference) + cursor };
    const found = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    await client.close(uri);
    return (Array.isArray(found) ? found : (found?.items ?? [])).map(({ label }) => label);
  };
  const files = ['${file:./support.prompt.md}', '${file:./notes.txt}', '${file:./prompts/}'];

  it('completion: offers the files of the folder in an empty text, prompts first', async () => {
    assert.deepEqual(await labels('""', 1), files);
  });
  it('completion: offers them in a reference that is typed', async () => {
    assert.deepEqual(await labels('"${file:./}"', 10), files);
    assert.deepEqual(await labels('"$', 2), files);
    assert.deepEqual(await labels('"${file:./prompts/}"', 18), ['${file:./prompts/deep.md}']);
  });
  it('completion: offers nothing outside the workspace, and none in a text', async () => {
    assert.deepEqual(await labels('"${file:../}"', 11), ['${file:../}']);
    assert.deepEqual(await labels('"Hello"', 1), []);
  });
  it('completion: offers the variables of the prompt in the agent', async () => {
    const uri = uriOf('variables.agent.json');
    const value = agentText().replace('"inbound"', '"first_message": "Hi {{", "inbound"');
    await client.open(uri, value);
    const position = { line: 0, character: value.indexOf('{{') + 2 };
    const found = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    await client.close(uri);
    const items = Array.isArray(found) ? found : (found?.items ?? []);
    assert.deepEqual(
      items.filter(({ kind }) => kind === CompletionItemKind.Variable).map(({ label }) => label),
      ['caller', 'secret_word'],
    );
  });

  it('link and definition: open the prompt file', async () => {
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, uses);
    assert.deepEqual(
      links?.map(({ target }) => target),
      [promptUri],
    );
    const definition = await client.connection.sendRequest(DefinitionRequest.type, {
      ...uses,
      position: inText('${file:', 4),
    });
    const start = { line: 0, character: 0 };
    assert.deepEqual(definition, { uri: promptUri, range: { start, end: start } });
  });
  it('hover: shows the first lines and the size', async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      ...uses,
      position: inText('${file:', 4),
    });
    const markdown = MarkupContent.is(hover?.contents) ? hover.contents.value : '';
    assert.match(
      markdown,
      /^`\.\/support\.prompt\.md` · 44 characters in 2 lines\n\n```text\nGreet \{\{caller\}\}\./,
    );
  });
  it('coloring: the reference is one token', async () => {
    const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, uses);
    assert.deepEqual(tokens?.data.slice(0, 5), [
      0,
      text.indexOf('${file:'),
      '${file:./support.prompt.md}'.length,
      0,
      0,
    ]);
  });

  const locations = async (params: ReferenceParams) =>
    ((await client.connection.sendRequest(ReferencesRequest.type, params)) ?? []).map(
      ({ uri, range }) => `${uri.slice(uriOf('').length + 1)} ${range.start.line}:${range.start.character}`,
    );
  const context = { includeDeclaration: true };

  it('references of a variable: in the agent, its prompt and other agents with this prompt', async () => {
    assert.deepEqual(await locations({ ...uses, context, position: inText('caller', 1) }), [
      `support.agent.json 0:${text.indexOf('caller')}`,
      `other.agent.json 0:${other.indexOf('caller')}`,
      'support.prompt.md 0:8',
    ]);
  });
  it('references of the file: the agents that refer to it', async () => {
    const expected = [
      `support.agent.json 0:${text.indexOf('"${file:')}`,
      `other.agent.json 0:${other.indexOf('"${file:')}`,
    ];
    assert.deepEqual(await locations({ ...uses, context, position: inText('${file:', 2) }), expected);
    await openPrompt(client, greeting);
    const textDocument = { uri: promptUri };
    assert.deepEqual(
      await locations({ textDocument, context, position: { line: 0, character: 1 } }),
      expected,
    );
    const found = await locations({ textDocument, context, position: { line: 0, character: 9 } });
    assert.equal(found.length, 3);
    await client.close(promptUri);
  });

  const rename = (uri: string, position: Position, newName: string) =>
    client.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName });
  const edited = (edit: WorkspaceEdit | null) =>
    edit?.documentChanges?.map((change) =>
      'textDocument' in change
        ? [change.textDocument.uri, change.textDocument.version, change.edits.length]
        : [],
    );

  it('rename of a variable: edits all of these files', async () => {
    assert.deepEqual(edited(await rename(agentUri, inText('caller', 1), 'guest')), [
      [agentUri, 1, 1],
      [otherUri, null, 1],
      [promptUri, null, 1],
    ]);
    await openPrompt(client, greeting);
    assert.deepEqual(edited(await rename(promptUri, { line: 1, character: 14 }, 'taboo')), [
      [promptUri, 1, 1],
    ]);
    await client.close(promptUri);
  });
  it('rename of a variable: is refused if the prompt has the name already', async () => {
    await assert.rejects(rename(agentUri, inText('caller', 1), 'secret_word'), /already exists/);
  });
  it('in the prompt file: completes the variables of its agents', async () => {
    await openPrompt(client, 'Say {{');
    const params = { textDocument: { uri: promptUri }, position: { line: 0, character: 6 } };
    const found = await client.connection.sendRequest(CompletionRequest.type, params);
    assert.deepEqual(
      (Array.isArray(found) ? found : []).map(({ label }) => label),
      ['caller'],
    );
    await client.close(promptUri);
  });

  const renameFiles = (from: string, to: string) =>
    client.connection.sendRequest(WillRenameFilesRequest.type, {
      files: [{ oldUri: uriOf(from), newUri: uriOf(to) }],
    });
  const newTexts = (edit: WorkspaceEdit | null) =>
    edit?.documentChanges?.flatMap((change) =>
      'textDocument' in change
        ? change.edits.map((textEdit) => ('newText' in textEdit ? textEdit.newText : ''))
        : [],
    );

  it('renaming a prompt file: updates all agents that refer to it', async () => {
    const edit = await renameFiles('support.prompt.md', 'prompts/desk.md');
    assert.deepEqual(newTexts(edit), ['"${file:./prompts/desk.md}"', '"${file:./prompts/desk.md}"']);
  });
  it('moving an agent: updates its reference', async () => {
    const edit = await renameFiles('support.agent.json', 'agents/support.agent.json');
    assert.deepEqual(newTexts(edit), ['"${file:../support.prompt.md}"']);
  });
  it('renaming a folder with both, or another file: changes nothing', async () => {
    assert.equal(await renameFiles('notes.txt', 'notes.md'), null);
    await save('prompts/both.agent.json', agentText('./deep.md'));
    assert.equal(await renameFiles('prompts', 'texts'), null);
    await rm(join(workspace, 'prompts/both.agent.json'));
  });
});
