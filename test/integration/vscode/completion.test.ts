import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openAgent, ourExtension, problems } from '#support/language/editor';
import { until } from '#support/poll';

/** By the keyboard alone, as a person would: what VS Code makes of our items counts, not what we sent. */
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
      // The first of the two choices, until the user picks one.
      inbound: true,
      assistant_provider: 'sms',
      chat_assistant_id: '',
    };
    await choose(document, 'sms', JSON.stringify(sms, null, 4));
  });
});

/** Opens a text with the cursor at its ▮ once the extension is there, and asks for completions. */
async function typingIn(marked: string): Promise<vscode.TextDocument> {
  const offset = marked.indexOf('▮');
  const document = await openAgent(marked.replace('▮', ''));
  await problems(document, () => ourExtension().isActive);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document, document);
  const cursor = document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  return document;
}

/** After so many tries nobody believes any more that the list will come up. */
const timeoutMs = 20;

/**
 * Types into the list and accepts what is on top; again and again, since nothing tells us when the list has come up. Where typing
 * came before the list, that may stay away, and a person asks for it once more.
 */
async function choose(document: vscode.TextDocument, typed: string, wanted: string): Promise<void> {
  if (typed !== '') await vscode.commands.executeCommand('type', { text: typed });
  const halfTyped = document.getText();
  let tries = 0;
  await until(`a suggestion for “${typed}”`, async () => {
    if (++tries % timeoutMs === 0) await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    return document.getText() !== halfTyped;
  });
  assert.equal(document.getText(), wanted);
}
