import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pull as pullAgent } from '#sync/pull/pull';
import type { Outcome } from '../ui/outcome';
import { CanceledByUser } from '../ui/userError';
import { requireTarget } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { pullResult } from './shared/pullResult';
import { hasUnsavedEdits, saveDocument } from './shared/saveDocument';
import type { Services } from './shared/services';
import { syncOne, whileLocked } from './shared/syncOne';
import { requireTrust, targetFile } from './shared/targetDocument';

/** Merges remote changes into the file. */
export async function pull(services: Services, args: CommandArgs): Promise<Outcome> {
  requireTrust();
  const file = await targetFile(args);
  return whileLocked(services, file, async () => {
    const document = await confirmSave(file);
    const target = await requireTarget(services, document);
    const title = (name: string, destination: string) => l10n.t`Pulling ${name} (${destination})…`;
    const outcome = await syncOne(services, document, target, title, pullAgent);
    return pullResult(services, target, document, outcome);
  });
}

/** Unsaved edits, including those of prompt documents, are merged as well, so they must be saved first. */
async function confirmSave(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  if (!hasUnsavedEdits(document)) return document;
  const save = l10n.t('Save and Pull');
  const text = document.isDirty
    ? l10n.t('The file has unsaved changes. They are kept and merged with the changes from Cekura.')
    : l10n.t(
        'A prompt of this file has unsaved changes. They are kept and merged with the changes from Cekura.',
      );
  if ((await vscode.window.showWarningMessage(text, save)) !== save)
    throw new CanceledByUser(l10n.t('Canceled. The file is unchanged.'));
  return saveDocument(document);
}
