import * as l10n from '@vscode/l10n';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type * as Lsp from 'vscode-languageserver-protocol';
import type { Connection } from '../connection';
import * as lsp from '../lsp';
import { type Parts, about } from './about';

/** What changes a text as a whole: layout, and new names for variables. */
export function registerEditing(connection: Connection, parts: Parts): void {
  const { client, agents } = parts;

  connection.onRequest(
    'textDocument/formatting',
    about<Lsp.DocumentFormattingParams, Lsp.TextEdit[]>(
      parts,
      'formatting',
      [],
      ({ agent, lines }, { options }) =>
        lsp.toTextEdits(agents.language.format(agent, lsp.toFormatting(options)), lines),
    ),
  );

  connection.onRequest(
    'textDocument/rangeFormatting',
    about<Lsp.DocumentRangeFormattingParams, Lsp.TextEdit[]>(
      parts,
      'rangeFormatting',
      [],
      ({ agent, lines }, { options, range }) =>
        lsp.toTextEdits(agents.language.format(agent, lsp.toFormatting(options), lines.spanOf(range)), lines),
    ),
  );

  connection.onRequest(
    'textDocument/prepareRename',
    about<Lsp.PrepareRenameParams, Lsp.Range | null>(
      parts,
      'prepareRename',
      null,
      ({ agent, lines }, { position }) => {
        const variable = agents.language.variable(agent, lines.offsetAt(position));
        return variable ? lines.rangeOf(variable.span) : null;
      },
    ),
  );

  connection.onRequest(
    'textDocument/rename',
    about<Lsp.RenameParams, Lsp.WorkspaceEdit | null>(
      parts,
      'rename',
      null,
      (open, { position, newName }) => {
        if (!agents.language.isVariableName(newName)) {
          const why = l10n.t('A variable needs a name without braces, quotes, backslashes or line breaks.');
          return new ResponseError<never>(ErrorCodes.InvalidParams, why);
        }
        const edits = agents.language.renameVariable(open.agent, open.lines.offsetAt(position), newName);
        return edits.length > 0 ? lsp.toWorkspaceEdit({ edits }, open, client) : null;
      },
    ),
  );
}
