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
  variableInPrompt,
  variableSpansInPrompt,
  variablesInPrompt,
  variablesOf,
} from '#language/features/variables';
import { promptScheme, rangeOf } from '../editor/agentFile';
import { promptDocumentUri, readPromptDocumentUri } from './promptDocumentUri';
import { UserError } from '../ui/userError';

/**
 * Highlighting, completion, references and rename for `{{variables}}` in prompt documents. The language server only handles agent files, so
 * this is implemented in the client.
 */
export function registerPromptVariables(): vscode.Disposable {
  const prompts: vscode.DocumentSelector = { scheme: promptScheme };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(prompts, { provideCompletionItems }, '{'),
    vscode.languages.registerReferenceProvider(prompts, { provideReferences }),
    vscode.languages.registerDocumentSemanticTokensProvider(
      prompts,
      { provideDocumentSemanticTokens: semanticTokens },
      legend,
    ),
    vscode.languages.registerRenameProvider(prompts, { prepareRename, provideRenameEdits }),
  );
}

/** Highlights variables as the language server does in agent files. */
const legend = new vscode.SemanticTokensLegend(['variable']);

function semanticTokens(prompt: vscode.TextDocument): vscode.SemanticTokens {
  const builder = new vscode.SemanticTokensBuilder(legend);
  for (const { offset, length } of variableSpansInPrompt(prompt.getText()))
    builder.push(rangeOf(prompt, offset, length), 'variable');
  return builder.build();
}

/** The agent file of a prompt document, and its current content. */
async function openAgentOf(
  prompt: vscode.TextDocument,
): Promise<{ file: vscode.TextDocument; agent: AnnotatedAgent }> {
  const file = await vscode.workspace.openTextDocument(readPromptDocumentUri(prompt.uri).file);
  return { file, agent: annotate(parseAgent(file.getText()), agentSchema) };
}

/** Completes, after `{{`, the variables that the agent file uses. */
async function provideCompletionItems(
  prompt: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const line = prompt.lineAt(position.line).text;
  const typed = partialVariableIn(line.slice(0, position.character));
  if (typed === undefined) return [];
  const uses = variablesOf((await openAgentOf(prompt)).agent);
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

/** All uses in the agent file: in its prompt documents, or else in the file itself. */
async function provideReferences(
  prompt: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Location[]> {
  const use = useAt(prompt, position);
  if (!use) return [];
  const { file, agent } = await openAgentOf(prompt);
  const isSameVariable = ({ name }: VariableUse) => name === use.name;
  const elsewhere = variablesOf(agent).filter(
    (other) => isSameVariable(other) && !promptAt(agent, other.span.offset),
  );
  const documents = await Promise.all(
    promptsOf(agent).map(({ path }) =>
      vscode.workspace.openTextDocument(promptDocumentUri(file.uri, toPointer(path))),
    ),
  );
  return [
    ...documents.flatMap((candidate) =>
      locationsIn(candidate, variablesInPrompt(candidate.getText()).filter(isSameVariable)),
    ),
    ...locationsIn(file, elsewhere),
  ];
}

function prepareRename(prompt: vscode.TextDocument, position: vscode.Position): vscode.Range {
  const use = useAt(prompt, position);
  if (!use) throw new UserError(l10n.t('Only {{variables}} can be renamed here.'));
  return rangeOf(prompt, use.span.offset, use.span.length);
}

/** One edit of the agent file. The prompt document is updated from it, which is not possible while it has unsaved edits. */
async function provideRenameEdits(
  prompt: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  const use = useAt(prompt, position);
  if (!use) return undefined;
  if (prompt.isDirty) throw new UserError(l10n.t('Save the prompt before renaming.'));
  const { file, agent } = await openAgentOf(prompt);
  const reason = renameError(agent, use.name, newName);
  if (reason !== undefined) throw new UserError(reason);
  const edit = new vscode.WorkspaceEdit();
  for (const { name, span } of variablesOf(agent)) {
    if (name === use.name) edit.replace(file.uri, rangeOf(file, span.offset, span.length), newName);
  }
  return edit;
}

/** The use whose name or braces contain the position. */
function useAt(prompt: vscode.TextDocument, position: vscode.Position): VariableUse | undefined {
  return variableInPrompt(prompt.getText(), prompt.offsetAt(position));
}

function locationsIn(document: vscode.TextDocument, uses: readonly VariableUse[]): vscode.Location[] {
  return uses.map(
    ({ span }) => new vscode.Location(document.uri, rangeOf(document, span.offset, span.length)),
  );
}
