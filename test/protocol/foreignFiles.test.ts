import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionRequest,
  DiagnosticSeverity,
  DocumentDiagnosticRequest,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { TestClient, codesOf } from '#support/testClient';

const fixtures = join(__dirname, '../fixtures/foreign');
const names = readdirSync(fixtures);

let client: TestClient;
afterEach(() => client.stop());

/** Starts the server in a workspace with all foreign files and one agent with an error. */
async function start(excluded: Readonly<Record<string, boolean>> = {}): Promise<string> {
  const folder = tempFolder('foreign');
  for (const name of names) copyFileSync(join(fixtures, name), join(folder, name));
  writeFileSync(join(folder, 'ours.agent.json'), '{"agent_name": 7, "description": "D", "inbound": true}');
  const uri = pathToFileURL(folder).href;
  client = await TestClient.start({
    capabilities: {
      workspace: { workspaceFolders: true, configuration: true },
      textDocument: {
        diagnostic: {},
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    },
    initializationOptions: { commands: ['agentJson.ignoreFile'] },
    workspaceFolders: [{ uri, name: 'workspace' }],
    configuration: { files: { exclude: excluded } },
  });
  return uri;
}

async function openFile(folder: string, name: string) {
  const uri = `${folder}/${name}`;
  await client.open(uri, readFileSync(join(fixtures, name), 'utf8'));
  const textDocument = { uri };
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  assert.ok(report.kind === 'full');
  return { textDocument, items: report.items };
}

describe('files of other formats in a workspace', () => {
  it('are not in the workspace diagnostics', async () => {
    await start();
    assert.ok(names.length >= 30);
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    const found = items.map((report) => [
      report.uri.split('/').at(-1),
      'items' in report && codesOf(report.items),
    ]);
    assert.deepEqual(found, [['ours.agent.json', ['wrong-type']]]);
  });

  it('have one information each while they are open', async () => {
    const folder = await start();
    for (const name of names) {
      const { items } = await openFile(folder, name);
      assert.deepEqual(
        items.map(({ code, severity }) => [code, severity]),
        [['foreign-file', DiagnosticSeverity.Information]],
        name,
      );
    }
  });

  it('can be ignored by a quick fix', async () => {
    const folder = await start();
    for (const name of ['vapi-assistant.agent.json', 'tinytroupe-person.agent.json']) {
      const { textDocument, items } = await openFile(folder, name);
      const actions = await client.connection.sendRequest(CodeActionRequest.type, {
        textDocument,
        range: items[0]!.range,
        context: { diagnostics: items, only: ['quickfix'] },
      });
      const commands = (actions as CodeAction[]).map(({ command }) => command);
      assert.deepEqual(
        commands.filter((command) => command !== undefined),
        [
          {
            title: 'Ignore this file',
            command: 'agentJson.ignoreFile',
            arguments: [{ uri: textDocument.uri }],
          },
        ],
      );
    }
  });

  it('have nothing once they are excluded', async () => {
    const folder = await start({ 'vapi-assistant.agent.json': true, 'retell-*': true });
    for (const name of ['vapi-assistant.agent.json', 'retell-agent.agent.json'])
      assert.deepEqual((await openFile(folder, name)).items, [], name);
    assert.equal((await openFile(folder, 'vapi-squad.agent.json')).items.length, 1);
  });
});
