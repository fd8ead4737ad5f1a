import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { stubUser, type User } from '#support/vscode/stubbedUi';
import { openAgent, extensionUnderTest, replace } from '#support/language/editor';
import { formsOf } from '#scripts/testing/secretEncodings.mjs';

const id = 6100;
/** One for each location of secrets, besides the environment of the suite. */
const canaries = {
  key: 'FAKE-canary-of-the-key-do-not-use',
  variable: 'FAKE-canary-of-a-variable-do-not-use',
  storage: 'FAKE-canary-of-the-storage-do-not-use',
  stored: 'FAKE-canary-of-the-server-do-not-use',
  clear: 'FAKE-canary-in-clear-do-not-use',
};
/** The secrets that previous suites have used. */
const others = ['environment-key', 'old-key', 'new-key', 'wrong-key'].map(
  (name) => `FAKE-${name}-do-not-use`,
);
const secrets = [...Object.values(canaries), ...others];

const agent = {
  id,
  agent_name: 'Desk',
  description: 'You answer the phone of a dentist.',
  inbound: true,
  assistant_provider: 'livekit',
};
const file = {
  ...agent,
  livekit_api_key: '${env:FAKE_CANARY_VARIABLE}',
  livekit_data: { url: 'wss://b.example', api_secret: '${secret:CANARY}' },
};

/** Runs after all other suites, when VS Code has stored everything. */
describe('secrets in messages and storage', () => {
  let api: Sandbox;
  let user: User;

  before(async () => {
    process.env['FAKE_CANARY_VARIABLE'] = canaries.variable;
    const stored = {
      vapi_api_key: canaries.stored,
      sip_auth: { username: 'desk', password: canaries.clear },
      websocket_headers: { Authorization: `Bearer ${canaries.clear}` },
    };
    api = await startSandbox({ key: canaries.key, seed: [{ ...agent, ...stored }], clearText: 'on' });
    const settings = vscode.workspace.getConfiguration('agentJson');
    await settings.update('api.baseUrl', api.origin, vscode.ConfigurationTarget.Global);
    await extensionUnderTest().activate();
    user = stubUser(answer);
  });
  after(async () => {
    user.restore();
    await api.close();
  });

  /** Enters requested values and confirms all other questions. */
  function answer({ kind, message, buttons }: User['shown'][number]): string | undefined {
    if (kind === 'input')
      return /key/i.test(message) || api.requests.length === 0 ? canaries.key : canaries.storage;
    return buttons.find((title) => /^(Push .|Pull .|Allow|livekit_data\.api_secret)/.test(title));
  }

  it('none in questions, messages, problems and previews of a complete session', async () => {
    await vscode.commands.executeCommand('agentJson.setApiKey');
    const document = await openAgent(file);
    const about = { uri: document.uri.toString(), pointer: '/livekit_data/api_secret' };
    await vscode.commands.executeCommand('agentJson.setSecret', about);
    await vscode.commands.executeCommand('agentJson.compare');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('agentJson.push');
    const bodies = () => api.requests.map(({ body }) => body).join('\n');
    assert.ok(bodies().includes(canaries.variable), `the secret was not sent: ${JSON.stringify(user.shown)}`);
    assert.ok(bodies().includes(canaries.storage));

    await replace(document, 'a dentist', 'two dentists');
    const quoted = { livekit_api_key: [`"${canaries.variable}" is not valid.`] };
    for (const method of ['PUT', 'PATCH']) api.fault({ kind: 'status', method, status: 400, body: quoted });
    await vscode.commands.executeCommand('agentJson.push');
    await vscode.commands.executeCommand('agentJson.push');
    await vscode.commands.executeCommand('agentJson.rollBack');
    api.edit(id, { language: 'de' });
    await vscode.commands.executeCommand('agentJson.pull');

    assertNone(JSON.stringify(user.shown), 'questions and messages');
    assertNone(JSON.stringify(vscode.languages.getDiagnostics()), 'the problems');
    for (const textDocument of vscode.workspace.textDocuments)
      assertNone(textDocument.getText(), textDocument.uri.toString());
  });

  it('none in plain text in the logs and storage of VS Code', () => {
    const folder = process.env['AGENT_JSON_TEST_DATA'] ?? '';
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    );
    const files = paths.filter((path) => statSync(path).isFile());
    const snapshots = files.filter((path) => /[\\/]base[\\/].*\.json$/.test(path));
    assert.ok(snapshots.length > 3, 'the baselines are among the files');
    const logs = files.filter((path) => path.endsWith('Agent JSON.log'));
    assert.ok(
      logs.some((path) => readFileSync(path, 'utf8').includes('[trace]')),
      'the trace log is among the files',
    );
    for (const path of files) assertNone(readFileSync(path, 'latin1'), path);
  });
});

function assertNone(text: string, location: string): void {
  for (const secret of secrets)
    for (const form of formsOf(secret))
      assert.ok(!text.includes(form), `${location} contains ${secret} as ${form}`);
}
