import * as Lsp from 'vscode-languageserver';
import type { DocumentLink } from '#language/features/documentLinks';
import { promptPreview, promptUseAt } from '#language/features/promptReferences';
import { variablesInPrompt, variablesOf } from '#language/features/variables';
import { containsOffset } from '#language/syntax/document';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import { fixesAt } from './codeActions';
import { CompletionItems } from './completionItems';
import * as convert from './convert';
import { canOffer, toCodeAction } from './convertFixes';
import { toDocumentSymbols, toSymbolInformation } from './convertSymbols';
import { guard } from './guard';
import { registerRenameFiles } from './renameFiles';
import { registerVariableHandlers, variableCompletions } from './variableHandlers';
import { type HandlerServices, withDocument } from './withDocument';

/** The requests about an open document, except for diagnostics. */
export function registerHandlers(connection: Lsp.Connection, services: HandlerServices): void {
  registerCompletionHandlers(connection, services);
  registerEditingHandlers(connection, services);
  registerStructureHandlers(connection, services);
  registerVariableHandlers(connection, services);
  registerRenameFiles(connection, services);
}

function registerCompletionHandlers(connection: Lsp.Connection, services: HandlerServices): void {
  const { client, documents, secretNames, log, lifecycle } = services;
  const completionItems = new CompletionItems(client);
  withDocument(connection, services)(
    Lsp.CompletionRequest.type,
    [],
    async (snapshot, { position }) => {
      const { agent, document } = snapshot;
      const { language } = documents;
      const offset = document.offsetAt(position);
      const names = language.canTypeSecret(agent, offset) ? await secretNames.suggested() : undefined;
      const references = { ...noNames, ...names, ...(await promptNames(services, snapshot, offset)) };
      const completions = language.completions(
        agent,
        offset,
        { snippets: client.snippetSupport },
        references,
      );
      return completionItems.convert(completions, document);
    },
    (prompt, { position }) => variableCompletions(services, prompt, position),
  );
  const { method } = Lsp.CompletionResolveRequest.type;
  connection.onRequest(
    method,
    guard<Lsp.CompletionItem, Lsp.CompletionItem | null>(log, lifecycle, method, null, (item) =>
      completionItems.resolve(item),
    ),
  );
}

const noNames = { secrets: [], env: [] };

/** The information about prompt files that completion requires. */
async function promptNames(
  { documents: { language, promptFiles } }: HandlerServices,
  { uri, agent, agentWithPrompts }: AgentSnapshot,
  offset: number,
) {
  const folder = language.promptFolderAt(agent, offset);
  return {
    ...(folder === undefined ? {} : { promptFolder: await promptFiles.list(uri, folder) }),
    ...(agentWithPrompts === agent
      ? {}
      : { variables: variablesOf(agentWithPrompts).map(({ name }) => name) }),
  };
}

function registerEditingHandlers(connection: Lsp.Connection, services: HandlerServices): void {
  const { client, documents, secretNames } = services;
  const on = withDocument(connection, services);

  on(Lsp.HoverRequest.type, null, async (snapshot, { position }) => {
    const { agent, document } = snapshot;
    const { language } = documents;
    const offset = document.offsetAt(position);
    // The client may need time for the names, so they are requested only if the result depends on them.
    const references = language.isSecretOffset(agent, offset) ? await secretNames.resolvable() : undefined;
    const use = promptUseAt(agent, offset);
    const prompt = use && promptPreview(use, snapshot.promptFile(use));
    const hover = language.hover(agent, offset, { ...references, prompt });
    return hover ? convert.toHover(hover, document, client) : null;
  });
  on(Lsp.CodeActionRequest.type, [], async (snapshot, { range, context }) => {
    const span = convert.toSpan(range, snapshot.document);
    const fixes = await fixesAt(documents, snapshot, span, context.only);
    const toUri = (path: string) => documents.promptFiles.uriOf(snapshot.uri, path);
    return fixes
      .filter((fix) => canOffer(fix, client))
      .map((fix) => toCodeAction(fix, snapshot, client, { diagnostics: context.diagnostics, toUri }));
  });
  on(Lsp.CodeLensRequest.type, [], (snapshot) =>
    documents.language
      .codeLenses(snapshot.agent, client.commands)
      .map((lens) => convert.toCodeLens(lens, snapshot)),
  );
  on(Lsp.InlayHintRequest.type, [], ({ agent, document }, { range }) =>
    documents.language
      .inlayHints(agent, convert.toSpan(range, document))
      .map((hint) => convert.toInlayHint(hint, document)),
  );
  on(Lsp.DocumentFormattingRequest.type, [], ({ agent, document }, { options }) =>
    convert.toTextEdits(documents.language.format(agent, convert.toFormatting(options)), document),
  );
  on(Lsp.DocumentRangeFormattingRequest.type, [], ({ agent, document }, { options, range }) => {
    const within = convert.toSpan(range, document);
    return convert.toTextEdits(
      documents.language.format(agent, convert.toFormatting(options), within),
      document,
    );
  });
}

function registerStructureHandlers(connection: Lsp.Connection, services: HandlerServices): void {
  const { client, documents } = services;
  const on = withDocument(connection, services);

  on(Lsp.DocumentSymbolRequest.type, [], (snapshot) => {
    const symbols = documents.language.documentSymbols(snapshot.agent);
    return client.hierarchicalDocumentSymbols
      ? toDocumentSymbols(symbols, snapshot.document)
      : toSymbolInformation(symbols, snapshot);
  });
  on(Lsp.FoldingRangeRequest.type, [], ({ agent, document }) =>
    documents.language.foldingRanges(agent).flatMap((range) => convert.toFoldingRange(range, document) ?? []),
  );
  on(Lsp.SelectionRangeRequest.type, [], ({ agent, document }, { positions }) =>
    positions.map((position) => {
      const offset = document.offsetAt(position);
      return convert.toSelectionRange(documents.language.selection(agent, offset), offset, document);
    }),
  );
  on(Lsp.DocumentLinkRequest.type, [], (snapshot) => {
    const { agent, document } = snapshot;
    const links = [...documents.language.documentLinks(agent), ...promptLinks(services, snapshot)];
    return links.map((link) => convert.toDocumentLink(link, document));
  });
  on(Lsp.DefinitionRequest.type, null, (snapshot, { position }) => {
    const offset = snapshot.document.offsetAt(position);
    const link = promptLinks(services, snapshot).find((candidate) => containsOffset(candidate.span, offset));
    const start = { line: 0, character: 0 };
    return link ? { uri: link.target, range: { start, end: start } } : null;
  });
  on(
    Lsp.SemanticTokensRequest.type,
    { data: [] },
    ({ agent, document }) => convert.toSemanticTokens(documents.language.semanticTokens(agent), document),
    ({ document }) => {
      const uses = variablesInPrompt(document.getText());
      return convert.toSemanticTokens(
        uses.map(({ span }) => ({ kind: 'variable', ...span })),
        document,
      );
    },
  );
}

/** Links to the prompt files of an agent that can be read. */
function promptLinks(
  { documents: { promptFiles } }: HandlerServices,
  snapshot: AgentSnapshot,
): DocumentLink[] {
  return snapshot.promptUses.flatMap((use) => {
    const target = promptFiles.uriOf(snapshot.uri, use.file);
    const isReadable = target !== undefined && snapshot.promptFile(use).kind === 'text';
    return isReadable ? [{ span: { offset: use.span.offset + 1, length: use.span.length - 2 }, target }] : [];
  });
}
