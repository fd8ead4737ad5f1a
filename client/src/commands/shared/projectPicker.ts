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
  const other = { label: l10n.t('Another Project…'), description: '', project: undefined };
  const chosen = await vscode.window.showQuickPick([...known, other], {
    title: l10n.t('Project of the new agent'),
  });
  const project = chosen && (chosen.project ?? (await enterProject()));
  return project === undefined ? undefined : { project };
}

async function enterProject(): Promise<number | undefined> {
  const entered = await vscode.window.showInputBox({
    title: l10n.t('Project of the new agent'),
    prompt: l10n.t('The number of the project, as the address of its page on Cekura shows it.'),
    validateInput: (text) =>
      /^[1-9]\d{0,14}$/.test(text.trim()) ? undefined : l10n.t('A project is a whole number.'),
  });
  return entered === undefined ? undefined : Number(entered.trim());
}
