import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openAgent, problems, rangeOf, replace } from '#support/language/editor';
import { until } from '#support/poll';

const prompt = 'Say "hello".\n```json\n{"a": "C:\\\\dir"}\n```\n🙂\tthen hang up.\n';

/** Where VS Code has the paste API. */
const hasPasteApi = 'registerDocumentPasteEditProvider' in vscode.languages;

describe('pasting in VS Code', () => {
  it('escapes 40 KB of a prompt in one paste', async function () {
    if (!hasPasteApi) this.skip();
    const text = prompt.repeat(Math.ceil(40_000 / prompt.length));
    const document = await openAgent({ agent_name: 'A', description: '', inbound: true });
    await replace(document, '"inbound": true', '"inbound": "yes"');
    await problems(document, (found) => found.length > 0);
    const editor = await vscode.window.showTextDocument(document);
    const inside = rangeOf(document, '"description": "').end;
    editor.selection = new vscode.Selection(inside, inside);
    await vscode.env.clipboard.writeText(text);
    await vscode.commands.executeCommand('editor.action.clipboardPasteAction');
    const pasted = await until('the pasted text', () => {
      try {
        const { description } = JSON.parse(document.getText()) as { description: string };
        return description !== '' && description;
      } catch {
        return false;
      }
    });
    assert.equal(pasted, text);
  });
});
