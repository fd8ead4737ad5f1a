import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { newerDescriptionText } from '#support/openApi';
import { hoverIn, openAgent, extensionUnderTest, problems, suggestionsAfter } from '#support/language/editor';
import { type User, stubUser } from '#support/vscode/stubbedUi';

const agent = {
  agent_name: 'Front desk',
  description: 'You answer the phone of a dentist.',
  inbound: true,
  assistant_provider: 'acme',
};

describe('updating the schema in VS Code', () => {
  let server: Server;
  let user: User;
  const requests: string[] = [];
  const settings = () => vscode.workspace.getConfiguration('agentJson');

  before(async () => {
    server = createServer((request, response) => {
      requests.push(`${request.method ?? ''} ${request.url ?? ''} ${Object.keys(request.headers).join()}`);
      response.end(newerDescriptionText);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await extensionUnderTest().activate();
    user = stubUser(() => undefined);
    const url = `http://127.0.0.1:${port}/openapi.json`;
    await settings().update('schema.openApiUrl', url, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    await vscode.commands.executeCommand('agentJson.resetSchema');
    await settings().update('schema.openApiUrl', undefined, vscode.ConfigurationTarget.Global);
    user.restore();
    server.close();
  });

  it('removes an error permanently, and Reset Schema restores it', async () => {
    const document = await openAgent(agent);
    const [found] = await problems(document, (all) => all.length === 1);
    assert.equal(found?.message, '"acme" is not a known "assistant_provider" (as of 2026-08-21).');
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const update = fixes.find(({ title }) => title === 'Update Schema from Cekura')?.command;
    assert.ok(update, JSON.stringify(fixes.map(({ title }) => title)));

    await vscode.commands.executeCommand(update.command, ...((update.arguments ?? []) as unknown[]));
    await problems(document, (all) => all.length === 0);
    assert.equal(requests.length, 1);
    assert.doesNotMatch(requests.join(), /cekura|key|authorization|cookie/i);
    assert.match(await hoverIn(document, '"acme"'), /Added by your schema update of \d{4}-\d\d-\d\d\./);
    const items = await suggestionsAfter(document, '"assistant_provider": "');
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('acme'), labels.join());

    await vscode.commands.executeCommand('agentJson.restartServer');
    const again = await openAgent({ ...agent, language: 'klingon' });
    const [other] = await problems(again, (all) => all.length > 0);
    assert.match(other?.message ?? '', /^"klingon" is not a known "language"/);

    await vscode.commands.executeCommand('agentJson.resetSchema');
    await problems(document, (all) => all.length === 1);
    await problems(again, (all) => all.length === 2);
  });
});
