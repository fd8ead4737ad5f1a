import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { useRemote as resolveWithRemote } from '#sync/conflicts';
import { rangeOf } from '../../editor/agentFile';
import type { Outcome } from '../../ui/outcome';
import { UserError } from '../../ui/userError';
import type { CommandArgs } from '../shared/commandArgs';
import { conflictAt, nextConflict } from '../shared/conflicts';
import type { Services } from '../shared/services';

/** Resolves a conflict in favor of Cekura: one edit of the file, which one undo reverts. */
export async function useRemote(services: Services, args: CommandArgs): Promise<Outcome> {
  const { document, conflict } = await conflictAt(services, args);
  const edit = new vscode.WorkspaceEdit();
  const edits = resolveWithRemote(agentSchema, document.getText(), conflict);
  edit.set(
    document.uri,
    edits.map(({ offset, length, newText }) =>
      vscode.TextEdit.replace(rangeOf(document, offset, length), newText),
    ),
  );
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserError(l10n.t('The file could not be edited. Try again.'), ['retry']);
  return nextConflict(services, document);
}
