import * as l10n from '@vscode/l10n';
import { type KeyRecord, type Project, knownProjects } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { looksLikeProduction } from '#sync/projects/protection';
import { isProtectedProject, protectProjects } from '../../state/protectedProjects';
import { actionButton } from '../../ui/errorBoundary';
import type { Button } from '../../ui/notify';
import { statusOutcome } from '../../ui/outcome';
import type { Services } from './services';

/** Offers to protect the projects of a new key that look like production; undefined if there are none. */
export async function protectionOffer(
  services: Services,
  record: KeyRecord,
): Promise<{ readonly text: string; readonly button: Button } | undefined> {
  const projects = await projectsToProtect(services, record);
  if (projects.length === 0) return undefined;
  const names = projects.map(projectName).join(', ');
  const [text, label, done] =
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
  const button = actionButton(services.log, label, async () => {
    await protectProjects(projects);
    return statusOutcome(done);
  });
  return { text, button };
}

/** The unprotected projects of a key whose names look like production. Each is returned once, to be offered for protection. */
async function projectsToProtect(
  { api, credentials }: Services,
  { projects }: KeyRecord,
): Promise<Project[]> {
  const { origin } = api.address;
  const unprotected: Project[] = [];
  for (const project of knownProjects([{ projects }])) {
    if (!looksLikeProduction(project) || isProtectedProject(project)) continue;
    if (await credentials.firstOfferOfProtection(origin, project.id)) unprotected.push(project);
  }
  return unprotected;
}
