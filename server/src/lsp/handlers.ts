import * as Lsp from 'vscode-languageserver';
import type { AgentLanguage } from '#language/index';
import type { AgentSnapshot } from '../workspace/documents';
import { fixesAt } from './codeActions';
import { CompletionItems } from './completionItems';
import * as convert from './convert';
import { canOffer, toCodeAction, toWorkspaceEdit } from './convertFixes';
import { toDocumentSymbols, toSymbolInformation } from './convertSymbols';
import { guard } from './guard';
import { type Services, withDocument } from './withDocument';

/** The requests about an open document, except for diagnostics. */
export function registerHandlers(connection: Lsp.Connection, services: Services): void {
  registerCompletionHandlers(connection, services);
  registerEditingHandlers(connection, services);
  registerStructureHandlers(connection, services);
  registerVariableHandlers(connection, services);
}

function registerCompletionHandlers(connection: Lsp.Connection, services: Services): void {
  const { client, documents, secretNames, log, lifecycle } = services;
  const completionItems = new CompletionItems(client);
  withDocument(connection, services)(
    Lsp.CompletionRequest.type,
    [],
    async ({ agent, document }, { position }) => {
      const { language } = documents;
      const offset = document.offsetAt(position);
      const names = language.canTypeSecret(agent, offset) ? await secretNames.suggested() : undefined;
      const found = language.completions(agent, offset, { snippets: client.snippetSupport }, names);
      return completionItems.convert(found, document);
    },
  );
  const { method } = Lsp.CompletionResolveRequest.type;
  connection.onRequest(
    method,
    guard<Lsp.CompletionItem, Lsp.CompletionItem | null>(log, lifecycle, method, null, (item) =>
      completionItems.resolve(item),
    ),
  );
}

function registerEditingHandlers(connection: Lsp.Connection, services: Services): void {
  const { client, documents, secretNames } = services;
  const on = withDocument(connection, services);

  on(Lsp.HoverRequest.type, null, async ({ agent, document }, { position }) => {
    const { language } = documents;
    const offset = document.offsetAt(position);
    // The client may need time for the names, so they are requested only if the result depends on them.
    const known = language.isSecretOffset(agent, offset) ? await secretNames.resolvable() : undefined;
    const hover = language.hover(agent, offset, known);
    return hover ? convert.toHover(hover, document, client) : null;
  });
  on(Lsp.CodeActionRequest.type, [], (snapshot, { range, context }) =>
    fixesAt(documents.language, snapshot, convert.toSpan(range, snapshot.document), context.only)
      .filter((fix) => canOffer(fix, client))
      .map((fix) => toCodeAction(fix, snapshot, client, context.diagnostics)),
  );
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

function registerStructureHandlers(connection: Lsp.Connection, services: Services): void {
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
  on(Lsp.DocumentLinkRequest.type, [], ({ agent, document }) =>
    documents.language.documentLinks(agent).map((link) => convert.toDocumentLink(link, document)),
  );
  on(Lsp.SemanticTokensRequest.type, { data: [] }, ({ agent, document }) =>
    convert.toSemanticTokens(documents.language.semanticTokens(agent), document),
  );
}

function registerVariableHandlers(connection: Lsp.Connection, services: Services): void {
  const { client, documents } = services;
  const on = withDocument(connection, services);

  on(Lsp.PrepareRenameRequest.type, null, ({ agent, document }, { position }) => {
    const variable = documents.language.variable(agent, document.offsetAt(position));
    return variable ? convert.toRange(variable.span, document) : null;
  });
  on(Lsp.RenameRequest.type, null, (snapshot, { position, newName }) => {
    const { language } = documents;
    const offset = snapshot.document.offsetAt(position);
    const name = language.variable(snapshot.agent, offset)?.name ?? newName;
    const refusal = language.renameRefusal(snapshot.agent, name, newName);
    if (refusal !== undefined) return new Lsp.ResponseError<never>(Lsp.LSPErrorCodes.RequestFailed, refusal);
    const edits = language.renameVariable(snapshot.agent, offset, newName);
    return edits.length > 0 ? toWorkspaceEdit({ edits }, snapshot, client) : null;
  });
  on(Lsp.ReferencesRequest.type, [], (snapshot, { position }) =>
    variableRanges(documents.language, snapshot, position).map((range) => ({ uri: snapshot.uri, range })),
  );
  on(Lsp.DocumentHighlightRequest.type, [], (snapshot, { position }) =>
    variableRanges(documents.language, snapshot, position).map((range) => ({ range })),
  );
}

/** All uses of the variable at a position. */
function variableRanges(
  language: AgentLanguage,
  { agent, document }: AgentSnapshot,
  position: Lsp.Position,
): Lsp.Range[] {
  const uses = language.variableUses(agent, document.offsetAt(position));
  return uses.map(({ span }) => convert.toRange(span, document));
}
