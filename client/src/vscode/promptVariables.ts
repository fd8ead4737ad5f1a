import * as vscode from 'vscode';
import { annotate } from '../../../server/src/language/annotate';
import { agentSchema } from '../../../server/src/language/bundledSchema';
import { parseAgent } from '../../../server/src/language/document';
import { variableBegunIn, variablesOf } from '../../../server/src/language/variables';
import { promptScheme } from './agentFile';
import { readPageUri } from './promptPages';

/** Offers, behind `{{` in a prompt's page, the variables that its agent file uses: the language server sees only the file. */
export function completeVariables(): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { scheme: promptScheme },
    { provideCompletionItems: itemsAt },
    '{',
  );
}

async function itemsAt(
  page: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const line = page.lineAt(position.line).text;
  const typed = variableBegunIn(line.slice(0, position.character));
  if (typed === undefined) return [];
  const { file } = readPageUri(page.uri);
  const agent = await vscode.workspace.openTextDocument(file);
  const uses = variablesOf(annotate(parseAgent(agent.getText()), agentSchema));
  // Braces that the editor has closed by itself are part of what is replaced.
  const closed = /^\s*\}{0,2}/.exec(line.slice(position.character))?.[0].length ?? 0;
  const range = new vscode.Range(position.translate(0, -typed.length), position.translate(0, closed));
  return [...new Set(uses.map(({ name }) => name))].map((name) => {
    const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Variable);
    item.insertText = `${name}}}`;
    item.filterText = name;
    item.range = range;
    return item;
  });
}
