import assert from 'node:assert/strict';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  DidChangeWatchedFilesNotification,
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
import { TestClient } from '#support/testClient';
import { uri, clean, broken, pulls } from './pulledDiagnostics';

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
