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
        const offset = open.lines.offsetAt(position);
        const variable = agents.language.variable(open.agent, offset);
        const why = agents.language.renameRefusal(open.agent, variable?.name ?? newName, newName);
        if (why !== undefined) return new Lsp.ResponseError<never>(Lsp.LSPErrorCodes.RequestFailed, why);
        const edits = agents.language.renameVariable(open.agent, offset, newName);
        return edits.length > 0 ? lsp.toWorkspaceEdit({ edits }, open, client) : null;
      },
    ),
  );
}
