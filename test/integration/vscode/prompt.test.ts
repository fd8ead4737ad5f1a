import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  openAgent,
  extensionUnderTest,
  problems,
  rangeOf,
  replace,
  suggestionsAfter,
} from '#support/language/editor';
import { until } from '#support/poll';

const file = String.raw`{
  "agent_name": "Ada", "inbound":true,
  "description": "# Role\r\nYou are \"{{name}}\".\r\n",
  "llm_system_prompt": "Hi",  "llm_temperature": 0.70
}
`;

describe('a prompt in VS Code', () => {
  it('opens as Markdown with real line breaks', async () => {
    const { promptDocument } = await openPrompt(file, '/description');
    assert.equal(promptDocument.languageId, 'markdown');
    assert.equal(promptDocument.getText(), '# Role\nYou are "{{name}}".\n');
  });

  it('is written back when it is saved, and nothing else changes', async () => {
    const { agent, promptDocument } = await openPrompt(file, '/description');
    await replace(promptDocument, 'You are', 'You are still\nand always');
    assert.ok(await promptDocument.save());
    assert.equal(agent.getText(), file.replace('You are', String.raw`You are still\r\nand always`));
    assert.ok(!agent.isDirty, 'the agent file is saved as well');
  });

  it('keeps other unsaved edits unsaved', async () => {
    const { agent, promptDocument } = await openPrompt(file, '/description');
    await replace(agent, '0.70', '0.5');
    await replace(promptDocument, '# Role', '# Task');
    assert.ok(await promptDocument.save());
    assert.ok(agent.isDirty);
    assert.match(agent.getText(), /# Task.*0\.5/s);
  });

  it('follows changes of the agent file, also after it was saved', async () => {
    const { agent, promptDocument } = await openPrompt(file, '/description');
    await replace(promptDocument, '# Role', '# Task');
    assert.ok(await promptDocument.save());
    await replace(agent, '# Task', String.raw`# One\n# Two`);
    await until('the prompt document is updated', () =>
      promptDocument.getText().startsWith('# One\n# Two\n'),
    );
    assert.ok(!promptDocument.isDirty);
  });

  it('keeps its text if its property is deleted, and shows a warning', async () => {
    const { agent, promptDocument } = await openPrompt(file, '/llm_system_prompt');
    await replace(agent, '"llm_system_prompt"', '"note"');
    await replace(promptDocument, 'Hi', 'Hello');
    const before = agent.getText();
    assert.equal(await Promise.resolve(promptDocument.save()).catch(() => false), false);
    assert.equal(agent.getText(), before);
    assert.equal(promptDocument.getText(), 'Hello');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('highlights variables with the color that they have in the agent file', async () => {
    const { agent, promptDocument } = await openPrompt(file, '/description');
    assert.deepEqual(await semanticTokensIn(promptDocument), [['{{name}}', 'variable']]);
    assert.deepEqual(await semanticTokensIn(agent), [['{{name}}', 'variable']]);
  });

  it('completes variables of the agent file, with and without closing braces', async () => {
    const { promptDocument } = await openPrompt(
      file.replace('Hi', 'Dear {{caller}} {{}}, {{'),
      '/llm_system_prompt',
    );
    for (const before of ['}} {{', ', {{']) {
      const items = await suggestionsAfter(promptDocument, before);
      const names = items.flatMap(({ insertText }) => (typeof insertText === 'string' ? [insertText] : []));
      assert.ok(names.includes('name}}') && names.includes('caller}}'), names.join());
    }
    const [first] = (await suggestionsAfter(promptDocument, '}} {{')).filter(({ label }) => label === 'name');
    assert.ok(first?.range instanceof vscode.Range);
    assert.equal(promptDocument.getText(first.range), '}}');
  });

  it('finds and renames a variable in the whole agent file', async () => {
    const { agent, promptDocument } = await openPrompt(
      file.replace('Hi', 'Dear {{ name }}, {{names}}'),
      '/description',
    );
    const at = rangeOf(promptDocument, 'name').start;
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      promptDocument.uri,
      at,
    );
    const uses = found.map(({ uri, range }) => `${uri.path.split(' · ').at(-1)} ${range.start.line}`);
    assert.deepEqual(uses, ['description.md 1', 'llm_system_prompt.md 0']);

    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      promptDocument.uri,
      at,
      'first name',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(agent.getText().includes(String.raw`You are \"{{first name}}\"`), agent.getText());
    assert.ok(agent.getText().includes('Dear {{ first name }}, {{names}}'));
    await until('the prompt document is updated', () => promptDocument.getText().includes('{{first name}}'));
    assert.ok(!promptDocument.isDirty);
  });

  it('rejects a rename while it has unsaved changes, or to an invalid name', async () => {
    const { agent, promptDocument } = await openPrompt(file, '/description');
    const before = agent.getText();
    const rename = (name: string) =>
      Promise.resolve(
        vscode.commands.executeCommand(
          'vscode.executeDocumentRenameProvider',
          promptDocument.uri,
          rangeOf(promptDocument, 'name').start,
          name,
        ),
      );
    await assert.rejects(rename('a}b'), /without braces/);
    await replace(promptDocument, '# Role', '# Task');
    await assert.rejects(rename('caller'), /Save the prompt before renaming/);
    assert.equal(agent.getText(), before);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('opens from the cursor, a code lens and a refactoring', async () => {
    const agent = await openAgent(file);
    await problems(agent, () => extensionUnderTest().isActive);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      agent.uri,
      10,
    );
    const lens = lenses.find(({ command }) => command?.command === 'agentJson.editPrompt');
    assert.equal(lens?.range.start.line, 2);
    const at = rangeOf(agent, '"Hi"');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      agent.uri,
      at,
    );
    assert.ok(actions.some(({ title }) => title === 'Edit Prompt as Markdown'));
    const editor = await vscode.window.showTextDocument(agent);
    editor.selection = new vscode.Selection(at.start, at.start);
    await vscode.commands.executeCommand('agentJson.editPrompt');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'Hi');
  });
});

/** An agent file and the document of one of its prompts. */
async function openPrompt(text: string, pointer: string) {
  const agent = await openAgent(text);
  await vscode.commands.executeCommand('agentJson.editPrompt', { uri: agent.uri.toString(), pointer });
  const promptDocument = vscode.window.activeTextEditor?.document;
  assert.ok(promptDocument && promptDocument !== agent, 'a prompt document is open');
  return { agent, promptDocument };
}

/** The text and type of each semantic token. */
async function semanticTokensIn(document: vscode.TextDocument): Promise<(readonly [string, string])[]> {
  const { uri } = document;
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
    'vscode.provideDocumentSemanticTokensLegend',
    uri,
  );
  const { data } = await vscode.commands.executeCommand<vscode.SemanticTokens>(
    'vscode.provideDocumentSemanticTokens',
    uri,
  );
  const found: (readonly [string, string])[] = [];
  let [line, column] = [0, 0];
  for (let index = 0; index < data.length; index += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0] = data.slice(index, index + 4);
    column = lines > 0 ? columns : column + columns;
    line += lines;
    const text = document.getText(new vscode.Range(line, column, line, column + length));
    found.push([text, legend.tokenTypes[type] ?? '']);
  }
  return found;
}
