import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { failureSentence } from '#api/failures';
import { Refusal } from '../../ui/userError';
import { projectsOf } from './createOptions';
import type { Parts } from './services';

/** Asks for the project of a new agent, offering those that other agents are in; undefined when the user stops. */
export async function chooseProject({ remote }: Parts): Promise<{ readonly project: number } | undefined> {
  const page = await remote.api.list({}, undefined);
  if (!page.ok) throw new Refusal(failureSentence(page.failure, remote.address.host), ['set-api-key']);
  const known = projectsOf(page.value).map(({ project, agents }) => ({
    label: l10n.t`Project ${project}`,
    description: agents === 1 ? l10n.t('1 agent') : l10n.t`${agents} agents`,
    project,
  }));
  const other = { label: l10n.t('Enter Project ID…'), description: '', project: undefined };
  const chosen = await vscode.window.showQuickPick([...known, other], {
    title: l10n.t('Project for the New Agent'),
  });
  const project = chosen && (chosen.project ?? (await enterProject()));
  return project === undefined ? undefined : { project };
}

async function enterProject(): Promise<number | undefined> {
  const entered = await vscode.window.showInputBox({
    title: l10n.t('Project for the New Agent'),
    prompt: l10n.t('The project ID, as shown in the URL of the project on Cekura.'),
    validateInput: (text) =>
      /^[1-9]\d{0,14}$/.test(text.trim()) ? undefined : l10n.t('The project ID must be a positive integer.'),
  });
  return entered === undefined ? undefined : Number(entered.trim());
}
