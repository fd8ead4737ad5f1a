import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CompletionItemKind,
  CompletionRequest,
  DefinitionRequest,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  FileChangeType,
  HoverRequest,
  MarkupContent,
  type Position,
  type ReferenceParams,
  ReferencesRequest,
  RegistrationRequest,
  RenameRequest,
  SemanticTokensRequest,
  WillRenameFilesRequest,
  WorkspaceDiagnosticRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { type PromptPathParams, readPromptFileRequest } from '#server/protocol';
import { TestClient, codesOf } from '#support/testClient';

const capabilities: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    synchronization: { dynamicRegistration: true },
  },
  workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
};
/** A client that edits: the folders of completion need snippets. */
const editing: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    hover: { contentFormat: ['markdown'] },
  },
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    fileOperations: { willRename: true },
  },
};
const agentText = (reference = './support.prompt.md') =>
  `{"agent_name": "Desk", "description": "\${file:${reference}}", "inbound": true}`;

const folder = tempFolder('prompt-files');
const workspace = join(folder, 'workspace');
const uriOf = (name: string) => pathToFileURL(join(workspace, name)).href;
const agentUri = uriOf('support.agent.json');
const promptUri = uriOf('support.prompt.md');
const workspaceFolders = [{ uri: pathToFileURL(workspace).href, name: 'workspace' }];
const save = (name: string, text: string) => writeFile(join(workspace, name), text);

before(async () => mkdir(workspace, { recursive: true }));

async function openPrompt(client: TestClient, text: string): Promise<void> {
  const textDocument = { uri: promptUri, languageId: 'markdown', version: 1, text };
  await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
}

describe('diagnostics of an agent with a prompt file', () => {
  let client: TestClient;
  let version = 1;
  const registered: string[] = [];
  let refreshes = 0;

  const pull = async (): Promise<readonly Diagnostic[]> => {
    const params = { textDocument: { uri: agentUri } };
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, params);
    return report.kind === 'full' ? report.items : [];
  };
  const refresh = () =>
    new Promise<void>((resolve) => {
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshes++;
        resolve();
      });
    });

  before(async () => {
    await save('support.prompt.md', 'Answers the phone.\n');
    client = await TestClient.start({ capabilities, workspaceFolders });
    client.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      registered.push(...registrations.map(({ method }) => method));
    });
    await client.open(agentUri, agentText(), version);
  });
  after(() => client.stop());
  beforeEach(() => save('support.prompt.md', 'Answers the phone.\n'));

  it('are none if it can be read', async () => assert.deepEqual(await pull(), []));

  it('make the server ask for text documents and file events, once', async () => {
    await pull();
    assert.deepEqual(registered.filter((method) => method.startsWith('textDocument/did')).sort(), [
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didOpen',
    ]);
  });

  it('name the prompt file of a problem in the prompt', async () => {
    await save('support.prompt.md', '<description>\n');
    const [placeholder, ...others] = await pull();
    assert.deepEqual(others, []);
    assert.equal(placeholder?.code, 'placeholder');
    assert.equal(
      agentText().slice(placeholder.range.start.character, placeholder.range.end.character),
      '"${file:./support.prompt.md}"',
    );
    assert.deepEqual(
      placeholder.relatedInformation?.map(({ location }) => location.uri),
      [promptUri],
    );
  });

  it('follow unsaved edits of the prompt file, and closing it', async () => {
    const opened = refresh();
    await openPrompt(client, '<description>');
    await opened;
    assert.deepEqual(codesOf([...(await pull())]), ['placeholder']);
    const changed = refresh();
    await client.change(promptUri, 2, { text: 'Answers.' });
    await changed;
    assert.deepEqual(await pull(), []);
    await client.change(promptUri, 3, { text: '<description>' });
    const closed = refresh();
    await client.close(promptUri);
    await closed;
    assert.deepEqual(await pull(), []);
  });

  it('follow the file on disk', async () => {
    await rm(join(workspace, 'support.prompt.md'));
    const deleted = refresh();
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: promptUri, type: FileChangeType.Deleted }],
    });
    await deleted;
    assert.deepEqual(
      (await pull()).map(({ message }) => message),
      ['The prompt file "./support.prompt.md" does not exist.'],
    );
  });

  it('are not refreshed for a file that no agent refers to', async () => {
    const count = refreshes;
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('other.md'), type: FileChangeType.Changed }],
    });
    await pull();
    assert.equal(refreshes, count);
  });

  it('follow edits of the reference', async () => {
    version++;
    await client.change(agentUri, version, { text: agentText('./Support.prompt.md') });
    assert.deepEqual(
      (await pull()).map(({ message }) => message),
      ['"./Support.prompt.md" differs from the actual file name only in casing.'],
    );
    version++;
    await client.change(agentUri, version, { text: agentText() });
    assert.deepEqual(await pull(), []);
  });

  it('of a closed agent are in the report of the workspace', async () => {
    await save('closed.agent.json', agentText('./none.prompt.md'));
    const report = () =>
      client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    const of = async (name: string) => (await report()).items.find(({ uri }) => uri === uriOf(name));
    const first = await of('closed.agent.json');
    assert.deepEqual(first?.kind === 'full' && codesOf(first.items), ['prompt-file']);
    await save('none.prompt.md', 'Hi');
    const second = await of('closed.agent.json');
    assert.deepEqual(second?.kind === 'full' && second.items, []);
    await rm(join(workspace, 'closed.agent.json'));
  });
});

describe('diagnostics of an agent with a prompt file: without pull', () => {
  it('are pushed when the prompt file is edited', async () => {
    const client = await TestClient.start({ workspaceFolders });
    await client.open(agentUri, agentText());
    assert.deepEqual((await client.nextPublished()).diagnostics, []);
    await openPrompt(client, '<description>');
    assert.deepEqual(codesOf((await client.nextPublished()).diagnostics), ['placeholder']);
    await client.stop();
  });

  it('in no workspace folder: the prompt must be in the folder of the agent', async () => {
    const client = await TestClient.start();
    await mkdir(join(workspace, 'deep'), { recursive: true });
    await client.open(uriOf('deep/a.agent.json'), agentText('../support.prompt.md'));
    const [problem] = (await client.nextPublished()).diagnostics;
    assert.equal(problem?.message, 'The prompt file "../support.prompt.md" is outside the project folder.');
    await client.stop();
  });

  it('in a virtual workspace: the client reads the file', async () => {
    const client = await TestClient.start({
      workspaceFolders: [{ uri: 'vscode-vfs://github/x/y', name: 'y' }],
      initializationOptions: { agentFiles: true },
    });
    const requests: PromptPathParams[] = [];
    client.connection.onRequest(readPromptFileRequest, (params: PromptPathParams) => {
      requests.push(params);
      return { file: { kind: 'text', text: '<description>' } };
    });
    await client.open('vscode-vfs://github/x/y/agents/a.agent.json', agentText('../prompts/a%20b.md'));
    assert.deepEqual(codesOf((await client.nextPublished()).diagnostics), ['placeholder']);
    assert.deepEqual(requests, [{ folder: 'vscode-vfs://github/x/y', path: 'prompts/a%20b.md' }]);
    await client.stop();
  });

  it('in a virtual workspace: a failed request is sent again', async () => {
    const client = await TestClient.start({
      workspaceFolders: [{ uri: 'vscode-vfs://github/x/y', name: 'y' }],
      initializationOptions: { agentFiles: true },
    });
    const answers = [{ kind: 'unreadable' }, undefined, { kind: 'text', text: '<description>' }];
    let calls = 0;
    client.connection.onRequest(readPromptFileRequest, () => {
      const file = answers[calls++];
      if (!file) throw new Error('The connection was lost.');
      return { file };
    });
    const uri = 'vscode-vfs://github/x/y/a.agent.json';
    await client.open(uri, agentText());
    const codes = [codesOf((await client.nextPublished()).diagnostics)];
    for (const version of [2, 3, 4]) {
      await client.change(uri, version, { text: `${agentText()}${' '.repeat(version)}` });
      codes.push(codesOf((await client.nextPublished()).diagnostics));
    }
    assert.deepEqual(codes, [['prompt-file'], ['prompt-file'], ['placeholder'], ['placeholder']]);
    assert.equal(calls, 3);
    await client.stop();
  });

  it('a link out of the workspace: is not read', async () => {
    await writeFile(join(folder, 'outside.md'), '<description>');
    await symlink(join(folder, 'outside.md'), join(workspace, 'link.md'));
    const client = await TestClient.start({ workspaceFolders });
    await client.open(agentUri, agentText('./link.md'));
    const [problem] = (await client.nextPublished()).diagnostics;
    assert.equal(problem?.message, 'The prompt file "./link.md" is outside the project folder.');
    await client.stop();
  });
});

describe('features of an agent with a prompt file', () => {
  let client: TestClient;
  const otherUri = uriOf('other.agent.json');
  const greeting = 'Greet {{caller}}.\nNever say {{secret_word}}.\n';
  const text = agentText().replace('"inbound"', '"first_message": "Hi {{caller}}!", "inbound"');
  const other = agentText().replace('Desk', 'Second {{caller}}');
  const uses = { textDocument: { uri: agentUri } };

  before(async () => {
    await rm(workspace, { recursive: true });
    await mkdir(workspace);
    await save('support.prompt.md', greeting);
    await save('notes.txt', 'Notes');
    await save('code.ts', 'code');
    await mkdir(join(workspace, 'prompts'), { recursive: true });
    await save('prompts/deep.md', 'Deep');
    await save('other.agent.json', other);
    client = await TestClient.start({ capabilities: editing, workspaceFolders });
    await client.open(agentUri, text);
  });
  after(async () => {
    await client.stop();
    await rm(join(workspace, 'other.agent.json'));
  });

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

describe('code actions of an agent with a prompt file', () => {
  let client: TestClient;
  before(async () => {
    await rm(workspace, { recursive: true });
    await mkdir(workspace);
    await save('Support.prompt.md', 'Answers.\r\nKindly.\r\n');
    client = await TestClient.start({ capabilities: editing, workspaceFolders });
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
