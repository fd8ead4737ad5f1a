import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { asFile, extensionUnderTest, replace } from '#support/language/editor';
import { until } from '#support/poll';
import { stubUser, type Answer, type User } from '#support/vscode/stubbedUi';

const environments = [
  { label: 'staging', key: 'sandbox-staging-key', project: 1377, id: 2113, name: 'Acme Staging' },
  { label: 'production', key: 'sandbox-production-key', project: 1378, id: 2114, name: 'Acme Production' },
] as const;
type Environment = (typeof environments)[number];

const agentOf = ({ id, project }: Environment) => ({
  id,
  project,
  agent_name: 'Acme Support Line',
  inbound: true,
  language: 'en',
  description: 'You answer questions.',
});

describe('two files of two projects in one window, with a key each', () => {
  let api: Sandbox;
  let user: User;
  const answering = (answer: Answer) => {
    user.restore();
    user = stubUser(answer);
  };

  before(async () => {
    api = await startSandbox();
    await useAddress(api.origin);
    await extensionUnderTest().activate();
    for (const { key } of environments) {
      user = stubUser(({ kind }) => (kind === 'input' ? key : undefined));
      await vscode.commands.executeCommand('agentJson.setApiKey');
      user.restore();
    }
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    user = stubUser(() => undefined);
  });
  afterEach(() => user.restore());

  for (const environment of environments)
    it(`pulls and pushes the file of ${environment.name} with its key, and reaches its agent`, async () => {
      const { id, label, name } = environment;
      for (const environment of environments) await open(environment.label, agentOf(environment));
      const document = await open(label, agentOf(environment));
      answering(agreeing);
      await vscode.commands.executeCommand('agentJson.pull', document.uri);
      await replace(document, '"inbound": true', '"inbound": false');
      await vscode.commands.executeCommand('agentJson.push', document.uri);
      assert.deepEqual([...new Set(api.requests.map(({ keyLabel }) => keyLabel))], [label]);
      const writes = api.requests.filter(({ method }) => method !== 'GET');
      assert.equal(writes.length, 1, JSON.stringify(user.shown));
      assert.match(writes[0]?.path ?? '', new RegExp(`/${id}/$`));
      assert.equal(api.agent(id)['inbound'], false);
      assert.match(user.shown.map(({ message }) => message).join('\n'), new RegExp(`in ${name}`));
    });

  it('sends no key to another origin, neither by a redirect nor by another address in the settings', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers);
      response.end('[]');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    try {
      const document = await open('elsewhere', agentOf(environments[0]));
      answering(agreeing);
      api.fault({ kind: 'redirect', to: `${origin}/` });
      await vscode.commands.executeCommand('agentJson.pull', document.uri);
      await useAddress(origin);
      answering(() => undefined);
      for (const command of ['agentJson.pull', 'agentJson.push', 'agentJson.compare'])
        await vscode.commands.executeCommand(command, document.uri);
      assert.ok(
        seen.every((headers) => headers['x-cekura-api-key'] === undefined),
        JSON.stringify(seen),
      );
      assert.match(user.shown.map(({ message }) => message).join('\n'), /No API key is set/);
    } finally {
      await useAddress(api.origin);
      other.close();
    }
  });

  it('promotes from one file to the other as one edit that one undo reverts, and sends nothing', async () => {
    const [staging, production] = environments;
    const target = await open('promoted.production', agentOf(production));
    const source = await open('promoted.staging', {
      ...agentOf(staging),
      description: 'You answer quickly.',
      contact_number: '+15550100001',
      language: 'de',
    });
    const bytes = target.getText();
    answering(({ buttons }) =>
      buttons.find((label) => /promoted\.production/.test(label) || label.startsWith('Promote 2')),
    );
    await vscode.commands.executeCommand('agentJson.promote', source.uri);

    assert.deepEqual(JSON.parse(target.getText()), {
      ...agentOf(production),
      description: 'You answer quickly.',
      language: 'de',
    });
    assert.match(user.shown.at(-1)?.message ?? '', /Promoted 2 changes from .* Nothing was sent\./);
    assert.deepEqual(api.requests, []);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), target.uri.toString());
    await vscode.commands.executeCommand('undo');
    assert.equal(target.getText(), bytes);
  });
});

async function open(name: string, agent: object): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, `${name}.agent.json`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(asFile(agent)));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  // VS Code reads a file that is already open again some time after it was written.
  await until('the document is reloaded', () => document.getText() === asFile(agent));
  return document;
}

function useAddress(origin: string): Thenable<void> {
  const settings = vscode.workspace.getConfiguration('agentJson');
  return settings.update('api.baseUrl', origin, vscode.ConfigurationTarget.Global);
}

/** Confirms questions; enters nothing. */
const agreeing: Answer = ({ buttons }) =>
  buttons.find((title) => /^(Push|Pull|Apply|Send Changes Only)\b/.test(title));
