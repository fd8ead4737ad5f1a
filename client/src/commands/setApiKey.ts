import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Project, projectOfKey } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { unknownRetention } from '#sync/secrets/retention';
import { isKey } from '../state/credentials';
import { protectProjects } from '../state/protectedProjects';
import { actionButton } from '../ui/errorBoundary';
import { type Outcome, information, status } from '../ui/outcome';
import { CanceledByUser } from '../ui/userError';
import { projectsToProtect, saveIfAccepted } from './shared/apiKeys';
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
  return withOfferOfProtection(services, saved, await projectsToProtect(services, record));
}

/** One message for both, because a second message would hide the first. */
function withOfferOfProtection({ log }: Services, saved: string, projects: readonly Project[]): Outcome {
  if (projects.length === 0) return information(saved);
  const names = projects.map(projectName).join(', ');
  const [offer, label, done] =
    projects.length === 1
      ? [
          l10n.t`${names} looks like a production project. Confirm each push to it in a dialog?`,
          l10n.t('Protect Project'),
          l10n.t`${names} is protected now.`,
        ]
      : [
          l10n.t`${names} look like production projects. Confirm each push to them in a dialog?`,
          l10n.t('Protect Projects'),
          l10n.t`${names} are protected now.`,
        ];
  const protect = actionButton(log, label, async () => {
    await protectProjects(projects);
    return status(done);
  });
  return information(`${saved} ${offer}`, [protect]);
}
