import type * as Lsp from 'vscode-languageserver';
import * as lsp from '../convert';
import { type Parts, about } from './about';

/** What a text is made of: symbols, folds, selections, links, colours. */
export function registerStructure(connection: Lsp.Connection, parts: Parts): void {
  const { client, agents } = parts;

  connection.onDocumentSymbol(
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

  connection.onFoldingRanges(
    about<Lsp.FoldingRangeParams, Lsp.FoldingRange[]>(parts, 'foldingRange', [], ({ agent, lines }) => {
      const folds = agents.language.folds(agent).map((fold) => lsp.toFoldingRange(fold, lines));
      return folds.filter((fold) => fold !== undefined);
    }),
  );

  connection.onSelectionRanges(
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

  connection.onDocumentLinks(
    about<Lsp.DocumentLinkParams, Lsp.DocumentLink[]>(parts, 'documentLink', [], ({ agent, lines }) =>
      agents.language.links(agent).map((link) => lsp.toDocumentLink(link, lines)),
    ),
  );

  connection.languages.semanticTokens.on(
    about<Lsp.SemanticTokensParams, Lsp.SemanticTokens>(
      parts,
      'semanticTokens',
      { data: [] },
      ({ agent, lines }) => lsp.toSemanticTokens(agents.language.tokens(agent), lines),
    ),
  );

  connection.onReferences(
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

  connection.onDocumentHighlight(
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
