import type * as Lsp from 'vscode-languageserver';
import { fixesAt } from '../codeActions';
import * as lsp from '../convert';
import { type Parts, about } from './about';

/** What helps while writing: explanations, suggestions, fixes, hints and lenses. */
export function registerHelp(connection: Lsp.Connection, parts: Parts): void {
  const { client, agents, references } = parts;

  connection.onHover(
    about<Lsp.HoverParams, Lsp.Hover | null>(parts, 'hover', null, async ({ agent, lines }, { position }) => {
      const offset = lines.offsetAt(position);
      // The client is asked only where its answer matters: it may take its time.
      const known = agents.language.isSecretOffset(agent, offset) ? await references.resolvable() : undefined;
      const hover = agents.language.hover(agent, offset, known);
      return hover ? lsp.toHover(hover, lines, client) : null;
    }),
  );

  connection.onCompletion(
    about<Lsp.CompletionParams, Lsp.CompletionItem[]>(
      parts,
      'completion',
      [],
      async ({ agent, lines }, { position }) => {
        const offset = lines.offsetAt(position);
        const names = agents.language.isSecretOffset(agent, offset)
          ? await references.suggested()
          : undefined;
        const capabilities = { snippets: client.fillsSnippets };
        const suggestions = agents.language.completions(agent, offset, capabilities, names);
        return lsp.toCompletionItems(suggestions, lines, client);
      },
    ),
  );

  connection.onCodeAction(
    about<Lsp.CodeActionParams, Lsp.CodeAction[]>(parts, 'codeAction', [], (open, { range, context }) =>
      fixesAt(agents.language, open, open.lines.spanOf(range), context.only)
        .filter((fix) => lsp.canOffer(fix, client))
        .map((fix) => lsp.toCodeAction(fix, open, client, context.diagnostics)),
    ),
  );

  connection.languages.inlayHint.on(
    about<Lsp.InlayHintParams, Lsp.InlayHint[]>(parts, 'inlayHint', [], ({ agent, lines }, { range }) =>
      agents.language.inlayHints(agent, lines.spanOf(range)).map((hint) => lsp.toInlayHint(hint, lines)),
    ),
  );

  connection.onCodeLens(
    about<Lsp.CodeLensParams, Lsp.CodeLens[]>(parts, 'codeLens', [], (open) =>
      agents.language.lenses(open.agent, client.commands).map((lens) => lsp.toCodeLens(lens, open)),
    ),
  );
}
