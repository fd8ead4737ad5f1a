import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { suggestedReference } from '#language/codeActions/placeholders';
import { agentSchema } from '#language/schema/bundledSchema';
import { formatPointer } from '#language/secrets/redact';
import { type SecretReference, referenceText } from '#language/secrets/secrets';
import { findValue, parseAgent } from '#language/syntax/document';
import { fromPointer } from '#language/syntax/json';
import { freeName, referenceEdits } from '#sync/secrets/storableCredentials';
import { DocumentFile } from '../../editor/documentFile';
import { type Outcome, informationOutcome } from '../../ui/outcome';
import { CanceledByUser, UserError } from '../../ui/userError';
import type { Services } from './services';

/** Moves the secret at a pointer to secret storage, under a name that the user enters. */
export async function moveSecretAt(
  services: Services,
  document: vscode.TextDocument,
  pointer: string,
): Promise<Outcome> {
  const path = fromPointer(pointer);
  const value: unknown = findValue(parseAgent(document.getText()), path)?.value;
  if (typeof value !== 'string' || value === '')
    throw new UserError(
      l10n.t`"${formatPointer(pointer)}" can't be moved to secret storage: its value is empty or not a string.`,
    );
  const { origin } = services.api.address;
  const suggestion = suggestedReference(agentSchema, path, 'secret').name;
  const name = await askForName(services.secrets.names(origin), suggestion);
  const reference = await moveToSecretStorage(services, document, pointer, { name, value });
  return informationOutcome(
    l10n.t`Moved "${formatPointer(pointer)}" to secret storage as ${referenceText(reference)}.`,
  );
}

/** Saves a value under a name and replaces it in the file with a reference. */
export async function moveToSecretStorage(
  { secrets, api }: Services,
  document: vscode.TextDocument,
  pointer: string,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<SecretReference> {
  const { origin } = api.address;
  const file = new DocumentFile(document.uri);
  const text = await file.read();
  const reference: SecretReference = { source: 'secret', name };
  // Stored first, because an unset reference is easy to fix, while a value that is not stored is lost.
  await secrets.storeNamed(origin, name, value);
  if ((await file.edit(referenceEdits(text, [{ pointer, value, reference }]), text)) !== 'done') {
    throw new UserError(
      l10n.t('The file has changed. The secret is saved; replace it in the file with its reference.'),
    );
  }
  await secrets.approve(origin, pointer, reference);
  return reference;
}

/** Rejects names in use, because references in other files must not get another value. */
async function askForName(usedNames: readonly string[], suggestion: string): Promise<string> {
  const name = await vscode.window.showInputBox({
    title: l10n.t('Secret Name'),
    prompt: l10n.t(
      'The file will contain ${secret:NAME}. Everyone who pushes it stores their own value under this name.',
    ),
    value: freeName(suggestion, new Set(usedNames)),
    validateInput: (text) => {
      if (!/^[A-Za-z_][\w.-]*$/.test(text))
        return l10n.t('Use letters, digits, "_", ".", and "-". Start with a letter or "_".');
      return usedNames.includes(text) ? l10n.t('This name is already used by another secret.') : undefined;
    },
  });
  if (name === undefined) throw new CanceledByUser(l10n.t('Canceled. The file is unchanged.'));
  return name;
}
