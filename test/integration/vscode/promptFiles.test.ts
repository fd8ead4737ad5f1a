import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { openAgent, extensionUnderTest, problems, replace, applyAction } from '#support/language/editor';
import { until } from '#support/poll';
import { stubUser, type Answer, type User } from '#support/vscode/stubbedUi';

const prompt = 'You answer calls.\nYou book rooms.\nYou never hang up.';
const agent = { id: 4760, agent_name: 'Desk', description: prompt, inbound: true, language: 'en' };

describe('an agent with a prompt file in VS Code', () => {
  let api: Sandbox;
  let user: User;
  const answering = (answer: Answer) => {
    user.restore();
    user = stubUser(answer);
  };

  before(async () => {
    api = await startSandbox({ seed: [agent] });
    const settings = vscode.workspace.getConfiguration('agentJson');
    await settings.update('api.baseUrl', api.origin, vscode.ConfigurationTarget.Global);
    await extensionUnderTest().activate();
    user = stubUser(({ kind }) => (kind === 'input' ? api.key : undefined));
    await vscode.commands.executeCommand('agentJson.setApiKey');
    user.restore();
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    user = stubUser(() => undefined);
  });
  afterEach(() => user.restore());

  it('pushes an edit of the prompt, and pulls one that one undo reverts; the agent file is unchanged', async function () {
    this.timeout(90_000);
    const { document, promptDocument } = await openWithPrompt();
    answering(({ buttons }) => buttons.find((label) => /^(Pull|Push) \d/.test(label)));
    await vscode.commands.executeCommand('agentJson.pull', document.uri);
    const before = await bytesOf(document.uri);
    await replace(promptDocument, 'rooms', 'tables');
    await vscode.commands.executeCommand('agentJson.push', document.uri);
    const pushed = prompt.replace('rooms', 'tables');
    assert.equal(api.agent(agent.id)['description'], pushed);
    assert.ok(!promptDocument.isDirty, 'the prompt file is saved with the push');

    api.edit(agent.id, { description: pushed.replace('hang up', 'sigh') });
    await vscode.commands.executeCommand('agentJson.pull', document.uri);
    assert.equal(promptDocument.getText(), `${pushed.replace('hang up', 'sigh')}\n`);
    assert.equal(await bytesOf(promptDocument.uri), promptDocument.getText());
    assert.equal(await bytesOf(document.uri), before, 'the file has the same bytes');

    await vscode.window.showTextDocument(promptDocument);
    await vscode.commands.executeCommand('undo');
    assert.equal(promptDocument.getText(), `${pushed}\n`);
  });

  it('reverts a pull of prompt and agent file with one Undo', async function () {
    this.timeout(90_000);
    const { document, promptDocument } = await openWithPrompt();
    answering(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
    await vscode.commands.executeCommand('agentJson.pull', document.uri);
    const before = [document.getText(), promptDocument.getText()];
    api.edit(agent.id, { description: prompt.replace('rooms', 'tables'), language: 'de' });
    answering(({ buttons }) => buttons.find((label) => label === 'Undo'));
    await vscode.commands.executeCommand('agentJson.pull', document.uri);
    await until('both files are restored', () => {
      const current = [document.getText(), promptDocument.getText()];
      return current.every((text, index) => text === before[index]);
    });
    assert.ok(user.shown.some(({ buttons }) => buttons.includes('Undo')));
    await until(
      'the prompt file on disk is restored',
      async () => (await bytesOf(promptDocument.uri)) === before[1],
    );
  });

  it('creates a deleted prompt file again when the pull that removed the prompt is rolled back', async function () {
    this.timeout(90_000);
    const { document, promptDocument } = await openWithPrompt();
    answering(({ buttons }) => buttons.find((label) => /^Pull \d/.test(label)));
    await vscode.commands.executeCommand('agentJson.pull', document.uri);
    const before = document.getText();
    api.edit(agent.id, { description: null });
    await vscode.commands.executeCommand('agentJson.pull', document.uri);
    assert.doesNotMatch(document.getText(), /file:/);
    await vscode.workspace.fs.delete(promptDocument.uri);
    await vscode.commands.executeCommand('agentJson.rollBackFile', document.uri);
    assert.equal(document.getText(), before);
    assert.deepEqual(
      [await bytesOf(document.uri), await bytesOf(promptDocument.uri)],
      [before, `${prompt}\n`],
    );
  });

  it('moves a prompt to a file, reports its problems at the reference, and puts it back', async function () {
    this.timeout(90_000);
    // Without the id, which files of other tests have, too.
    const document = await openAgent({ ...agent, id: undefined });
    await problems(document, (found) => found.length === 0);
    await applyAction(document, 'You answer', /^Move Prompt to File…$/);
    const [, path = ''] = /"\$\{file:\.\/(.*)\}"/.exec(document.getText()) ?? [];
    const promptDocument = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(document.uri, '..', path),
    );
    assert.equal(promptDocument.getText(), `${prompt}\n`);

    await replace(promptDocument, prompt, '<description>');
    const [found] = await problems(document, (all) => all.length === 1);
    assert.match(found ? document.getText(found.range) : '', /^"\$\{file:/);
    await replace(
      promptDocument,
      '<description>',
      prompt.replace('You answer', 'You greet {{caller_name}}, answer'),
    );
    await problems(document, (all) => all.length === 0);

    await applyAction(document, '${file:', /^Inline Prompt$/);
    assert.match(document.getText(), /greet \{\{caller_name\}\}, answer calls\.\\nYou book/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('sends nothing and overwrites nothing while the prompt file is missing', async () => {
    const { document, promptDocument } = await openWithPrompt();
    const before = await bytesOf(document.uri);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(promptDocument.uri);
    api.edit(agent.id, { description: 'New.' });
    for (const command of ['agentJson.push', 'agentJson.pull'])
      await vscode.commands.executeCommand(command, document.uri);
    assert.ok(api.requests.every(({ method }) => method === 'GET'));
    assert.equal(await bytesOf(document.uri), before);
    assert.ok(user.shown.some(({ message }) => message.includes('.prompt.md')));
  });

  /** An agent file and its prompt file, both open. */
  async function openWithPrompt(): Promise<{
    document: vscode.TextDocument;
    promptDocument: vscode.TextDocument;
  }> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const name = `${randomUUID()}.prompt.md`;
    const file = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(file, Buffer.from(`${prompt}\n`));
    const document = await openAgent({ ...agent, description: `\${file:./${name}}` });
    return { document, promptDocument: await vscode.workspace.openTextDocument(file) };
  }
});

async function bytesOf(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
}
