import assert from 'node:assert/strict';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  HoverRequest,
  LSPErrorCodes,
  type WorkspaceDocumentDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import {
  type FindAgentFilesParams,
  type ReadAgentFileParams,
  findAgentFilesRequest,
  readAgentFileRequest,
} from '#server/protocol';
import { TestClient, codesOf } from '#support/testClient';

const uri = 'file:///agents/a.agent.json';
const clean = '{"agent_name": "Ada", "description": "Books tables.", "inbound": true, "language": "en"}';
const broken = clean.replace('"en"', '"english"');

const pulls: ClientCapabilities = { textDocument: { diagnostic: { relatedInformation: true } } };

async function pull(client: TestClient, previousResultId?: string) {
  const params = { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) };
  return client.connection.sendRequest(DocumentDiagnosticRequest.type, params);
}

describe('a client with pull diagnostics', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: pulls });
  });
  after(() => client.stop());

  it('gets the capability', () => {
    const provider = client.initialized.capabilities.diagnosticProvider;
    assert.equal(provider?.workspaceDiagnostics, true);
  });
  it('gets diagnostics, and "unchanged" the second time', async () => {
    await client.open(uri, broken);
    const report = await pull(client);
    assert.deepEqual(report.kind === 'full' && codesOf(report.items), ['not-in-enum']);
    const again = await pull(client, report.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: report.resultId });
  });
  it('gets new diagnostics after an edit', async () => {
    const before = await pull(client);
    const start = broken.indexOf('english');
    const range = {
      start: { line: 0, character: start },
      end: { line: 0, character: start + 'english'.length },
    };
    await client.change(uri, 2, { range, text: 'en' });
    const report = await pull(client, before.resultId);
    assert.deepEqual(report.kind === 'full' && report.items, []);
  });
  it('gets nothing for a document that is not open', async () => {
    await client.close(uri);
    const report = await pull(client);
    assert.deepEqual(report, { kind: 'full', items: [] });
  });
  it('gets no problem for a new file without content, unless it is on disk', async () => {
    for (const [empty, expected] of [
      ['untitled:Untitled-1', []],
      ['file:///agents/empty.agent.json', ['syntax']],
    ] as const) {
      await client.open(empty, '\n');
      const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri: empty },
      });
      assert.deepEqual(codesOf(report.kind === 'full' ? report.items : []), expected);
      await client.close(empty);
    }
  });
  it('gets no unrequested diagnostics', () => assert.deepEqual(client.published, []));
});

describe('a client with push diagnostics', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  after(() => client.stop());

  it('does not get the pull capability', () =>
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined));
  it('gets diagnostics with the version of the document', async () => {
    const next = client.nextPublished();
    await client.open(uri, broken, 5);
    const { version, diagnostics } = await next;
    assert.equal(version, 5);
    assert.deepEqual(codesOf(diagnostics), ['not-in-enum']);
  });
  it('gets one notification for a burst of edits', async () => {
    const seen = client.published.length;
    const versions = Array.from({ length: 40 }, (_, index) => 6 + index);
    await Promise.all(versions.map((version) => client.change(uri, version, { text: clean })));
    while (client.published.at(-1)?.version !== versions.at(-1)) await client.nextPublished();
    assert.deepEqual(client.published.at(-1)?.diagnostics, []);
    // On a busy machine, the burst may be interrupted, which causes more than one.
    assert.ok(client.published.length - seen <= 4, `${client.published.length - seen} messages`);
  });
  it('gets an empty list when the file is closed', async () => {
    const next = client.nextPublished();
    await client.close(uri);
    assert.deepEqual(await next, { uri, diagnostics: [] });
  });
});

describe("a diagnostic depends on the client's capabilities", () => {
  async function first(capabilities: ClientCapabilities) {
    const client = await TestClient.start({ capabilities });
    const next = client.nextPublished();
    await client.open(uri, broken);
    const [diagnostic] = (await next).diagnostics;
    await client.stop();
    assert.ok(diagnostic);
    return diagnostic;
  }
  it('source, code, severity and range', async () => {
    const { source, code, severity, range, codeDescription } = await first({});
    assert.deepEqual({ source, code, severity }, { source: 'agent-json', code: 'not-in-enum', severity: 1 });
    const start = broken.indexOf('"english"');
    assert.deepEqual(range, {
      start: { line: 0, character: start },
      end: { line: 0, character: start + '"english"'.length },
    });
    assert.equal(codeDescription, undefined);
  });
  it('a link to the page of the rule', async () => {
    const capabilities = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };
    const { codeDescription } = await first(capabilities);
    assert.match(codeDescription?.href ?? '', /^file:\/\/.*\/docs\/rules\/not-in-enum\.md$/);
  });
});

describe('settings', () => {
  const hasConfiguration: ClientCapabilities = { workspace: { configuration: true } };
  async function codes(setup: Parameters<typeof TestClient.start>[0]): Promise<string[]> {
    const client = await TestClient.start(setup);
    const next = client.nextPublished();
    await client.open(uri, broken);
    const { diagnostics } = await next;
    await client.stop();
    return diagnostics.map(({ code, severity }) => `${String(code)} ${severity ?? ''}`);
  }
  it('change severities and turn rules off, on request', async () => {
    const codesWith = (configuration: unknown) => codes({ capabilities: hasConfiguration, configuration });
    assert.deepEqual(await codesWith({ rules: { 'not-in-enum': 'warning' } }), ['not-in-enum 2']);
    assert.deepEqual(await codesWith({ rules: { 'not-in-enum': 'off' } }), []);
    assert.deepEqual(await codesWith({ additionalValues: { language: ['english'] } }), []);
  });
  it('omit the key of a provider that the project has stored', async () => {
    const reported = async (keys: readonly string[]) => {
      const client = await TestClient.start({ initializationOptions: { projectKeys: { 1378: keys } } });
      const next = client.nextPublished();
      const agent = { agent_name: 'A', description: 'A prompt.', inbound: true, project: 1378 };
      await client.open(uri, JSON.stringify({ ...agent, assistant_provider: 'vapi' }));
      const { diagnostics } = await next;
      await client.stop();
      return diagnostics.some(({ code }) => code === 'missing-provider-property');
    };
    assert.equal(await reported([]), true);
    assert.equal(await reported(['vapi_api_key']), false);
  });
  it('apply from the initialization options of a client that can only send them there', async () => {
    const settings = { rules: { 'not-in-enum': 'hint' } };
    assert.deepEqual(await codes({ initializationOptions: { settings } }), ['not-in-enum 4']);
  });
  for (const unusual of [
    null,
    7,
    'x',
    [],
    { rules: 3, additionalValues: { language: 7 } },
    { rules: { 'not-in-enum': 9 } },
  ]) {
    it(`are ignored if invalid: ${JSON.stringify(unusual)}`, async () => {
      assert.deepEqual(await codes({ capabilities: hasConfiguration, configuration: unusual }), [
        'not-in-enum 1',
      ]);
    });
  }
  it('apply after a change', async () => {
    const client = await TestClient.start();
    const opened = client.nextPublished();
    await client.open(uri, broken);
    await opened;
    const next = client.nextPublished();
    const settings = { agentJson: { rules: { 'not-in-enum': 'off' } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    assert.deepEqual((await next).diagnostics, []);
    await client.stop();
  });
  it('cause no refresh if they have not changed', async () => {
    const capabilities = {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    };
    const client = await TestClient.start({ capabilities });
    let refreshes = 0;
    const sendRules = (rules: object) =>
      client.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { agentJson: { rules } },
      });
    const refreshed = new Promise<void>((resolve) =>
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshes++;
        resolve();
      }),
    );
    await sendRules({});
    await sendRules({ 'not-in-enum': 'off' });
    await sendRules({ 'not-in-enum': 'off' });
    await refreshed;
    assert.equal(refreshes, 1);
    await client.stop();
    assert.equal(refreshes, 1);
  });
});

describe('files that are not open', () => {
  let folder: string;
  let client: TestClient;
  const fileCount = 1000;
  /** 37 files. */
  const isBroken = (index: number) => index % 27 === 1;
  const file = (index: number) => join(folder, index % 2 ? 'deep/er' : '.', `${index}.agent.json`);

  async function report(previous: readonly WorkspaceDocumentDiagnosticReport[] = []) {
    const previousResultIds = previous.flatMap(({ uri, resultId }) =>
      resultId ? [{ uri, value: resultId }] : [],
    );
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds,
    });
    return items;
  }
  const full = (items: readonly WorkspaceDocumentDiagnosticReport[]) =>
    items.filter(({ kind }) => kind === 'full');

  before(async () => {
    folder = tempFolder('agents');
    await mkdir(join(folder, 'deep/er'), { recursive: true });
    await mkdir(join(folder, 'node_modules/x'), { recursive: true });
    await writeFile(join(folder, 'node_modules/x/theirs.agent.json'), broken);
    await writeFile(join(folder, 'other.json'), broken);
    for (let index = 0; index < fileCount; index++)
      await writeFile(file(index), isBroken(index) ? broken : clean);
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'agents' }];
    client = await TestClient.start({ capabilities: pulls, workspaceFolders });
  });
  after(() => client.stop());

  it('are validated if they are agent files', async () => {
    const items = await report();
    assert.equal(items.length, fileCount);
    const invalid = items
      .filter((item) => item.kind === 'full' && item.items.length > 0)
      .map(({ uri }) => uri);
    const expected = Array.from({ length: fileCount }, (_, index) => index).filter(isBroken);
    assert.deepEqual(invalid.sort(), expected.map((index) => pathToFileURL(file(index)).href).sort());
  });
  it("don't delay requests for open files", async () => {
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'agents' }];
    const fresh = await TestClient.start({ capabilities: pulls, workspaceFolders });
    await fresh.open(uri, broken);
    const answered: string[] = [];
    const all = fresh.connection
      .sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] })
      .then(() => answered.push('all files'));
    for (const offset of [1, 2, 3]) {
      await fresh.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri },
        position: { line: 0, character: offset },
      });
      answered.push('hover');
    }
    await all;
    assert.deepEqual(answered, ['hover', 'hover', 'hover', 'all files']);
    await fresh.stop();
  });
  it('are not validated after the request is canceled', async () => {
    const cancel = new CancellationTokenSource();
    const all = client.connection.sendRequest(
      WorkspaceDiagnosticRequest.type,
      { previousResultIds: [] },
      cancel.token,
    );
    cancel.cancel();
    await assert.rejects(all, { code: LSPErrorCodes.RequestCancelled });
    assert.equal((await report()).length, fileCount);
  });
  it('are reported again only after a change', async () => {
    const first = await report();
    assert.deepEqual(full(await report(first)), []);
    await writeFile(file(0), `${broken}\n`);
    const items = await report(first);
    const [changed, ...others] = full(items);
    assert.equal(changed?.uri, pathToFileURL(file(0)).href);
    assert.deepEqual(others, []);
    assert.equal(items.filter(({ kind }) => kind === 'unchanged').length, fileCount - 1);
  });
  it('get an empty report when they are deleted', async () => {
    const first = await report();
    await unlink(file(0));
    const [deleted, ...others] = full(await report(first));
    assert.deepEqual(deleted, { uri: pathToFileURL(file(0)).href, version: null, kind: 'full', items: [] });
    assert.deepEqual(others, []);
  });
  it('are replaced by the open document, however the editor escapes its URI', async () => {
    const first = await report();
    const uri = pathToFileURL(file(2)).href;
    await client.open(uri.replace('agents-', '%61gents-'), broken, 4);
    const [open] = full(await report(first));
    assert.equal(open?.uri, uri);
    assert.equal(open.version, 4);
  });
});

describe('files that only the client can read', () => {
  const folder = 'vscode-vfs://github/acme/agents';
  const a = `${folder}/a%20b.agent.json`;
  /** The files that the client can read, and those that were requested. */
  const texts = new Map([
    [a, broken],
    [`${folder}/deep/b.agent.json`, clean],
  ]);
  let read: string[] = [];
  let isDisconnected = false;
  let client: TestClient;

  async function faulty(): Promise<string[]> {
    read = [];
    const params = { previousResultIds: [] };
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params);
    return items.filter((item) => item.kind === 'full' && item.items.length > 0).map(({ uri }) => uri);
  }

  before(async () => {
    const workspace = { didChangeWatchedFiles: { dynamicRegistration: true } };
    client = await TestClient.start({
      capabilities: { ...pulls, workspace },
      initializationOptions: { agentFiles: true },
      workspaceFolders: [{ uri: folder, name: 'agents' }],
    });
    client.connection.onRequest(findAgentFilesRequest, ({ folder: below }: FindAgentFilesParams) => ({
      uris: [...texts.keys()].filter((uri) => uri.startsWith(below)),
    }));
    client.connection.onRequest(readAgentFileRequest, ({ uri }: ReadAgentFileParams) => {
      read.push(uri);
      if (isDisconnected) throw new Error('The connection was lost.');
      return { text: texts.get(uri) ?? null };
    });
  });
  after(() => client.stop());

  it('are requested and validated', async () => {
    assert.deepEqual(await faulty(), [a]);
    assert.deepEqual(read.sort(), [...texts.keys()].sort());
  });
  it("are not requested again while they don't change", async () => {
    assert.deepEqual(await faulty(), [a]);
    assert.deepEqual(read, []);
  });
  it('are requested again when the client reports a change', async () => {
    texts.set(a, clean);
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: a, type: FileChangeType.Changed }],
    });
    assert.deepEqual(await faulty(), []);
    assert.deepEqual(read, [a]);
  });
  it('are requested again after a failed request', async () => {
    texts.set(a, broken);
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: a, type: FileChangeType.Changed }],
    });
    isDisconnected = true;
    assert.deepEqual(await faulty(), []);
    isDisconnected = false;
    assert.deepEqual(await faulty(), [a]);
    assert.deepEqual(read, [a]);
  });
});

describe('two files with the same agent ID', () => {
  let folder: string;
  let client: TestClient;
  const agent = (id: number) => clean.replace('{', `{"id": ${id}, `);
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  async function filesWithSharedId(): Promise<string[]> {
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    const invalid = items.filter(
      (item) => item.kind === 'full' && codesOf(item.items).includes('duplicate-id'),
    );
    return invalid.map(({ uri }) => uri.slice(uriOf('').length + 1)).sort();
  }

  before(async () => {
    folder = tempFolder('agents');
    for (const [name, id] of [
      ['a', 7],
      ['b', 7],
      ['c', 8],
    ] as const) {
      await writeFile(join(folder, `${name}.agent.json`), agent(id));
    }
    const workspaceFolders = [{ uri: uriOf(''), name: 'agents' }];
    client = await TestClient.start({ capabilities: pulls, workspaceFolders });
  });
  after(() => client.stop());

  it('are both reported', async () =>
    assert.deepEqual(await filesWithSharedId(), ['a.agent.json', 'b.agent.json']));
  it('are compared with their content in the editor, saved or not', async () => {
    await client.open(uriOf('b.agent.json'), agent(8));
    assert.deepEqual(await filesWithSharedId(), ['b.agent.json', 'c.agent.json']);
    const textDocument = { uri: uriOf('b.agent.json') };
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    assert.match(JSON.stringify(report), /\/c\.agent\.json has the same ID\./);
  });
  it('are no longer reported when one of them is deleted', async () => {
    await client.close(uriOf('b.agent.json'));
    await unlink(join(folder, 'b.agent.json'));
    assert.deepEqual(await filesWithSharedId(), []);
  });
});
