import * as vscode from 'vscode';
import { createAgentLanguage } from '../../../server/src/language';
import { agentSchema } from '../../../server/src/language/bundledSchema';
import { languageId } from '../vscode/agentFile';

/** Asks for the provider and opens a new file that holds what such an agent needs, ready to be filled in. */
export async function newAgent(): Promise<void> {
  const language = createAgentLanguage(agentSchema);
  const empty = language.annotate(language.parse(''));
  const skeletons = language
    .completions(empty, 0, { snippets: true })
    .filter(({ kind }) => kind === 'skeleton')
    .map(({ label, edit }) => ({ label, text: edit.newText }));
  const chosen = await vscode.window.showQuickPick(skeletons, {
    title: 'New agent file',
    placeHolder: 'Which provider runs it?',
  });
  if (!chosen) return;
  const document = await vscode.workspace.openTextDocument({ language: languageId });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(`${chosen.text}\n`));
}
