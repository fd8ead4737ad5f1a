import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { DocumentFile } from '../editor/documentFile';
import { findLink } from '../editor/agentLink';
import { syncedEdits } from '../editor/syncedText';
import { actionButton } from '../ui/errorBoundary';
import { type Outcome, informationOutcome, statusOutcome } from '../ui/outcome';
import { UserError } from '../ui/userError';
import type { CommandArgs } from './shared/commandArgs';
import { requirePrompts } from './shared/requireAgent';
import { requireEdit } from './shared/requireEdit';
import { type Services, refreshStates } from './shared/services';
import { whileLocked } from './shared/syncOne';
import { targetFile } from './shared/targetDocument';
import { type AgentText, undoEdit } from './shared/undoEdit';

/** Reverts the file to the last synced content, as one undo step. Secrets, references and read-only properties are kept. */
export async function discardChanges(services: Services, args: CommandArgs): Promise<Outcome> {
  const document = await targetFile(args);
  return whileLocked(services, document, async () => {
    const file = new DocumentFile(document.uri);
    const text = await file.read();
    const references = await file.promptReferences();
    await requirePrompts(file, text);
    const link = findLink(text, services.api.address.origin);
    const baseline = link && (await services.baselines.for(document.uri).get(link));
    if (!baseline) throw new UserError(l10n.t('This file has not been synced on this machine yet.'));
    const edits = syncedEdits(agentSchema, text, baseline);
    if (edits.length === 0) return informationOutcome(l10n.t('No local changes since the last sync.'));
    requireEdit(await file.edit(edits, text), {
      canceled: l10n.t('Canceled. The file is unchanged.'),
      stale: new UserError(
        l10n.t('Nothing was discarded: the file or one of its prompts has changed. Try again.'),
      ),
    });
    refreshStates(services);
    const after = await file.read();
    return informationOutcome(l10n.t`Discarded the local changes of ${file.name}.`, [
      actionButton(services.log, l10n.t('Undo'), () => undo(services, document, { text, references }, after)),
    ]);
  });
}

async function undo(
  services: Services,
  document: vscode.TextDocument,
  before: AgentText,
  after: string,
): Promise<Outcome> {
  if (!(await undoEdit(document, before, after)))
    throw new UserError(l10n.t('The file was edited in the meantime. Use Undo in the editor instead.'));
  refreshStates(services);
  return statusOutcome(l10n.t('Restored the local changes.'));
}
