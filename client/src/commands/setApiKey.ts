import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { projectOfKey } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { unknownRetention } from '#sync/secrets/retention';
import { isKey } from '../state/credentials';
import { type Outcome, informationOutcome } from '../ui/outcome';
import { CanceledByUser } from '../ui/userError';
import { saveIfAccepted } from './shared/apiKeys';
import { protectionOffer } from './shared/protectionOffer';
import { type Services, refreshStates } from './shared/services';

/** Asks for an API key, verifies it, and saves it for its project or as the default key. */
export async function setApiKey(services: Services): Promise<Outcome> {
  const { host, origin } = services.api.address;
  const entered = await vscode.window.showInputBox({
    title: l10n.t`API key for ${host}`,
    prompt: l10n.t(
      "Find it at dashboard.cekura.ai/dashboard/settings/org/api-key. It is stored in VS Code's secret storage.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isKey(text.trim()) ? undefined : l10n.t("An API key can't contain spaces or non-ASCII characters."),
  });
  if (entered === undefined) throw new CanceledByUser(l10n.t('Canceled. No API key was saved.'));
  const record = await saveIfAccepted(services, entered.trim());
  // The server may have changed, so the record of whether it keeps omitted secrets is cleared.
  await services.secretRetention.put(origin, unknownRetention);
  refreshStates(services);
  const project = projectOfKey(record);
  const saved = project
    ? l10n.t`Saved the API key of ${projectName(project)} for ${host}.`
    : l10n.t`Saved the API key for ${host}.`;
  // One message for both, because a second message would hide the first.
  const offer = await protectionOffer(services, record);
  return offer ? informationOutcome(`${saved} ${offer.text}`, [offer.button]) : informationOutcome(saved);
}
