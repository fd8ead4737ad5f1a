import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { formatPointer } from '#language/secrets/redact';
import { toPointer } from '#language/syntax/json';
import { resolveWithRemote } from '#sync/conflicts';
import { shortNameList } from '#sync/messages/format';
import type { Conflict } from '#sync/model';
import { DocumentFile } from '../../editor/documentFile';
import { commandButton } from '../../ui/notify';
import { type Outcome, warningOutcome } from '../../ui/outcome';
import { UserError } from '../../ui/userError';
import type { CommandArgs } from '../shared/commandArgs';
import { conflictAt, nextConflict } from '../shared/conflicts';
import { requireEdit } from '../shared/requireEdit';
import type { Services } from '../shared/services';

/** Resolves a conflict with the remote value, as one edit of the file. */
export async function useRemote(services: Services, args: CommandArgs): Promise<Outcome> {
  const { document, conflict } = await conflictAt(services, args);
  const file = new DocumentFile(document.uri, { keepsUnsaved: true });
  const text = await file.read();
  const { edits, omitted } = resolveWithRemote(agentSchema, text, conflict);
  requireEdit(await file.edit(edits, text), {
    canceled: l10n.t('Canceled. The file is unchanged.'),
    stale: new UserError(l10n.t('The file could not be edited. Try again.'), ['retry']),
  });
  return omitted.length > 0 ? notWritten(document, conflict, omitted) : nextConflict(services, document);
}

/** Explains that the conflict can't be resolved with the remote value: the file can only keep its own value or get a reference. */
function notWritten({ uri }: vscode.TextDocument, { path }: Conflict, omitted: readonly string[]): Outcome {
  const names = shortNameList(omitted.map(formatPointer));
  const argument = { uri: uri.toString(), pointer: toPointer(path) };
  return warningOutcome(
    l10n.t`The conflict is not resolved: credentials in ${names} are not written to the file. Enter the value without them, or keep the local value.`,
    [commandButton(l10n.t('Keep Local Value'), 'agentJson.keepLocal', argument)],
  );
}
