import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  DidChangeWorkspaceFoldersNotification,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  ErrorCodes,
  FileChangeType,
  type WorkspaceDocumentDiagnosticReport,
  WorkspaceDiagnosticRequest,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { TestClient, codesOf } from '#support/testClient';

const uri = 'file:///agents/a.agent.json';
const textDocument = { uri };
const clean = '{"agent_name": "Ada", "description": "Books tables.", "inbound": true, "language": "en"}';
const broken = clean.replace('"en"', '"english"');
const pulls: ClientCapabilities = { textDocument: { diagnostic: {} } };
const position = { line: 0, character: 3 };

describe('the lifecycle of the server', () => {
  const initializeParams = { processId: null, rootUri: null, capabilities: {} };

  function connect() {
    const server = spawn(process.execPath, [join(__dirname, '../../dist/server.js'), '--stdio']);
    const connection = createProtocolConnection(server.stdout, server.stdin);
    connection.listen();
    const request = (method: string, params: object) => connection.sendRequest(method, params);
    const stop = () => {
      connection.dispose();
      server.kill();
    };
    return { request, stop };
  }

  it('requests before initialize are rejected', async () => {
    const { request, stop } = connect();
    await assert.rejects(request('textDocument/hover', { textDocument, position }), {
      code: ErrorCodes.ServerNotInitialized,
    });
    await request('initialize', initializeParams);
    assert.equal(await request('textDocument/hover', { textDocument, position }), null);
    stop();
  });
  it('a second initialize request is rejected', async () => {
    const { request, stop } = connect();
    await request('initialize', initializeParams);
    await assert.rejects(request('initialize', initializeParams), { code: ErrorCodes.InvalidRequest });
    stop();
  });
  it('requests after shutdown are rejected', async () => {
    const { request, stop } = connect();
    await request('initialize', initializeParams);
    await request('shutdown', []);
    for (const method of ['textDocument/hover', 'no/such/method'])
      await assert.rejects(request(method, { textDocument, position }), { code: ErrorCodes.InvalidRequest });
    stop();
  });
});

describe('illegal parameters are rejected, and nothing is logged', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: pulls });
    await client.open(uri, clean);
  });
  after(() => client.stop());

  const range = { start: position, end: position };
  const cases: readonly (readonly [method: string, params: unknown])[] = [
    ['textDocument/hover', null],
    ['textDocument/hover', { textDocument: null, position }],
    ['textDocument/hover', { textDocument }],
    ['textDocument/hover', { textDocument, position: { line: -1, character: 0 } }],
    ['textDocument/completion', { textDocument, position: { line: 0.5, character: 0 } }],
    ['textDocument/rename', { textDocument, position }],
    ['textDocument/selectionRange', { textDocument, positions: position }],
    ['textDocument/codeAction', { textDocument, range }],
    ['textDocument/inlayHint', { textDocument, range: { start: position } }],
    ['textDocument/formatting', { textDocument, options: null }],
    ['textDocument/diagnostic', null],
    ['workspace/diagnostic', { previousResultIds: [null] }],
  ];
  for (const [method, params] of cases) {
    it(`${method} ${JSON.stringify(params)}`, async () => {
      await assert.rejects(client.connection.sendRequest(method, params), { code: ErrorCodes.InvalidParams });
    });
  }
  it('legal positions beyond the text are accepted', async () => {
    const lastPosition = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
    const hover = await client.connection.sendRequest('textDocument/hover', {
      textDocument,
      position: lastPosition,
    });
    assert.equal(hover, null);
  });
  it('the log is empty', () => assert.deepEqual(client.log, []));
});

describe('formatting with any tab size', () => {
  for (const [tabSize, width] of [
    [1e9, 16],
    [-3, 1],
    [2.9, 2],
    [4, 4],
  ] as const) {
    it(`${tabSize} indents by ${width}`, async () => {
      const client = await TestClient.start();
      await client.open(uri, '{"inbound": true}');
      const options = { tabSize, insertSpaces: true };
      const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, {
        textDocument,
        options,
      });
      await client.stop();
      assert.ok(edits?.some(({ newText }) => /^\n +$/.test(newText) && newText.length === width + 1));
    });
  }
});

describe('diagnostics reach', () => {
  async function firstPublished(setup: Parameters<typeof TestClient.start>[0]): Promise<string[]> {
    const client = await TestClient.start(setup);
    const next = client.nextPublished();
    await client.open(uri, broken);
    const codes = codesOf((await next).diagnostics);
    await client.stop();
    return codes;
  }
  it('a client that sends null for unsupported capabilities', async () => {
    const capabilities = { textDocument: { diagnostic: null } } as unknown as ClientCapabilities;
    assert.deepEqual(await firstPublished({ capabilities }), ['not-in-enum']);
  });
  it('a client that supports pull diagnostics but never requests them', async () => {
    assert.deepEqual(await firstPublished({ capabilities: pulls }), ['not-in-enum']);
  });
  it('a client that is started with --push-diagnostics', async () => {
    const client = await TestClient.start({ capabilities: pulls, args: ['--push-diagnostics'] });
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    const next = client.nextPublished();
    await client.open(uri, broken);
    assert.deepEqual(codesOf((await next).diagnostics), ['not-in-enum']);
    await client.stop();
  });
});

describe('workspace diagnostics', () => {
  let folder: string;
  const agent = (id: number) => clean.replace('{', `{"id": ${id}, `);
  const uriOf = (...names: string[]) => pathToFileURL(join(folder, ...names)).href;

  async function reports(client: TestClient, previous: readonly WorkspaceDocumentDiagnosticReport[] = []) {
    const previousResultIds = previous.flatMap((report) =>
      report.resultId === undefined ? [] : [{ uri: report.uri, value: report.resultId }],
    );
    const params = { previousResultIds };
    return (await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params)).items;
  }
  const codesIn = (items: readonly WorkspaceDocumentDiagnosticReport[]) =>
    new Map(items.map((item) => [item.uri, item.kind === 'full' ? codesOf(item.items) : undefined]));

  before(async () => {
    folder = tempFolder('agents');
    await mkdir(join(folder, 'a'));
    await mkdir(join(folder, 'b'));
    await writeFile(join(folder, 'a/one.agent.json'), agent(7));
    await writeFile(join(folder, 'b/two.agent.json'), agent(7));
  });

  it('cover the root of a client without workspace folders', async () => {
    const client = await TestClient.start({ capabilities: pulls, rootUri: uriOf('a') });
    assert.deepEqual([...codesIn(await reports(client)).keys()], [uriOf('a', 'one.agent.json')]);
    await client.stop();
  });

  it('of a removed folder become empty, and so do the duplicate IDs of others', async () => {
    const [a, b] = ['a', 'b'].map((name) => ({ uri: uriOf(name), name }));
    assert.ok(a && b);
    const workspace = { workspaceFolders: true };
    const client = await TestClient.start({
      capabilities: { ...pulls, workspace },
      workspaceFolders: [a, b],
    });
    const first = await reports(client);
    assert.deepEqual([...codesIn(first).values()], [['duplicate-id'], ['duplicate-id']]);
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed: [b] },
    });
    const second = codesIn(await reports(client, first));
    assert.deepEqual(second.get(uriOf('a', 'one.agent.json')), []);
    assert.deepEqual(second.get(uriOf('b', 'two.agent.json')), []);
    await client.stop();
  });

  it('find no duplicate ID of a file with itself, opened through a link or as a version in git', async () => {
    const linked = join(tempFolder('links'), 'linked');
    await symlink(join(folder, 'a'), linked);
    const client = await TestClient.start({
      capabilities: pulls,
      workspaceFolders: [{ uri: uriOf('a'), name: 'a' }],
    });
    const link = pathToFileURL(join(linked, 'one.agent.json')).href;
    const version = 'git:/a/one.agent.json?ref';
    await client.open(link, agent(7));
    await client.open(version, agent(7));
    for (const [name, codes] of codesIn(await reports(client))) assert.deepEqual(codes, [], name);
    const params = { textDocument: { uri: version } };
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, params);
    assert.deepEqual(report.kind === 'full' && report.items, []);
    await client.stop();
  });

  it('report that a file is too large', async () => {
    const file = join(folder, 'large');
    await mkdir(file);
    await writeFile(join(file, 'large.agent.json'), '');
    await truncate(join(file, 'large.agent.json'), 100 * 1024 * 1024);
    const client = await TestClient.start({
      capabilities: pulls,
      workspaceFolders: [{ uri: uriOf('large'), name: 'large' }],
    });
    assert.deepEqual([...codesIn(await reports(client)).values()], [['syntax']]);
    await client.stop();
  });

  it('are not blocked by a link to a device that the client reports', async () => {
    const file = join(folder, 'device');
    await mkdir(file);
    await symlink('/dev/zero', join(file, 'zero.agent.json'));
    const client = await TestClient.start({
      capabilities: pulls,
      workspaceFolders: [{ uri: uriOf('device'), name: 'device' }],
    });
    await reports(client);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('device', 'zero.agent.json'), type: FileChangeType.Created }],
    });
    assert.deepEqual(await reports(client), []);
    await client.stop();
  });
});
