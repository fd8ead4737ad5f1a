import * as l10n from '@vscode/l10n';
import { agentSchema } from '#language/schema/bundledSchema';
import { applyEdits } from '#language/syntax/edit';
import { lastSeenRemote, withRemoteChanges } from '#sync/conflicts';
import { readAgentText } from '#sync/content/agentText';
import type { Baseline } from '#sync/ports';
import { findLink } from '../editor/agentLink';
import { DocumentFile } from '../editor/documentFile';
import type { PullRollback } from '../state/pulls';
import { type Outcome, statusOutcome, warningOutcome } from '../ui/outcome';
import { UserError } from '../ui/userError';
import type { CommandArgs } from './shared/commandArgs';
import { recordFileRollback } from './shared/recordSync';
import { requireEdit } from './shared/requireEdit';
import { type Services, refreshStates } from './shared/services';
import { whileLocked } from './shared/syncOne';
import { targetFile } from './shared/targetDocument';

/** Restores file and baseline as they were before the last pull: with the new baseline, the next push would revert the remote changes. */
export async function rollBackFile(services: Services, args: CommandArgs): Promise<Outcome> {
  const { api, baselines, pulls } = services;
  const document = await targetFile(args);
  return whileLocked(services, document, async () => {
    const file = new DocumentFile(document.uri);
    const text = await file.read();
    const link = findLink(text, api.address.origin);
    const current = link && (await baselines.for(document.uri).get(link));
    const undo = await pulls.rollbackFor(document.uri, text, current);
    if (!link || !current || !undo)
      throw new UserError(l10n.t('Nothing to roll back: the last sync of this file was not a pull.'));
    if (undo === 'edited')
      return warningOutcome(l10n.t('The file was edited after the pull. Use Undo in the editor instead.'));
    // The baseline first, because the file must not be restored without it.
    const stored = baselines.for(document.uri);
    const before = baselineBefore(text, undo, current);
    const isStored = before ? await stored.put(link, before) : await baselines.forget(link);
    if (!isStored)
      throw new UserError(l10n.t('The file was not rolled back: the sync state could not be saved.'));
    const edited = await file.edit(undo.edits, text, undo.references);
    if (edited !== 'done') await stored.put(link, current);
    requireEdit(edited, {
      canceled: l10n.t('Canceled. The file is unchanged.'),
      stale: new UserError(
        l10n.t('The file was not rolled back: a prompt has changed, or the file could not be saved.'),
      ),
    });
    refreshStates(services);
    await recordFileRollback(services, document.uri);
    return statusOutcome(l10n.t('Rolled back the file to its state before the pull.'));
  });
}

/** The baseline before the pull, with what the pull found on Cekura: it can be pulled again. */
function baselineBefore(
  text: string,
  { baseline, edits }: PullRollback,
  current: Baseline,
): Baseline | undefined {
  const restored = readAgentText(applyEdits(text, edits));
  if (!baseline || !restored.ok) return baseline;
  return withRemoteChanges(agentSchema, baseline, restored.agent, lastSeenRemote(current));
}
