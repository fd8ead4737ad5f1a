import * as l10n from '@vscode/l10n';
import * as Lsp from 'vscode-languageserver';
import * as lsp from '../convert';
import { type Parts, about } from './about';

/** What changes a text as a whole: layout, and new names for variables. */
export function registerEditing(connection: Lsp.Connection, parts: Parts): void {
  const { client, agents } = parts;

  connection.onDocumentFormatting(
    about<Lsp.DocumentFormattingParams, Lsp.TextEdit[]>(
      parts,
      'formatting',
      [],
      ({ agent, lines }, { options }) =>
        lsp.toTextEdits(agents.language.format(agent, lsp.toFormatting(options)), lines),
    ),
  );

  connection.onDocumentRangeFormatting(
    about<Lsp.DocumentRangeFormattingParams, Lsp.TextEdit[]>(
      parts,
      'rangeFormatting',
      [],
      ({ agent, lines }, { options, range }) =>
        lsp.toTextEdits(agents.language.format(agent, lsp.toFormatting(options), lines.spanOf(range)), lines),
    ),
  );

  connection.onPrepareRename(
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

  connection.onRenameRequest(
    about<Lsp.RenameParams, Lsp.WorkspaceEdit | null>(
      parts,
      'rename',
      null,
      (open, { position, newName }) => {
        if (!agents.language.isVariableName(newName)) {
          const why = l10n.t('Enter a name without braces, quotes, backslashes, or line breaks.');
          return new Lsp.ResponseError<never>(Lsp.ErrorCodes.InvalidParams, why);
        }
        const edits = agents.language.renameVariable(open.agent, open.lines.offsetAt(position), newName);
        return edits.length > 0 ? lsp.toWorkspaceEdit({ edits }, open, client) : null;
      },
    ),
  );
}
