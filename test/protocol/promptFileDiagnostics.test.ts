import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  type ClientCapabilities,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  RegistrationRequest,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node';
import { type PromptPathParams, readPromptFileRequest } from '#server/protocol';
import { TestClient, codesOf } from '#support/testClient';
import {
  agentText,
  folder,
  workspace,
  uriOf,
  agentUri,
  promptUri,
  workspaceFolders,
  save,
  openPrompt,
} from './promptWorkspace';

const capabilities: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    synchronization: { dynamicRegistration: true },
  },
  workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
};

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
      [
        '"./Support.prompt.md" differs from the actual file name only in casing or in the encoding of accents.',
      ],
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
