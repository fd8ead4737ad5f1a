import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { stubUser, type User } from '#support/vscode/stubbedUi';
import { extensionUnderTest, problems } from '#support/language/editor';

/** The parts of the manifest that contain command links. */
interface Contributed {
  readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  readonly viewsWelcome: readonly { readonly contents: string }[];
}

describe('first steps', () => {
  let user: User;
  before(async () => {
    await extensionUnderTest().activate();
    user = stubUser(({ kind, buttons }) => (kind === 'pick' ? buttons[0] : undefined));
  });
  after(() => user.restore());
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it("open a sample with problems that can't be pushed by accident", async () => {
    await vscode.commands.executeCommand('agentJson.openSample');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    await problems(document, (found) => found.length > 0);
    assert.doesNotMatch(document.getText(), /"id"/);
  });

  it('select the next placeholder after the last problem', async () => {
    const content =
      '{"agent_name": "Desk", "description": "Answers.", "inbound": true, "assistant_id": "<assistant_id>"}';
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'agent-json', content }),
    );
    await vscode.commands.executeCommand('agentJson.fixNextProblem');
    const { document, selection } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.getText(selection), '<assistant_id>');
    assert.match(user.shown.at(-1)?.message ?? '', /Replace the selected placeholder/);
  });

  it('create a file in the selected folder', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    await vscode.commands.executeCommand('agentJson.new', folder);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.equal(document.uri.path, `${folder.path}/new-agent.agent.json`);
    assert.equal(document.languageId, 'agent-json');
    assert.match(document.getText(), /"agent_name"/);
  });

  it('refer only to existing commands', async () => {
    const { walkthroughs, viewsWelcome } = (extensionUnderTest().packageJSON as { contributes: Contributed })
      .contributes;
    const texts = [
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
      ...viewsWelcome.map(({ contents }) => contents),
    ];
    const links = texts.flatMap((text) => [...text.matchAll(/\(command:([^)?]+)/g)]);
    const commandIds = new Set(await vscode.commands.getCommands());
    assert.deepEqual(
      // `toSide:` opens editors to the side of the walkthrough.
      links
        .map(([, command]) => String(command).replace(/^toSide:/, ''))
        .filter((command) => !commandIds.has(command)),
      [],
    );
    assert.ok(links.length > 5);
  });
});
