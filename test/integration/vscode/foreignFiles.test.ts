import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openAgent, extensionUnderTest, problems } from '#support/language/editor';
import { type User, stubUser } from '#support/vscode/stubbedUi';

describe('a file of another format in VS Code', () => {
  let user: User;
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri;
  const excluded = () =>
    vscode.workspace.getConfiguration('agentJson', folder()).get<Record<string, boolean>>('files.exclude');

  before(async () => {
    await extensionUnderTest().activate();
    user = stubUser(() => undefined);
  });
  after(async () => {
    const { WorkspaceFolder } = vscode.ConfigurationTarget;
    const settings = vscode.workspace.getConfiguration('agentJson', folder());
    await settings.update('files.exclude', undefined, WorkspaceFolder);
    user.restore();
  });

  it('has one information, and none once it is ignored', async () => {
    const document = await openAgent({ type: 'TinyPerson', persona: { name: 'Oscar' } });
    const [found] = await problems(document, (all) => all.length > 0);
    assert.equal(found?.severity, vscode.DiagnosticSeverity.Information);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const ignore = fixes.find(({ title }) => title === 'Ignore this file')?.command;
    assert.ok(ignore);
    await vscode.commands.executeCommand(ignore.command, ...((ignore.arguments ?? []) as unknown[]));
    assert.deepEqual(excluded(), { [vscode.workspace.asRelativePath(document.uri, false)]: true });
    await problems(document, (all) => all.length === 0);
  });
});
