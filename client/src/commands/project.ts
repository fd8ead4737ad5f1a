import * as vscode from 'vscode';
import { failureSentence } from '../api/failures';
import { Refusal } from '../vscode/refusal';
import { projectsOf } from './creation';
import type { Parts } from './parts';

/** Asks for the project of a new agent, offering those that other agents are in; undefined when the user stops. */
export async function chooseProject({ remote }: Parts): Promise<{ readonly project: number } | undefined> {
  const page = await remote.api.list({}, undefined);
  if (!page.ok) throw new Refusal(failureSentence(page.failure, remote.address.host), ['Set API Key']);
  const known = projectsOf(page.value).map(({ project, agents }) => ({
    label: `Project ${project}`,
    description: agents === 1 ? '1 agent' : `${agents} agents`,
    project,
  }));
  const other = { label: 'Another Project…', description: '', project: undefined };
  const chosen = await vscode.window.showQuickPick([...known, other], { title: 'Project of the new agent' });
  const project = chosen && (chosen.project ?? (await enterProject()));
  return project === undefined ? undefined : { project };
}

async function enterProject(): Promise<number | undefined> {
  const entered = await vscode.window.showInputBox({
    title: 'Project of the new agent',
    prompt: 'The number of the project, as the address of its page on Cekura shows it.',
    validateInput: (text) =>
      /^[1-9]\d{0,14}$/.test(text.trim()) ? undefined : 'A project is a whole number.',
  });
  return entered === undefined ? undefined : Number(entered.trim());
}
