import assert from 'node:assert/strict';
import { unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DocumentDiagnosticRequest, WorkspaceDiagnosticRequest } from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { TestClient, codesOf } from '#support/testClient';
import { clean, pulls } from './pulledDiagnostics';

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
