import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { type CredentialsInClear, credentialsToKeep, referenceEdits } from '#sync/secrets/keepCredentials';
import { DocumentFile } from '../../editor/agentFile';
import { Refusal } from '../../ui/userError';
import type { Parts } from './services';
import { type Button, actionButton, tell } from '../../ui/notify';

/** A file that a pull left without the credentials that Cekura shows in clear. */
export interface Spared extends CredentialsInClear {
  readonly file: vscode.Uri;
}

/** Offers to keep the credentials of files as secrets; no button where there are none. */
export function keepButton(parts: Parts, files: readonly Spared[]): Button[] {
  const count = files.reduce((sum, { withheld }) => sum + withheld.length, 0);
  if (count === 0) return [];
  return [actionButton(parts, l10n.t('Save to Secret Storage'), () => keepAll(parts, files))];
}

/** Takes the values into secret storage and writes references into the files, so that the files say all that a push needs. */
async function keepAll(parts: Parts, files: readonly Spared[]): Promise<void> {
  let kept = 0;
  for (const file of files) kept += await keepIn(parts, file);
  if (kept === 0)
    throw new Refusal(l10n.t('The file has changed, so no references were added. Pull again first.'));
  const text =
    kept === 1
      ? l10n.t('Saved 1 credential to secret storage and added a reference to the file.')
      : l10n.t`Saved ${kept} credentials to secret storage and added references to the files.`;
  tell({ level: 'info', text });
}

/** Returns how many were kept. */
async function keepIn({ secrets, remote }: Parts, { file, ...inClear }: Spared): Promise<number> {
  const { origin } = remote.address;
  const document = new DocumentFile(file);
  const text = await document.read();
  const kept = credentialsToKeep(agentSchema, inClear, secrets.names(origin));
  // Stored first: a reference without a value would stop the next push.
  for (const { reference, value } of kept) await secrets.storeNamed(origin, reference.name, value);
  if (!(await document.edit(referenceEdits(text, kept), text))) return 0;
  for (const { pointer, reference } of kept) await secrets.approve(origin, pointer, reference);
  return kept.length;
}
