import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { dotted } from '#language/secrets/redact';
import { isMask, looksLikeReference } from '#language/secrets/secrets';

/** Asks for the value of each secret in turn; undefined when the user stops. */
export async function enterSecrets(
  pointers: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const values = new Map<string, string>();
  for (const pointer of pointers) {
    const value = await enterSecret(l10n.t`Value for ${dotted(pointer)}`);
    if (value === undefined) return undefined;
    values.set(pointer, value);
  }
  return values;
}

/** Asks for one secret, unseen on the screen; undefined when the user stops. */
export async function enterSecret(title: string): Promise<string | undefined> {
  const entered = await vscode.window.showInputBox({
    title,
    prompt: l10n.t("It is stored in VS Code's secret storage and sent only to Cekura."),
    password: true,
    ignoreFocusOut: true,
    validateInput: whyNot,
  });
  return entered?.trim();
}

function whyNot(text: string): string | undefined {
  if (text.trim() === '') return l10n.t('Enter a value.');
  if (isMask(text)) return l10n.t('This is a masked value. Enter the secret itself.');
  return looksLikeReference(text) ? l10n.t('This is a reference. Enter the secret itself.') : undefined;
}
