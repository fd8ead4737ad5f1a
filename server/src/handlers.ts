import type * as Lsp from 'vscode-languageserver/node';
import type { Client } from './client';
import { fixesAt } from './codeActions';
import { type Report, guard } from './guard';
import * as lsp from './lsp';
import type { OpenAgent, OpenAgents } from './openAgents';
import type { References } from './references';
import type { SettingsFeed } from './settingsFeed';

/** What the answers are made from. */
export interface Parts {
  readonly client: Client;
  readonly agents: OpenAgents;
  readonly references: References;
  readonly report: Report;
  readonly settings: SettingsFeed;
}

/** One registration per LSP method that asks about an open agent. */
export function registerHandlers(
  connection: Lsp.Connection,
  { client, agents, references, report, settings }: Parts,
): void {
  /** Asks `ask` about the agent that the request names; documents that are not open have no answer. */
  function about<Params extends { textDocument: Lsp.TextDocumentIdentifier }, Result>(
    name: string,
    nothing: Result,
    ask: (open: OpenAgent, params: Params) => Result | Promise<Result>,
  ) {
    return guard<Params, Result>(report, name, nothing, async (params) => {
      await settings.known;
      const open = agents.get(params.textDocument.uri);
      return open ? ask(open, params) : nothing;
    });
  }

  connection.onHover(
    about<Lsp.HoverParams, Lsp.Hover | null>('hover', null, async ({ agent, lines }, { position }) => {
      const known = await references.resolvable();
      const hover = agents.language.hover(agent, lines.offsetAt(position), known);
      return hover ? lsp.toHover(hover, lines, client) : null;
    }),
  );

  connection.onCompletion(
    about<Lsp.CompletionParams, Lsp.CompletionItem[]>(
      'completion',
      [],
      async ({ agent, lines }, { position }) => {
        const capabilities = { snippets: client.fillsSnippets };
        const offset = lines.offsetAt(position);
        const names = await references.suggested();
        const suggestions = agents.language.completions(agent, offset, capabilities, names);
        return suggestions.map((suggestion) => lsp.toCompletionItem(suggestion, lines, client));
      },
    ),
  );

  connection.onCodeAction(
    about<Lsp.CodeActionParams, Lsp.CodeAction[]>('codeAction', [], (open, { range, context }) =>
      fixesAt(agents.language, open, open.lines.spanOf(range), context.only)
        .filter((fix) => lsp.canOffer(fix, client))
        .map((fix) => lsp.toCodeAction(fix, open, client, context.diagnostics)),
    ),
  );

  connection.onDocumentSymbol(
    about<Lsp.DocumentSymbolParams, Lsp.DocumentSymbol[] | Lsp.SymbolInformation[]>(
      'documentSymbol',
      [],
      (open) => {
        const outline = agents.language.outline(open.agent);
        return client.nestsSymbols ? lsp.toSymbols(outline, open.lines) : lsp.toFlatSymbols(outline, open);
      },
    ),
  );

  connection.onFoldingRanges(
    about<Lsp.FoldingRangeParams, Lsp.FoldingRange[]>('foldingRange', [], ({ agent, lines }) => {
      const folds = agents.language.folds(agent).map((fold) => lsp.toFoldingRange(fold, lines));
      return folds.filter((fold) => fold !== undefined);
    }),
  );

  connection.onSelectionRanges(
    about<Lsp.SelectionRangeParams, Lsp.SelectionRange[]>(
      'selectionRange',
      [],
      ({ agent, lines }, { positions }) =>
        positions.map((position) => {
          const offset = lines.offsetAt(position);
          return lsp.toSelectionRange(agents.language.selection(agent, offset), offset, lines);
        }),
    ),
  );

  connection.onDocumentFormatting(
    about<Lsp.DocumentFormattingParams, Lsp.TextEdit[]>('formatting', [], ({ agent, lines }, { options }) =>
      lsp.toTextEdits(agents.language.format(agent, lsp.toFormatting(options)), lines),
    ),
  );

  connection.onDocumentRangeFormatting(
    about<Lsp.DocumentRangeFormattingParams, Lsp.TextEdit[]>(
      'rangeFormatting',
      [],
      ({ agent, lines }, { options, range }) =>
        lsp.toTextEdits(agents.language.format(agent, lsp.toFormatting(options), lines.spanOf(range)), lines),
    ),
  );

  connection.onDocumentLinks(
    about<Lsp.DocumentLinkParams, Lsp.DocumentLink[]>('documentLink', [], ({ agent, lines }) =>
      agents.language.links(agent).map((link) => lsp.toDocumentLink(link, lines)),
    ),
  );

  connection.languages.inlayHint.on(
    about<Lsp.InlayHintParams, Lsp.InlayHint[]>('inlayHint', [], ({ agent, lines }, { range }) =>
      agents.language.inlayHints(agent, lines.spanOf(range)).map((hint) => lsp.toInlayHint(hint, lines)),
    ),
  );

  connection.onCodeLens(
    about<Lsp.CodeLensParams, Lsp.CodeLens[]>('codeLens', [], (open) =>
      agents.language.lenses(open.agent, client.commands).map((lens) => lsp.toCodeLens(lens, open)),
    ),
  );

  connection.languages.semanticTokens.on(
    about<Lsp.SemanticTokensParams, Lsp.SemanticTokens>('semanticTokens', { data: [] }, ({ agent, lines }) =>
      lsp.toSemanticTokens(agents.language.tokens(agent), lines),
    ),
  );
}
