import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { openAgent, extensionUnderTest, replace } from '#support/language/editor';
import { until } from '#support/poll';
import { type Answer, type User, stubUser } from '#support/vscode/stubbedUi';

const agentOf = (id: number) => ({
  id,
  agent_name: 'Front desk',
  description: 'You answer the phone.',
  inbound: true,
  language: 'en',
});
const ids = [4801, 4802, 4803, 4804, 4805, 4806];

describe('commands while other editors are open', () => {
  let api: Sandbox;
  let user: User;
  const answering = (answer: Answer) => {
    user.restore();
    user = stubUser(answer);
  };
  const agreeing: Answer = ({ buttons }) =>
    buttons.find((label) => /^(Push|Pull) \d|^Save and Pull/.test(label));

  before(async () => {
    api = await startSandbox({ seed: ids.map(agentOf) });
    const settings = vscode.workspace.getConfiguration('agentJson');
    await settings.update('api.baseUrl', api.origin, vscode.ConfigurationTarget.Global);
    await extensionUnderTest().activate();
    user = stubUser(({ kind }) => (kind === 'input' ? api.key : undefined));
    await vscode.commands.executeCommand('agentJson.setApiKey');
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    answering(agreeing);
  });
  afterEach(async () => {
    user.restore();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('push with a comparison in the active editor: saves and pushes', async () => {
    const document = await openComparison(4801);
    await replace(document, '"de"', '"fr"');
    await vscode.commands.executeCommand('agentJson.push');
    assert.equal(api.agent(4801)['language'], 'fr', JSON.stringify(user.shown));
    assert.ok(!document.isDirty);
  });

  it('pull with a comparison in the active editor: saves and pulls', async () => {
    const document = await openComparison(4802);
    api.edit(4802, { description: 'You answer well.' });
    await replace(document, '"de"', '"fr"');
    await vscode.commands.executeCommand('agentJson.pull');
    assert.ok(
      user.shown.some(({ message }) => /^Pull \d|Pulled/.test(message)),
      JSON.stringify(user.shown),
    );
    assert.ok(!document.isDirty);
  });

  it('double click on Push: one write', async () => {
    const document = await openAgent(agentOf(4803));
    await vscode.commands.executeCommand('agentJson.pull');
    await replace(document, '"en"', '"de"');
    await Promise.all([1, 2].map(() => vscode.commands.executeCommand('agentJson.push')));
    assert.equal(writes().length, 1);
    assert.ok(user.shown.some(({ message }) => message.includes('already being synced')));
  });

  it('pull with an unsaved prompt document: saves its edits and merges them', async () => {
    const document = await openAgent(agentOf(4804));
    await vscode.commands.executeCommand('agentJson.pull');
    await vscode.commands.executeCommand('agentJson.editPrompt', document.uri);
    const promptDocument = vscode.window.activeTextEditor?.document;
    assert.ok(promptDocument && promptDocument !== document);
    await replace(promptDocument, 'the phone', 'the door');
    api.edit(4804, { description: 'You answer the mail.' });
    await vscode.commands.executeCommand('agentJson.pull');
    assert.ok(!promptDocument.isDirty);
    assert.match(document.getText(), /the door/);
    assert.ok(
      user.shown.some(({ message }) => message.includes('Conflict: "description"')),
      JSON.stringify(user.shown),
    );
    await vscode.commands.executeCommand('agentJson.push', document.uri);
    assert.equal(api.agent(4804)['description'], 'You answer the mail.', 'the remote change is kept');
  });

  it('push with another active file next to the agent file', async () => {
    const document = await openAgent(agentOf(4805));
    await vscode.commands.executeCommand('agentJson.pull');
    await replace(document, '"en"', '"de"');
    const readme = await vscode.workspace.openTextDocument({ language: 'markdown', content: '# Read me' });
    await vscode.window.showTextDocument(readme, vscode.ViewColumn.Beside);
    await vscode.commands.executeCommand('agentJson.push');
    assert.equal(api.agent(4805)['language'], 'de', JSON.stringify(user.shown));
  });

  it('compare with an active walkthrough and two open agent files: asks for the file', async () => {
    await openAgent(agentOf(4805));
    const document = await openAgent({ ...agentOf(4806), language: 'de' });
    await vscode.commands.executeCommand('workbench.action.openSettings');
    await until('no agent file is visible', () => vscode.window.visibleTextEditors.length === 0);
    const name = vscode.workspace.asRelativePath(document.uri);
    answering(({ buttons }) => buttons.find((label) => label === name));
    await vscode.commands.executeCommand('agentJson.compare');
    await until('the comparison', () =>
      vscode.window.visibleTextEditors.some((editor) => editor.document === document),
    );
  });

  /** A file that was edited after a sync, with its comparison in the active editor. */
  async function openComparison(id: number): Promise<vscode.TextDocument> {
    const document = await openAgent(agentOf(id));
    await vscode.commands.executeCommand('agentJson.pull');
    await replace(document, '"en"', '"de"');
    await document.save();
    await vscode.commands.executeCommand('agentJson.compare');
    await until(
      'the comparison',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff,
    );
    return document;
  }

  function writes(): string[] {
    return api.requests.flatMap(({ method }) => (method === 'GET' ? [] : [method]));
  }
});
