import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { until } from '../poll';

/** The extension under test. Throws when VS Code does not know it. */
export function ourExtension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('agent-json.agent-json');
  assert.ok(found, 'VS Code knows the extension');
  return found;
}

/** An agent as its file's text. */
export function asFile(agent: object): string {
  return `${JSON.stringify(agent, null, 2)}\n`;
}

/** Writes an agent file of its own into the open folder and shows it. */
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

/** The file's diagnostics once they answer to `wanted`; throws when they never do. */
export function problems(
  document: vscode.TextDocument,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  let last: vscode.Diagnostic[] = [];
  return until('the diagnostics a test waited for', () => {
    last = vscode.languages.getDiagnostics(document.uri);
    return wanted(last) && last;
  }).catch((error: unknown) => {
    const seen = last
      .map(({ source, code, message }) => JSON.stringify({ source, code, message }))
      .join('\n');
    throw new Error(`the diagnostics never became what was wanted; last seen:\n${seen}`, { cause: error });
  });
}

/** Replaces the only occurrence of a text, as one edit by the user would. */
export async function replace(document: vscode.TextDocument, old: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, old), by);
  assert.ok(await vscode.workspace.applyEdit(edit), 'VS Code applied the edit');
}

/** The position of the only occurrence of a text. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `the file holds ${text}`);
  assert.equal(document.getText().indexOf(text, start + 1), -1, `the file holds ${text} once`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The suggestions with the cursor right behind a text. */
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
