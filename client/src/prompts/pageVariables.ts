import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AnnotatedAgent, annotate } from '#language/annotate';
import { agentSchema } from '#language/schema/bundledSchema';
import { parseAgent } from '#language/syntax/document';
import { toPointer } from '#language/syntax/json';
import { promptAt, promptsOf } from '#language/features/prompts';
import {
  type VariableUse,
  partialVariableIn,
  renameError,
  variableInPage,
  variableSpansInPage,
  variablesInPage,
  variablesOf,
} from '#language/features/variables';
import { promptScheme, rangeOf } from '../editor/agentFile';
import { pageUri, readPageUri } from './pageUri';
import { UserError } from '../ui/userError';

/**
 * Highlighting, completion, references and rename for `{{variables}}` in prompt pages. The language server only handles agent files, so
 * this is implemented in the client.
 */
export function registerPageVariables(): vscode.Disposable {
  const pages: vscode.DocumentSelector = { scheme: promptScheme };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(pages, { provideCompletionItems }, '{'),
    vscode.languages.registerReferenceProvider(pages, { provideReferences }),
    vscode.languages.registerDocumentSemanticTokensProvider(
      pages,
      { provideDocumentSemanticTokens: semanticTokens },
      legend,
    ),
    vscode.languages.registerRenameProvider(pages, { prepareRename, provideRenameEdits }),
  );
}

/** Highlights variables as the language server does in agent files. */
const legend = new vscode.SemanticTokensLegend(['variable']);

function semanticTokens(page: vscode.TextDocument): vscode.SemanticTokens {
  const builder = new vscode.SemanticTokensBuilder(legend);
  for (const { offset, length } of variableSpansInPage(page.getText()))
    builder.push(rangeOf(page, offset, length), 'variable');
  return builder.build();
}

/** The agent file of a page, and its current content. */
async function agentOf(
  page: vscode.TextDocument,
): Promise<{ file: vscode.TextDocument; agent: AnnotatedAgent }> {
  const file = await vscode.workspace.openTextDocument(readPageUri(page.uri).file);
  return { file, agent: annotate(parseAgent(file.getText()), agentSchema) };
}

/** Completes, after `{{`, the variables that the agent file uses. */
async function provideCompletionItems(
  page: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const line = page.lineAt(position.line).text;
  const typed = partialVariableIn(line.slice(0, position.character));
  if (typed === undefined) return [];
  const uses = variablesOf((await agentOf(page)).agent);
  // Closing braces that the editor has inserted are replaced, too.
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

/** All uses in the agent file: in its prompt pages, or else in the file itself. */
async function provideReferences(
  page: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Location[]> {
  const use = useAt(page, position);
  if (!use) return [];
  const { file, agent } = await agentOf(page);
  const isSameVariable = ({ name }: VariableUse) => name === use.name;
  const elsewhere = variablesOf(agent).filter(
    (other) => isSameVariable(other) && !promptAt(agent, other.span.offset),
  );
  const pages = await Promise.all(
    promptsOf(agent).map(({ path }) => vscode.workspace.openTextDocument(pageUri(file.uri, toPointer(path)))),
  );
  return [
    ...pages.flatMap((candidate) =>
      locationsIn(candidate, variablesInPage(candidate.getText()).filter(isSameVariable)),
    ),
    ...locationsIn(file, elsewhere),
  ];
}

function prepareRename(page: vscode.TextDocument, position: vscode.Position): vscode.Range {
  const use = useAt(page, position);
  if (!use) throw new UserError(l10n.t('Only {{variables}} can be renamed here.'));
  return rangeOf(page, use.span.offset, use.span.length);
}

/** One edit of the agent file. The page is updated from it, which is not possible while it has unsaved edits. */
async function provideRenameEdits(
  page: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  const use = useAt(page, position);
  if (!use) return undefined;
  if (page.isDirty) throw new UserError(l10n.t('Save the prompt before renaming.'));
  const { file, agent } = await agentOf(page);
  const reason = renameError(agent, use.name, newName);
  if (reason !== undefined) throw new UserError(reason);
  const edit = new vscode.WorkspaceEdit();
  for (const { name, span } of variablesOf(agent)) {
    if (name === use.name) edit.replace(file.uri, rangeOf(file, span.offset, span.length), newName);
  }
  return edit;
}

/** The use whose name or braces contain the position. */
function useAt(page: vscode.TextDocument, position: vscode.Position): VariableUse | undefined {
  return variableInPage(page.getText(), page.offsetAt(position));
}

function locationsIn(document: vscode.TextDocument, uses: readonly VariableUse[]): vscode.Location[] {
  return uses.map(
    ({ span }) => new vscode.Location(document.uri, rangeOf(document, span.offset, span.length)),
  );
}
