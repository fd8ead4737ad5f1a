import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import {
  type PlaintextCredentials,
  storableCredentials,
  referenceEdits,
} from '#sync/secrets/storableCredentials';
import { DocumentFile } from '../../editor/documentFile';
import { actionButton } from '../../ui/errorBoundary';
import type { Button } from '../../ui/notify';
import { type Outcome, informationOutcome } from '../../ui/outcome';
import { UserError } from '../../ui/userError';
import type { Services } from './services';

/** A file that was pulled without the credentials that Cekura returned in plain text. */
export interface PulledWithoutCredentials extends PlaintextCredentials {
  readonly file: vscode.Uri;
}

/** Offers to store the credentials of files as secrets; no button if there are none. */
export function saveCredentialsButton(
  services: Services,
  files: readonly PulledWithoutCredentials[],
): Button[] {
  const count = files.reduce((sum, { omittedSecrets }) => sum + omittedSecrets.length, 0);
  if (count === 0) return [];
  return [actionButton(services.log, l10n.t('Save to Secret Storage'), () => saveAll(services, files))];
}

/** Stores the values and writes references into the files, so that a push sends them. */
async function saveAll(services: Services, files: readonly PulledWithoutCredentials[]): Promise<Outcome> {
  let saved = 0;
  for (const file of files) saved += await saveFrom(services, file);
  if (saved === 0)
    throw new UserError(l10n.t('The file has changed, so no references were added. Pull again first.'));
  return informationOutcome(
    saved === 1
      ? l10n.t('Saved 1 credential to secret storage and added a reference to the file.')
      : l10n.t`Saved ${saved} credentials to secret storage and added references to the files.`,
  );
}

/** Returns how many were saved. */
async function saveFrom(
  { secrets, api }: Services,
  { file, ...plaintext }: PulledWithoutCredentials,
): Promise<number> {
  const { origin } = api.address;
  const document = new DocumentFile(file);
  const text = await document.read();
  const credentials = storableCredentials(agentSchema, plaintext, secrets.names(origin));
  // Stored first, because an unset reference would block the next push.
  for (const { reference, value } of credentials) await secrets.storeNamed(origin, reference.name, value);
  if ((await document.edit(referenceEdits(text, credentials), text)) !== 'done') return 0;
  for (const { pointer, reference } of credentials) await secrets.approve(origin, pointer, reference);
  return credentials.length;
}
