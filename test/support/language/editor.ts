import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { until } from '../poll';

/** The extension under test. Throws when VS Code does not know it. */
export function extensionUnderTest(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('agent-json.agent-json');
  assert.ok(found, 'the extension is installed');
  return found;
}

/** Formats an agent as the text of a file. */
export function asFile(agent: object): string {
  return `${JSON.stringify(agent, null, 2)}\n`;
}

/** Writes a new agent file to the open folder and shows it. */
export async function openAgent(content: object | string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, `${randomUUID()}.agent.json`);
  const text = typeof content === 'string' ? content : asFile(content);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** The diagnostics of a file as soon as they satisfy `condition`; throws after a timeout. */
export function problems(
  document: vscode.TextDocument,
  condition: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  let last: vscode.Diagnostic[] = [];
  return until('the expected diagnostics', () => {
    last = vscode.languages.getDiagnostics(document.uri);
    return condition(last) && last;
  }).catch((error: unknown) => {
    const lines = last
      .map(({ source, code, message }) => JSON.stringify({ source, code, message }))
      .join('\n');
    throw new Error(`the diagnostics are not as expected; the last ones:\n${lines}`, { cause: error });
  });
}

/** Replaces the only occurrence of a text in one edit. */
export async function replace(document: vscode.TextDocument, old: string, newText: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, old), newText);
  assert.ok(await vscode.workspace.applyEdit(edit), 'VS Code applied the edit');
}

/** The position of the only occurrence of a text. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `the file contains ${text}`);
  assert.equal(document.getText().indexOf(text, start + 1), -1, `the file contains ${text} once`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The completions with the cursor after a text. */
export async function suggestionsAfter(
  document: vscode.TextDocument,
  text: string,
): Promise<readonly vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    rangeOf(document, text).end,
  );
  return list.items;
}

/** The hover inside a text, as Markdown. */
export async function hoverIn(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    rangeOf(document, text).start.translate(0, 1),
  );
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : '')).join('\n');
}

/** Applies the code action with this title at a text. */
export async function applyAction(document: vscode.TextDocument, at: string, title: RegExp): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    rangeOf(document, at),
  );
  const action = actions.find((candidate) => title.test(candidate.title));
  assert.ok(action?.edit, actions.map((candidate) => candidate.title).join());
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}
