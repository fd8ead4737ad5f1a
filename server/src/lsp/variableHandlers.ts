import * as Lsp from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { promptUseAt } from '#language/features/promptReferences';
import {
  type VariableUse,
  partialVariableIn,
  variableInPrompt,
  variablesInPrompt,
  variablesOf,
} from '#language/features/variables';
import { agentsWithPrompts } from '../workspace/agentsWithPrompts';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import type { PromptFileDocument } from '../workspace/promptFiles';
import * as convert from './convert';
import { toDocumentEdits } from './convertFixes';
import { VariableScope } from './variableScope';
import { type HandlerServices, withDocument } from './withDocument';

/** `{{variables}}` in an agent and its prompt files, and the references of agents to a prompt file. */
export function registerVariableHandlers(connection: Lsp.Connection, services: HandlerServices): void {
  registerRename(connection, services);
  registerReferences(connection, services);
}

function registerRename(connection: Lsp.Connection, services: HandlerServices): void {
  const { documents } = services;
  const on = withDocument(connection, services);

  on(
    Lsp.PrepareRenameRequest.type,
    null,
    ({ agent, document }, { position }) =>
      rangeOfUse(documents.language.variable(agent, document.offsetAt(position)), document),
    ({ document }, { position }) => rangeOfUse(variableAtPosition(document, position), document),
  );
  on(
    Lsp.RenameRequest.type,
    null,
    async (snapshot, { position, newName }) => {
      const { language } = documents;
      const name = language.variable(snapshot.agent, snapshot.document.offsetAt(position))?.name;
      const error = language.renameError(snapshot.agent, name ?? newName, newName);
      if (error !== undefined) return new Lsp.ResponseError<never>(Lsp.LSPErrorCodes.RequestFailed, error);
      if (name === undefined) return null;
      const scope = new VariableScope(services, name);
      await scope.addAgent(snapshot);
      return renameEdit(services, scope, name, newName);
    },
    async (prompt, { position, newName }) => {
      const name = variableAtPosition(prompt.document, position)?.name;
      if (name === undefined) return null;
      const scope = new VariableScope(services, name);
      await scope.addPrompt(prompt);
      return renameEdit(services, scope, name, newName);
    },
  );
}

function registerReferences(connection: Lsp.Connection, services: HandlerServices): void {
  const { documents } = services;
  const on = withDocument(connection, services);

  on(
    Lsp.ReferencesRequest.type,
    [],
    async (snapshot, { position }) => {
      const offset = snapshot.document.offsetAt(position);
      const use = promptUseAt(snapshot.agent, offset);
      if (use) return agentReferences(services, documents.promptFiles.uriOf(snapshot.uri, use.file));
      const variable = documents.language.variable(snapshot.agent, offset);
      return variable ? findReferences(services, variable, (scope) => scope.addAgent(snapshot)) : [];
    },
    (prompt, { position }) => {
      const variable = variableAtPosition(prompt.document, position);
      return variable
        ? findReferences(services, variable, (scope) => scope.addPrompt(prompt))
        : agentReferences(services, prompt.uri);
    },
  );
  on(Lsp.DocumentHighlightRequest.type, [], ({ agent, document }, { position }) =>
    documents.language
      .variableUses(agent, document.offsetAt(position))
      .map(({ span }) => ({ range: convert.toRange(span, document) })),
  );
}

function rangeOfUse(use: VariableUse | undefined, document: TextDocument): Lsp.Range | null {
  return use ? convert.toRange(use.span, document) : null;
}

function variableAtPosition(document: TextDocument, position: Lsp.Position): VariableUse | undefined {
  return variableInPrompt(document.getText(), document.offsetAt(position));
}

async function findReferences(
  services: HandlerServices,
  { name }: VariableUse,
  start: (scope: VariableScope) => Promise<void>,
): Promise<Lsp.Location[]> {
  const scope = new VariableScope(services, name);
  await start(scope);
  return scope.documents.flatMap(({ uri, document, uses }) =>
    uses.map(({ span }) => ({ uri, range: convert.toRange(span, document) })),
  );
}

/** Where agents refer to a prompt file. */
async function agentReferences(
  { documents, files }: HandlerServices,
  prompt: string | undefined,
): Promise<Lsp.Location[]> {
  const agents = await agentsWithPrompts(documents, files);
  return agents.flatMap(({ uri, document, promptUses }) =>
    promptUses
      .filter(({ file }) => documents.promptFiles.uriOf(uri, file) === prompt)
      .map(({ span }) => ({ uri, range: convert.toRange(span, document) })),
  );
}

function renameEdit(
  { documents, client }: HandlerServices,
  { agents, documents: scope }: VariableScope,
  name: string,
  newName: string,
): Lsp.WorkspaceEdit | Lsp.ResponseError<never> {
  for (const { agentWithPrompts } of agents.values()) {
    const error = documents.language.renameError(agentWithPrompts, name, newName);
    if (error !== undefined) return new Lsp.ResponseError<never>(Lsp.LSPErrorCodes.RequestFailed, error);
  }
  const edits = scope.map(({ uri, version, document, uses }) => ({
    textDocument: { uri, version },
    edits: convert.toTextEdits(
      uses.map(({ span }) => ({ ...span, newText: newName })),
      document,
    ),
  }));
  return toDocumentEdits(edits, client);
}

/** After `{{` in a prompt file: the variables of the agents that refer to it. */
export async function variableCompletions(
  { documents, files }: HandlerServices,
  { uri, document }: PromptFileDocument,
  position: Lsp.Position,
): Promise<Lsp.CompletionItem[]> {
  const start = { line: position.line, character: 0 };
  const typed = partialVariableIn(document.getText({ start, end: position }));
  if (typed === undefined) return [];
  const agents = (await agentsWithPrompts(documents, files)).filter((agent) =>
    documents.promptsOf(agent).some((prompt) => prompt.uri === uri),
  );
  const rest = document.getText({ start: position, end: { line: position.line + 1, character: 0 } });
  const [closed = ''] = /^[\w.-]*(?:[ \t]*\}\})?/.exec(rest) ?? [];
  const range = {
    start: { line: position.line, character: position.character - typed.length },
    end: { line: position.line, character: position.character + closed.length },
  };
  return variableNamesIn(agents, document, typed + closed).map((name) => ({
    label: name,
    kind: Lsp.CompletionItemKind.Variable,
    filterText: name,
    textEdit: { range, newText: `${name}}}` },
  }));
}

/** `typed`: the name at the cursor, which is not complete. */
function variableNamesIn(agents: readonly AgentSnapshot[], document: TextDocument, typed: string): string[] {
  const uses = [
    ...agents.flatMap(({ agentWithPrompts }) => variablesOf(agentWithPrompts)),
    ...variablesInPrompt(document.getText()),
  ];
  const names = new Set(uses.map(({ name }) => name));
  names.delete(typed.replace('}}', '').trim());
  return [...names];
}
