import type * as Lsp from 'vscode-languageserver-protocol';
import type { Connection } from '../connection';
import * as lsp from '../lsp';
import { type Parts, about } from './about';

/** What a text is made of: symbols, folds, selections, links, colours. */
export function registerStructure(connection: Connection, parts: Parts): void {
  const { client, agents } = parts;

  connection.onRequest(
    'textDocument/documentSymbol',
    about<Lsp.DocumentSymbolParams, Lsp.DocumentSymbol[] | Lsp.SymbolInformation[]>(
      parts,
      'documentSymbol',
      [],
      (open) => {
        const outline = agents.language.outline(open.agent);
        return client.nestsSymbols ? lsp.toSymbols(outline, open.lines) : lsp.toFlatSymbols(outline, open);
      },
    ),
  );

  connection.onRequest(
    'textDocument/foldingRange',
    about<Lsp.FoldingRangeParams, Lsp.FoldingRange[]>(parts, 'foldingRange', [], ({ agent, lines }) => {
      const folds = agents.language.folds(agent).map((fold) => lsp.toFoldingRange(fold, lines));
      return folds.filter((fold) => fold !== undefined);
    }),
  );

  connection.onRequest(
    'textDocument/selectionRange',
    about<Lsp.SelectionRangeParams, Lsp.SelectionRange[]>(
      parts,
      'selectionRange',
      [],
      ({ agent, lines }, { positions }) =>
        positions.map((position) => {
          const offset = lines.offsetAt(position);
          return lsp.toSelectionRange(agents.language.selection(agent, offset), offset, lines);
        }),
    ),
  );

  connection.onRequest(
    'textDocument/documentLink',
    about<Lsp.DocumentLinkParams, Lsp.DocumentLink[]>(parts, 'documentLink', [], ({ agent, lines }) =>
      agents.language.links(agent).map((link) => lsp.toDocumentLink(link, lines)),
    ),
  );

  connection.onRequest(
    'textDocument/semanticTokens/full',
    about<Lsp.SemanticTokensParams, Lsp.SemanticTokens>(
      parts,
      'semanticTokens',
      { data: [] },
      ({ agent, lines }) => lsp.toSemanticTokens(agents.language.tokens(agent), lines),
    ),
  );

  connection.onRequest(
    'textDocument/references',
    about<Lsp.ReferenceParams, Lsp.Location[]>(
      parts,
      'references',
      [],
      ({ uri, agent, lines }, { position }) => {
        const uses = agents.language.variableUses(agent, lines.offsetAt(position));
        return uses.map(({ span }) => ({ uri, range: lines.rangeOf(span) }));
      },
    ),
  );

  connection.onRequest(
    'textDocument/documentHighlight',
    about<Lsp.DocumentHighlightParams, Lsp.DocumentHighlight[]>(
      parts,
      'documentHighlight',
      [],
      ({ agent, lines }, { position }) => {
        const uses = agents.language.variableUses(agent, lines.offsetAt(position));
        return uses.map(({ span }) => ({ range: lines.rangeOf(span) }));
      },
    ),
  );
}
