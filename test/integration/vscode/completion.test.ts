import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openAgent, extensionUnderTest, problems } from '#support/language/editor';
import { until } from '#support/poll';

/** Uses the keyboard, because the behavior of VS Code matters, not only the items that it gets. */
describe('completion in VS Code', () => {
  it('inserts a property, then suggests its values', async () => {
    const document = await typingIn('{\n  "agent_name": "Ada"\n  ▮\n}\n');
    await choose(document, 'lang', '{\n  "agent_name": "Ada",\n  "language": ""\n}\n');
    await choose(document, 'Fren', '{\n  "agent_name": "Ada",\n  "language": "fr"\n}\n');
  });

  it('does not choose a value for a boolean', async () => {
    const document = await typingIn('{\n  "agent_name": "Ada",\n  "▮"\n}\n');
    await choose(document, 'inb', '{\n  "agent_name": "Ada",\n  "inbound": null\n}\n');
    await choose(document, '', '{\n  "agent_name": "Ada",\n  "inbound": true\n}\n');
  });

  it('continues inside an object, and suggests references in a secret', async () => {
    const document = await typingIn('{\n  ▮\n  "agent_name": "Ada"\n}\n');
    await choose(document, 'sip_auth', '{\n  "sip_auth": {  },\n  "agent_name": "Ada"\n}\n');
    await choose(document, 'pass', '{\n  "sip_auth": { "password": "" },\n  "agent_name": "Ada"\n}\n');
    await choose(
      document,
      'SIP_PASSWORD',
      '{\n  "sip_auth": { "password": "${secret:SIP_PASSWORD}" },\n  "agent_name": "Ada"\n}\n',
    );
  });

  it('inserts a template with all requirements of a provider into an empty file', async () => {
    const document = await typingIn('▮');
    const sms = {
      agent_name: '',
      description: '',
      // The first of two choices, until the user selects one.
      inbound: true,
      assistant_provider: 'sms',
      chat_assistant_id: '',
    };
    await choose(document, 'sms', JSON.stringify(sms, null, 4));
  });
});

/** Opens a text with the cursor at its ▮ after the extension is activated, and requests completions. */
async function typingIn(marked: string): Promise<vscode.TextDocument> {
  const offset = marked.indexOf('▮');
  const document = await openAgent(marked.replace('▮', ''));
  await problems(document, () => extensionUnderTest().isActive);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document, document);
  const cursor = document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  return document;
}

/** The maximum number of attempts. */
const timeoutMs = 20;

/**
 * Types and accepts the first item. Retries, because there is no event when the list is shown, and typing before it is shown may close it.
 */
async function choose(document: vscode.TextDocument, typed: string, expected: string): Promise<void> {
  if (typed !== '') await vscode.commands.executeCommand('type', { text: typed });
  const textBefore = document.getText();
  let attempts = 0;
  await until(`a suggestion for “${typed}”`, async () => {
    if (++attempts % timeoutMs === 0) await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    return document.getText() !== textBefore;
  });
  assert.equal(document.getText(), expected);
}
