import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CanceledByUser } from '../../ui/userError';
import { projectsOf } from './createOptions';
import { failureError } from './failures';
import type { Services } from './services';

/** Asks for the project of a new agent: the one chosen last, those that agents are in, or another. Throws where the user cancels. */
export async function chooseProject(services: Services): Promise<{ readonly project: number }> {
  const { api, projects } = services;
  const { origin } = api.address;
  const page = await api.client.list({}, undefined);
  if (!page.ok) throw await failureError(services, page.failure);
  const last = projects.last(origin);
  const known = projectsOf(page.value).sort(
    (a, b) => Number(b.project === last) - Number(a.project === last),
  );
  const items = known.map(({ project, agents }) => ({
    label: l10n.t`Project ${project}`,
    description: agents === 1 ? l10n.t('1 agent') : l10n.t`${agents} agents`,
    project,
  }));
  const other = { label: l10n.t('Enter Project ID…'), description: '', project: undefined };
  const chosen = await vscode.window.showQuickPick([...items, other], {
    title: l10n.t('Project for the New Agent'),
  });
  if (!chosen) throw canceled();
  const project = chosen.project ?? (await enterProject());
  await projects.remember(origin, project);
  return { project };
}

async function enterProject(): Promise<number> {
  const entered = await vscode.window.showInputBox({
    title: l10n.t('Project for the New Agent'),
    prompt: l10n.t('The project ID, as shown in the URL of the project on Cekura.'),
    validateInput: (text) =>
      /^[1-9]\d{0,14}$/.test(text.trim()) ? undefined : l10n.t('The project ID must be a positive integer.'),
  });
  if (entered === undefined) throw canceled();
  return Number(entered.trim());
}

function canceled(): CanceledByUser {
  return new CanceledByUser(l10n.t('Canceled. Nothing was sent.'));
}
