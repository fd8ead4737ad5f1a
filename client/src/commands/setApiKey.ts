import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isKey } from '../state/credentials';
import { type Outcome, information } from '../ui/outcome';
import { CanceledByUser } from '../ui/userError';
import { saveIfAccepted } from './shared/apiKeys';
import type { Services } from './shared/services';

/** Asks for the API key, tries it and saves it. */
export async function setApiKey(services: Services): Promise<Outcome> {
  const { host } = services.api.address;
  const entered = await vscode.window.showInputBox({
    title: l10n.t`API key for ${host}`,
    prompt: l10n.t(
      "Find it in your Cekura organization or project settings. It is stored in VS Code's secret storage.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isKey(text.trim()) ? undefined : l10n.t("An API key can't contain spaces or non-ASCII characters."),
  });
  if (entered === undefined) throw new CanceledByUser(l10n.t('Canceled. No API key was saved.'));
  await saveIfAccepted(services, entered.trim());
  return information(l10n.t`Saved the API key for ${host}.`);
}
